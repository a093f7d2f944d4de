/** The rules of registration, in the words of the report. */

export const registrationRuleTexts = {
  'organization-identity': {
    zh: '机构须有统一社会信用代码或境外身份之一，且仅其一',
    en: 'an organization is registered with exactly one of a USCC and a foreign identity',
  },
  'organization-roles': {
    zh: '角色重复，或核查机构兼有其他角色：{roles}',
    en: 'roles repeat, or a verification body has another role: {roles}',
  },
  'organization-alike': {
    zh: '登记时所示同名机构为「{said}」，应为「{expected}」',
    en: 'the organizations of a like name are "{expected}", but "{said}" was shown',
  },
  'organization-account': {
    zh: '账户与角色不符：{roles}（核查、登记与主管机构不持有账户）',
    en: 'the account does not fit the roles {roles}: verifier, operator and regulator hold none, others one',
  },
  'organization-unknown': {
    zh: '机构 {organization} 未登记',
    en: 'organization {organization} is not registered',
  },
  'identity-taken': { zh: '{name} 已属于 {holder}', en: '{name} belongs to {holder} already' },
  'already-identified': { zh: '机构已有代码 {uscc}', en: 'the organization has the USCC {uscc} already' },
  'developer-role': {
    zh: '机构 {developer} 不是开发主体',
    en: 'the organization {developer} has no developer role',
  },
  'methodology-not-in-force': {
    zh: '方法学 {methodology}（{standard}）未生效，且非历史导入',
    en: 'the methodology {methodology} ({standard}) is not in force, and this is no legacy import',
  },
  'category-mismatch': {
    zh: '类别 {category} 与方法学不符，应为 {expected}',
    en: "the category {category} is not the methodology's, {expected}",
  },
  'project-unknown': { zh: '项目 {project} 未登记', en: 'project {project} is not registered' },
  'instrument-mismatch': {
    zh: '品种 {instrument} 与项目标准 {standard} 不符',
    en: 'the instrument {instrument} is not that of the standard {standard}',
  },
  'lanes-not-a-partition': {
    zh: '号段起点 {lanes} 不构成 1…{quantity} 的划分',
    en: 'the lanes {lanes} do not partition 1…{quantity}',
  },
  'legacy-flag': { zh: 'legacy 标记与项目不符', en: 'the legacy flag is not that of the project' },
  'imported-flag': { zh: 'imported 标记不符', en: 'the imported flag is not right' },
  'account-unknown': { zh: '账户 {account} 不存在', en: 'account {account} does not exist' },
} as const;
