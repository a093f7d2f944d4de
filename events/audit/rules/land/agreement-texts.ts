/** The rules of agreement.ts in the words of the report. */
type Text = { zh: string; en: string };

export const agreementRuleTexts = {
  'agreement-unknown': {
    zh: '开发协议 {agreement} 不存在',
    en: 'the agreement {agreement} was never proposed',
  },
  'agreement-developer': {
    zh: '机构 {org} 对 {developer} 的协议提出版本',
    en: 'the organization {org} proposes a version of an agreement of {developer}',
  },
  'agreement-developer-no-party': {
    zh: '提出协议的开发主体 {org} 不是协议方',
    en: 'the developer {org} that proposes is no party',
  },
  'agreement-pending': {
    zh: '版本 {version} 尚待同意时提出了新版本',
    en: 'proposed while version {version} waits for its parties',
  },
  'agreement-version': {
    zh: '协议版本 {version} 不连续，应为 {expected}',
    en: 'the version {version} of the agreement does not follow; it should be {expected}',
  },
  'agreement-backwards': {
    zh: '生效日 {effectiveFrom} 不晚于上一版 {before}，或早于提出之日 {proposed}',
    en: 'it takes effect on {effectiveFrom}: not after the version before it ({before}), or before its proposal ({proposed})',
  },
  'agreement-party-repeated': {
    zh: '协议方 {organization} 重复',
    en: 'the party {organization} appears twice',
  },
  'agreement-verifier': {
    zh: '核查机构 {organization} 为协议方',
    en: 'the verification body {organization} is a party',
  },
  'agreement-shares': {
    zh: '份额之和为 {sum}，应为 10000 个基点',
    en: 'the shares sum to {sum}, not to 10,000 basis points',
  },
  'agreement-not-pending': {
    zh: '版本 {version} 不待同意（待同意：{pending}）',
    en: 'version {version} does not wait for its parties (waiting: {pending})',
  },
  'agreement-not-a-party': {
    zh: '机构 {org} 不是该版本的协议方',
    en: 'the organization {org} is no party of that version',
  },
  'agreement-accepted-twice': {
    zh: '机构 {org} 两次同意同一版本',
    en: 'the organization {org} accepted the version twice',
  },
  'agreement-in-force': {
    zh: 'inForce 标记不符：尚有 {missing} 方未同意',
    en: 'inForce is not right: {missing} parties have not accepted',
  },
} as const satisfies Record<string, Text>;

/** What public facts can't show of agreements. */
export const agreementUnseen: readonly Text[] = [
  {
    zh: '开发协议文本是否载有所登记的份额、生效日与各方类别、签章（仅公开摘要）',
    en: 'whether the text of an agreement has the shares, the day and the kinds of parties recorded, and the signatures: only its digest is public',
  },
  {
    zh: '机构内由何人同意协议、是否有权代表',
    en: 'which person accepted an agreement for a party, and with what authority',
  },
];
