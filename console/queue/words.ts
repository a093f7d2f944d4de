/** What is said of what waits for verification bodies. */
import { area } from '../words/area.ts';

export const queueWords = area('queue', {
  title: { zh: '待审定与核查', en: 'To validate and verify' },
  lead: {
    zh: '已公示而待审定的项目、已提交而待核查的减排量核算报告与排放声明。',
    en: 'Projects that wait for validation, and monitoring reports and emission statements that wait for verification.',
  },
  whose: { zh: '审定机构', en: 'Validator' },
  everybody: { zh: '全部', en: 'All' },
  mine: { zh: '本机构', en: 'This organization' },
  projects: { zh: '待审定的项目', en: 'Projects to validate' },
  noProjects: { zh: '没有待审定的项目', en: 'No project waits for validation' },
  noProjectsHint: {
    zh: '开发主体公示项目设计文件并指定审定机构后，项目出现在这里。',
    en: 'A project comes here once its developer has published the design and named the validator.',
  },
  reports: { zh: '待核查的核算报告', en: 'Monitoring reports to verify' },
  noReports: { zh: '没有待核查的核算报告', en: 'No monitoring report waits for verification' },
  noReportsHint: {
    zh: '已登记项目的开发主体提交核算报告后，报告出现在这里。',
    en: 'A report comes here once the developer of a registered project has submitted it.',
  },
  statements: { zh: '待核查的排放声明', en: 'Emission statements to verify' },
  noStatements: { zh: '没有待核查的排放声明', en: 'No emission statement waits for verification' },
  noStatementsHint: {
    zh: '企业或园区提交排放声明后，声明出现在这里。',
    en: 'A statement comes here once an enterprise or a park has submitted it.',
  },
  name: { zh: '名称', en: 'Name' },
  standard: { zh: '标准', en: 'Standard' },
  methodology: { zh: '方法学', en: 'Methodology' },
  validator: { zh: '审定机构', en: 'Validator' },
  window: { zh: '公示', en: 'Publication' },
  open: { zh: '公示至 {{to}}，其后可办理', en: 'Published until {{to}}; it can be done afterwards' },
  over: { zh: '公示已满（{{to}}），可以办理', en: 'Over since {{to}}: it can be done' },
  comments: { zh: '意见', en: 'Comments' },
  commentCount: { zh: '{{count}} 条', en: '{{count}}' },
  waiting: {
    zh: '，另有 {{count}} 条未署名意见待登记机构处理',
    en: ', and {{count}} without a name wait for the operator',
  },
  project: { zh: '项目', en: 'Project' },
  period: { zh: '核算期', en: 'Period' },
  days: { zh: '{{from}} 至 {{to}}', en: '{{from}} to {{to}}' },
  tonnes: { zh: '申报减排量', en: 'Reported reductions' },
  subject: { zh: '主体', en: 'Subject' },
  year: { zh: '年度', en: 'Year' },
  version: { zh: '版本', en: 'Version' },
  report: { zh: '报告', en: 'Report' },
});
