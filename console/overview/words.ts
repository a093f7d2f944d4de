/** What the overview says. */
import { area } from '../words/area.ts';

export const overviewWords = area('overview', {
  title: { zh: '总览', en: 'Overview' },
  lead: {
    zh: '碳汇减排量与绿证登记簿：登记、交易、注销与核查，每一步皆有可离线核验的证明。',
    en: 'A registry of carbon credits and green certificates: registered, traded, retired and verified, each step with a proof that anybody can check offline.',
  },
  signedIn: { zh: '{{name}}（{{role}}）', en: '{{name}} ({{role}})' },
  publicHint: {
    zh: '无需登录即可查找项目、机构、注销证明与正在公示的文件。',
    en: 'Projects, organizations, proofs of retirement and what is published for comments can be found without signing in.',
  },
  open: {
    title: { zh: '无需登录', en: 'Without signing in' },
    projects: {
      title: { zh: '碳汇项目', en: 'Carbon-sink projects' },
      what: {
        zh: '项目的地块、进程与签发；公示期内可查阅文件并提出意见。',
        en: 'Their land, course and issuances; documents to read and comment on while they are published.',
      },
    },
    log: {
      title: { zh: '事件日志', en: 'The log' },
      what: {
        zh: '登记簿上发生的每一件事，在本浏览器中逐条核验。',
        en: 'Everything that ever happened in the registry, each leaf verified in this browser.',
      },
    },
    verify: {
      title: { zh: '核验证书', en: 'Verify a certificate' },
      what: {
        zh: '打开收到的 PDF 或 JSON，当场核验真伪；文件不会上传。',
        en: 'Open a PDF or JSON that you were given and see whether it is proven; it is sent nowhere.',
      },
    },
    audit: {
      title: { zh: '审计全部记录', en: 'Audit the whole' },
      what: {
        zh: '按规则重算整个登记簿：没有双花，没有凭空出现的吨或兆瓦时。',
        en: 'Work out the whole registry again by its rules: nothing spent twice, no tonne or MWh from nowhere.',
      },
    },
  },
  search: {
    label: { zh: '序号、证书、项目、机构或编号', en: 'A serial, certificate, project, organization or id' },
    submit: { zh: '查找', en: 'Search' },
  },
  waits: {
    title: { zh: '待您办理', en: 'What waits for you' },
    nothing: { zh: '没有待办事项。', en: 'Nothing waits.' },
    transfers: { zh: '{{count}} 笔转让待您受让或拒绝', en: 'Transfers to accept or reject: {{count}}' },
    pledges: { zh: '{{count}} 笔质押待您确认', en: 'Pledges to accept or reject: {{count}}' },
    agreements: { zh: '{{count}} 份联合开发协议待您同意', en: 'Agreements to accept or decline: {{count}}' },
    contracts: { zh: '{{count}} 份购电协议待您签署', en: 'Power contracts to sign: {{count}}' },
    readings: { zh: '{{count}} 项电量待您确认', en: 'Readings to confirm: {{count}}' },
    members: {
      zh: '{{count}} 家机构申请入园，待您接纳',
      en: 'Organizations that ask to join your park: {{count}}',
    },
    returned: { zh: '{{count}} 份排放声明被退回', en: 'Emission statements returned: {{count}}' },
    failed: { zh: '{{count}} 个任务失败', en: 'Failed jobs: {{count}}' },
  },
  units: {
    title: { zh: '持有的减排量与绿证', en: 'Credits and certificates held' },
    empty: {
      zh: '账户中还没有减排量或绿证；受让或签发后在此列出。',
      en: 'The account has no units yet; what is issued or transferred to it stands here.',
    },
    instrument: { zh: '种类', en: 'Instrument' },
    vintage: { zh: '年份', en: 'Vintage' },
    status: { zh: '状态', en: 'Status' },
    quantity: { zh: '数量', en: 'Quantity' },
  },
  statement: {
    title: { zh: '{{year}} 年排放：{{name}}', en: 'Emissions of {{year}}: {{name}}' },
    empty: {
      zh: '还没有排放声明；提交后，这里显示残余排放与抵销、绿电比例与消纳责任权重。',
      en: 'No emission statement yet; once there is one, residual and offset, green share and duty stand here.',
    },
    gross: { zh: '总排放', en: 'Gross' },
    green: { zh: '绿电减少', en: 'Green power' },
    residual: { zh: '残余排放', en: 'Residual' },
    share: { zh: '绿电比例', en: 'Share of green power' },
    duty: { zh: '应达比例', en: 'Duty' },
    met: { zh: '已达到', en: 'met' },
    notMet: { zh: '未达到', en: 'not met' },
    noDuty: { zh: '未定', en: 'none stated' },
    status: { zh: '核查', en: 'Verification' },
    chart: { zh: '残余排放与抵销', en: 'Residual and offset' },
    coverage: {
      zh: '残余 {{residual}} tCO2e，已抵销 {{retired}} tCO2e，尚缺 {{open}} tCO2e',
      en: 'Residual {{residual}} tCO2e, offset {{retired}} tCO2e, open {{open}} tCO2e',
    },
  },
  unit: { t: { zh: 'tCO2e', en: 'tCO2e' }, mwh: { zh: '兆瓦时', en: 'MWh' } },
});
