/** The rules of pledge.ts in the words of the report. */
type Text = { zh: string; en: string };

export const pledgeRuleTexts = {
  'pledge-financier': {
    zh: '质权人 {organization} 不是金融机构',
    en: 'the pledgee {organization} is no financier',
  },
  'pledge-to-self': {
    zh: '机构 {organization} 向自己出质',
    en: 'the organization {organization} pledges to itself',
  },
  'pledge-not-live': {
    zh: '质押 {pledge} 已了结或从未提出',
    en: 'the pledge {pledge} has ended already, or was never proposed',
  },
  'pledge-status': {
    zh: '质押状态为 {status}，应为 {expected}',
    en: 'the pledge is {status} and should be {expected}',
  },
  'pledge-items': {
    zh: '序号不是所质押的序号',
    en: 'the serials are not those that were pledged',
  },
  'units-not-pledged': {
    zh: '号段不在该质押中（状态 {status}，应为 {expected}）',
    en: 'the block is not locked in this pledge (it is {status} and should be {expected})',
  },
} as const satisfies Record<string, Text>;

/** What public facts can't show of pledges. */
export const pledgeUnseen: readonly Text[] = [
  {
    zh: '质押所担保的贷款金额（仅公开封存摘要）',
    en: 'the loan that a pledge secures: only its seal is public',
  },
  {
    zh: '实现质权的条件是否成就（违约发生在登记簿之外）',
    en: 'whether there was cause to enforce a pledge: a default happens outside the registry',
  },
];
