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
    holdings: { zh: '持有', en: 'Holdings' },
    jobs: { zh: '任务', en: 'Jobs' },
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
  home: {
    title: { zh: '总览', en: 'Overview' },
    lead: {
      zh: '碳汇减排量与绿证登记簿：登记、交易、注销与核查，每一步皆有可离线核验的证明。',
      en: 'A registry of carbon credits and green certificates: registered, traded, retired and verified, each step with a proof that anybody can check offline.',
    },
    signedIn: { zh: '已以{{role}}身份登录。', en: 'Signed in as {{role}}.' },
    publicHint: {
      zh: '无需登录即可查找项目、机构、注销证明与正在公示的文件。',
      en: 'Projects, organizations, proofs of retirement and what is published for comments can be found without signing in.',
    },
  },
  role: {
    operator: { zh: '登记机构', en: 'Registry operator' },
    developer: { zh: '开发主体', en: 'Developer' },
    generator: { zh: '发电企业', en: 'Generator' },
    enterprise: { zh: '企业', en: 'Enterprise' },
    verifier: { zh: '核查机构', en: 'Verification body' },
    financier: { zh: '金融机构', en: 'Financial institution' },
    regulator: { zh: '主管部门', en: 'Regulator' },
    grid: { zh: '电网企业', en: 'Grid company' },
  },
});
