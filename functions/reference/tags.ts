/** The families of resources, in the order in which a reader meets them. */

interface Family {
  /** The word by which a page shows the family. */
  shown: string;
  zh: string;
  en: string;
  /** First parts of the paths that belong to it, after /v1/. */
  paths: readonly string[];
}

const families = {
  organizations: {
    shown: '机构 Organizations',
    zh: '机构的登记与身份、密钥、合并，账户持有量。',
    en: 'Registration and identity of organizations, their keys, unions, and what their accounts hold.',
    paths: ['organizations', 'accounts'],
  },
  confirmations: {
    shown: '两人办理 Two pairs of eyes',
    zh: '发起代表发起、确认代表确认的办理：待确认的、已办理的，不予确认。',
    en: 'Commands that one representative initiates and another one confirms: what waits, what was done; declined.',
    paths: ['confirmations'],
  },
  accreditations: {
    shown: '机构资质 Accreditations',
    zh: '审定与核查机构的资质：授予、暂停、恢复、撤销。',
    en: 'Accreditation of verification bodies: granted, suspended, resumed, withdrawn.',
    paths: ['accreditations'],
  },
  documents: {
    shown: '文件 Documents',
    zh: '上传文件，以摘要引用；文件本身不公开。',
    en: 'Files are uploaded and named by their digest; they stay private.',
    paths: ['documents'],
  },
  land: {
    shown: '林草资源 Land',
    zh: '地块与边界、资源底数、收益分配协议。',
    en: 'Parcels and their boundaries, the inventory, and benefit agreements with the holders of land.',
    paths: ['parcels', 'inventory', 'agreements'],
  },
  projects: {
    shown: '项目 Projects',
    zh: '项目自储备、公示、审定至登记与注销。',
    en: 'Projects from reservation over publication and validation to registration and deregistration.',
    paths: ['projects'],
  },
  reports: {
    shown: '监测与签发 Monitoring',
    zh: '监测报告的公示、核查、更正与签发，逆转与取消。',
    en: 'Monitoring reports: publication, verification, correction, issuance; reversals and cancellations.',
    paths: ['monitoring-reports', 'cancellations'],
  },
  units: {
    shown: '单位 Units',
    zh: '批次与号段、转让、首次销售收益、质押、注销。',
    en: 'Batches and blocks, transfers, income of first sales, pledges, retirements.',
    paths: ['batches', 'transfers', 'entitlements', 'pledges', 'retirements', 'units'],
  },
  facilities: {
    shown: '绿电设施 Facilities',
    zh: '发电设施、电量申报与电网确认、省级账户、绿证取消。',
    en: 'Plants, readings and their confirmation by the grid, provincial accounts, cancelled certificates.',
    paths: ['facilities', 'provincial-accounts'],
  },
  contracts: {
    shown: '绿电合同 Power contracts',
    zh: '绿电直连与购电协议、用电量、月度结算；外来供电合同的绿证。',
    en: 'Power purchase agreements, consumption, months settled; supply contracts of other registries.',
    paths: ['power-purchase-agreements', 'supply-contracts'],
  },
  statements: {
    shown: '排放声明 Emission statements',
    zh: '因子、活动数据、排放声明及其核查，绿电消费认证。',
    en: 'Factors, activity data, emission statements and their verification, green power consumption.',
    paths: ['emission-statements', 'activity-datasets', 'factors'],
  },
  claims: {
    shown: '园区与公开声明 Parks and claims',
    zh: '零碳园区与成员、目标，公开声明及其证据链。',
    en: 'Zero-carbon parks, their members and targets; public claims and the chain behind each.',
    paths: ['parks', 'claims'],
  },
  disclosures: {
    shown: '选择性披露 Disclosures',
    zh: '一方向指名机构披露一项封存内容，供其离线核对。',
    en: 'One sealed thing that a party opens to a named organization, which verifies it offline.',
    paths: ['disclosures'],
  },
  log: {
    shown: '公开日志 Log',
    zh: '提交与证明；C2SP tlog-tiles 公开日志，任何人可下载并审计。',
    en: 'Commits and proofs; the public log as C2SP tlog-tiles, which anyone downloads and audits.',
    paths: ['commits', 'log'],
  },
  jobs: {
    shown: '任务 Jobs',
    zh: '超出一次请求的导入与导出：提交、查询进度、取消、继续、取得结果。',
    en: 'Imports and exports beyond one request: asked for, followed, cancelled, resumed, and their results.',
    paths: ['jobs'],
  },
  search: {
    shown: '查找 Search',
    zh: '按名称、标识与编号查找；正在公示的文件。无需令牌。',
    en: 'Things by name, id and number, and what is published for comments. Without a token.',
    paths: ['search', 'publications'],
  },
  webhooks: {
    shown: '事件推送 Webhooks',
    zh: '涉及本机构的事件推送至其地址（Standard Webhooks）：订阅、更换密钥、停用、测试、查看与重发。',
    en: 'Events that concern an organization, sent to its URL (Standard Webhooks): subscribed to, tried, looked at and sent again.',
    paths: ['webhooks'],
  },
  pages: {
    shown: '网页 Pages',
    zh: '供人阅读的网页：中文并附英文，无需令牌，不含脚本。',
    en: 'Pages for people, in Chinese with English beside it: without a token, without scripts.',
    paths: ['p'],
  },
  console: {
    shown: '控制台 Console',
    zh: '浏览器中的控制台：登录后办理各项业务，显示的是本接口的答复。',
    en: 'The console for browsers: with a login, all that this API offers; it shows what the API answers.',
    paths: ['console'],
  },
  reference: {
    shown: '接口文档 Reference',
    zh: '本接口的描述。',
    en: 'The description of this API.',
    paths: ['openapi', 'docs'],
  },
} as const satisfies Record<string, Family>;

/** The tags of the document, each described in both languages. */
export const tags = Object.entries(families).map(([name, { shown, zh, en }]) => ({
  name,
  'x-displayName': shown,
  description: `${zh} ${en}`,
}));

/** The family of a path, of `/` the pages. @throws Error where no family has such a path */
export function tagOf(path: string): string {
  const [first = 'p', second] = path.split('/').filter(Boolean);
  // /v1/entitlements.csv belongs to the entitlements.
  const word = (first === 'v1' ? second : first)?.replace(/\.\w+$/, '');
  const found = Object.entries<Family>(families).find(([, { paths }]) => paths.some((each) => each === word));
  if (!found) throw new Error(`${path}: no family of functions/reference/tags.ts has the path ${word}`);
  return found[0];
}
