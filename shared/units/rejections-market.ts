/** Rejections of pledges, prices, and the division of income. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

export const marketRejections = {
  'first-sale-mixed': {
    kind: 'invalid',
    title: {
      zh: '一级销售不得与其他减排量混合报价',
      en: 'A first sale is priced together with other units',
    },
    remedy: {
      zh: '请拆分要约：首次出售的本项目减排量单独报价，其余另行要约',
      en: 'Split the offer: price the units of the first sale alone, and offer the others apart',
    },
    source: '赤政办发〔2024〕59号：按比例分配',
  },
  'first-sales-of-several': {
    kind: 'invalid',
    title: {
      zh: '一次报价含多个项目的一级销售',
      en: 'One price covers first sales of several projects',
    },
    remedy: {
      zh: '请拆分要约：各项目分别报价，收益按各自协议分配',
      en: "Split the offer: a price per project, for each divides by its own agreement's shares",
    },
    source: '赤政办发〔2024〕59号：按比例分配',
  },
  'transfer-not-accepted': {
    kind: 'conflict',
    title: { zh: '转让尚未受让', en: 'The transfer has not been accepted' },
    remedy: { zh: '受让后方可结算分配', en: 'Its income is divided once the receiver has accepted' },
  },
  'no-first-sale': {
    kind: 'conflict',
    title: { zh: '不是一级销售', en: 'This transfer is no first sale' },
    remedy: {
      zh: '仅有开发协议项目的首次有价出售须分配收益',
      en: 'Only a priced first sale of a project with a joint-development agreement is divided',
    },
    source: '赤政办发〔2024〕59号：按比例分配',
  },
  'income-already-divided': {
    kind: 'conflict',
    title: { zh: '该笔收益已分配', en: 'The income of this transfer has been divided already' },
    remedy: { zh: '请查询结算', en: 'Look at the settlement of the transfer {transfer}' },
  },
  'settled-before-acceptance': {
    kind: 'invalid',
    title: { zh: '结算日早于受让日', en: 'The day of settlement is before that of the acceptance' },
    remedy: { zh: '请填写受让当日或之后的日期', en: 'Give the day of the acceptance, or a later one' },
  },
  'settled-in-future': {
    kind: 'invalid',
    title: { zh: '结算日晚于今日', en: 'The day of settlement is yet to come' },
    remedy: { zh: '请在收款后填写实际结算日', en: 'Settle once the money has arrived, with that day' },
  },
  'no-version-in-force': {
    kind: 'conflict',
    title: { zh: '结算日无有效的协议版本', en: 'No version of the agreement is in force on that day' },
    remedy: {
      zh: '请核对结算日；协议版本须经各方同意并已到生效日',
      en: 'Check the day; a version applies once every party has accepted it and its day has come',
    },
    source: '赤政办发〔2024〕59号：按比例分配并动态调整',
  },
  'too-many-entitlements': {
    kind: 'invalid',
    title: { zh: '该期间收益权利过多', en: 'The period has more entitlements than one file holds' },
    remedy: { zh: '请缩短期间分次导出', en: 'Export shorter periods' },
  },
} as const satisfies Record<string, RejectionRule>;
