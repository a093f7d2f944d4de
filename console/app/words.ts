/** What the frame of the console says. */
import { area } from '../words/area.ts';

export const appWords = area('app', {
  name: { zh: '绿账', en: 'lvzhang' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  loading: { zh: '加载中…', en: 'Loading…' },
  language: { zh: 'English', en: '中文' },
  theme: { zh: '明暗', en: 'Appearance' },
  themes: {
    light: { zh: '浅色', en: 'Light' },
    dark: { zh: '深色', en: 'Dark' },
    system: { zh: '随系统', en: 'As the system' },
  },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  actingAs: { zh: '{{name}}，{{org}}', en: '{{name}}, {{org}}' },
  nav: {
    land: { zh: '地块', en: 'Land' },
    projects: { zh: '项目', en: 'Projects' },
    statements: { zh: '排放声明', en: 'Statements' },
    holdings: { zh: '持有', en: 'Holdings' },
    transfers: { zh: '转让', en: 'Transfers' },
    pledges: { zh: '质押', en: 'Pledges' },
    retire: { zh: '注销', en: 'Retire' },
    jobs: { zh: '任务', en: 'Jobs' },
    queue: { zh: '待审定与核查', en: 'To verify' },
    accreditations: { zh: '核查机构', en: 'Accreditations' },
    log: { zh: '日志', en: 'Log' },
    audit: { zh: '审计', en: 'Audit' },
  },
  navigation: { zh: '主导航', en: 'Main navigation' },
  public: { zh: '公开查询', en: 'Public search' },
  api: { zh: '接口文档', en: 'The API' },
  backHome: { zh: '回到总览', en: 'Back to the overview' },
  notFound: { zh: '没有此页面', en: 'No such page' },
  notFoundHint: {
    zh: '地址可能有误，或页面已移走。',
    en: 'The address may be wrong, or the page has moved.',
  },
  broken: { zh: '本页出错', en: 'This page failed' },
  brokenHint: {
    zh: '刷新后重试；若仍出错，请将下列文字告知登记机构。',
    en: 'Reload and try again; if it goes on, tell the registry operator what stands here.',
  },
  reload: { zh: '刷新', en: 'Reload' },
  newVersion: { zh: '控制台已更新，请刷新本页。', en: 'The console has been updated; reload this page.' },
  overview: { zh: '总览', en: 'Overview' },
});
