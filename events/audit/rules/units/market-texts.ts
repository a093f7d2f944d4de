/** The rules of market.ts (pledges, prices and income) in the words of the report. */
export const marketRuleTexts = {
  'buffer-account': {
    zh: '账户 {account} 是缓冲账户，不得受让',
    en: 'account {account} is a buffer: it receives nothing by transfer',
  },
  'first-sale-unpriced': {
    zh: '称为项目 {project} 的一级销售，却无密封价格',
    en: 'it is called a first sale of project {project}, but has no sealed price',
  },
  'first-sale-mixed': {
    zh: '一个价格下混有不同的销售：{projects}',
    en: 'one price covers first sales of several projects, or other units beside: {projects}',
  },
  'first-sale-project': {
    zh: '一级销售的项目为 {primary}，按公开事实应为 {expected}',
    en: 'the first sale is said to be of {primary}; by the public facts it is of {expected}',
  },
  'income-unsealed': {
    zh: '转让 {transfer} 的收益分配没有密封金额',
    en: 'the division of the income of transfer {transfer} has no sealed amounts',
  },
  'income-not-due': {
    zh: '转让 {transfer} 不是已受让而未分配的一级销售',
    en: 'transfer {transfer} is no accepted first sale, or its income has been divided already',
  },
  'income-project': {
    zh: '分配的项目为 {project}，所售为 {expected}',
    en: 'the income is said to be of project {project}, but units of {expected} were sold',
  },
  'income-day': {
    zh: '结算日 {settledOn} 不在受让日 {from} 至提交日 {to} 之间',
    en: 'the day of settlement {settledOn} is not between the acceptance ({from}) and the commit ({to})',
  },
  'income-agreement': {
    zh: '分配依据协议 {agreement}，项目的协议为 {expected}',
    en: "the income is divided by agreement {agreement}, but the project's is {expected}",
  },
  'income-version': {
    zh: '分配依据第 {version} 版，{settledOn} 有效的是第 {expected} 版',
    en: 'it is divided by version {version}; in force on {settledOn} was version {expected}',
  },
  'income-share': {
    zh: '份额为 {basisPoints} 基点，协议为 {expected}',
    en: 'the share is {basisPoints} basis points; agreed are {expected}',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

/** What the public log can't show of prices, income and pledges. */
export const marketUnseen: readonly { zh: string; en: string }[] = [
  {
    zh: '价格与分配金额已密封：日志只含其承诺，各方凭盐值可验证各份之和等于总额',
    en: 'Prices and divided amounts are sealed: the log holds commitments only. Whoever is shown salt and amounts can open the seal and check that the parts add up to the price',
  },
  {
    zh: '是否另有未登记的对价：无价转让不视为一级销售',
    en: 'Whether money passed beside the registry: a transfer without a price counts as no sale',
  },
  {
    zh: '款项是否实际到账，结算日是否属实',
    en: 'Whether the money arrived, and on the day that is named',
  },
];
