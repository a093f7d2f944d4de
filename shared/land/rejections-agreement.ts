/** Rejections of joint-development agreements (联合开发协议). */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const PLAN = '赤政办发〔2024〕59号';

export const agreementRejections = {
  'developer-not-a-party': {
    kind: 'forbidden',
    title: { zh: '提出协议的开发主体不是协议方', en: 'The developer that proposes is not a party' },
    remedy: {
      zh: '开发主体须为签约一方，请将本机构列入 parties',
      en: 'The developer signs the agreement itself: name your organization among the parties',
    },
    source: `${PLAN}：市农投集团作为开发主体签订《生态碳汇联合开发协议》`,
  },
  'party-repeated': {
    kind: 'invalid',
    title: { zh: '协议方重复', en: 'A party appears twice' },
    remedy: { zh: '一个机构只列一次，份额合并填写', en: 'Name each organization once, with its whole share' },
    source: `${PLAN}：按比例分配`,
  },
  'party-not-registered': {
    kind: 'invalid',
    title: { zh: '协议方未登记', en: 'A party is not a registered organization' },
    remedy: { zh: '请先登记该机构', en: 'Have the organization registered first' },
    source: `${PLAN}：保障持有者权益`,
  },
  'verifier-as-party': {
    kind: 'invalid',
    title: { zh: '核查机构不得分享收益', en: 'A verification body may not share the income' },
    remedy: {
      zh: '请删去该机构',
      en: 'Leave it out: it may not own, trade or consult for what it verifies',
    },
    source: '温室气体自愿减排交易管理办法（试行）2023 第三十七条',
  },
  'shares-not-whole': {
    kind: 'invalid',
    title: { zh: '份额之和不为 10000 个基点', en: 'The shares do not sum to 10,000 basis points' },
    remedy: { zh: '各方份额之和须恰为 10000', en: 'Let the shares sum to exactly 10,000' },
    source: `${PLAN}：按比例分配`,
  },
  'agreement-pending': {
    kind: 'conflict',
    title: { zh: '已有待同意的版本', en: 'Another version waits for its parties' },
    remedy: {
      zh: '请待各方同意或拒绝后再提出新版本',
      en: 'Let its parties accept or decline it before the next is proposed',
    },
    source: `${PLAN}：分级协商受益`,
  },
  'too-many-versions': {
    kind: 'conflict',
    title: { zh: '协议版本过多', en: 'The agreement has no version number left' },
    remedy: { zh: '请另订协议', en: 'Propose a new agreement' },
  },
  'version-not-later': {
    kind: 'invalid',
    title: { zh: '生效日不晚于现行版本', en: 'It would take effect no later than the version before it' },
    remedy: {
      zh: '新版本的生效日须晚于最近一版的生效日',
      en: 'Let it take effect after the latest version that all have accepted',
    },
    source: `${PLAN}：动态调整`,
  },
  'version-backdated': {
    kind: 'invalid',
    title: { zh: '份额调整不得溯及既往', en: 'Shares are not adjusted backwards' },
    remedy: {
      zh: '新版本的生效日不得早于提出之日，已结算的收益不变',
      en: 'Let it take effect on the day of its proposal or later: what is settled stays',
    },
    source: `${PLAN}：动态调整`,
  },
  'agreement-not-pending': {
    kind: 'conflict',
    title: { zh: '该版本不待同意', en: 'This version does not wait for acceptance' },
    remedy: { zh: '请查询协议的待同意版本', en: "Look at the agreement's pending version" },
  },
  'already-accepted': {
    kind: 'conflict',
    title: { zh: '本机构已同意该版本', en: 'Your organization has accepted this version already' },
    remedy: { zh: '请等待其他协议方', en: 'Wait for the other parties' },
  },
} as const satisfies Record<string, RejectionRule>;
