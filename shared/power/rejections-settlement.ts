/** Rejections of monthly settlement. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const SETTLEMENT = '本登记簿规则 (this registry)：交付 = min(合同, 发电, 用电)';

export const settlementRejections = {
  'contract-not-in-force': {
    kind: 'conflict',
    title: { zh: '合同尚未生效', en: 'The contract is not in force' },
    remedy: { zh: '各方签署后方可结算', en: 'It is settled once every party has signed it' },
    source: SETTLEMENT,
  },
  'month-settled': {
    kind: 'conflict',
    title: { zh: '该月已结算', en: 'The month is settled already' },
    remedy: {
      zh: '请查询该月结算；已结算月份的用电量与结算不再变更',
      en: 'Look at the settlement of {month}: the consumption of a settled month stays',
    },
    source: '本登记簿规则 (this registry)：一兆瓦时只交付一次',
  },
  'generation-not-confirmed': {
    kind: 'conflict',
    title: { zh: '该月发电量尚未确认', en: "The month's generation is not confirmed" },
    remedy: {
      zh: '请发电企业填报、电网企业确认后再结算',
      en: 'The generator reports it and the grid company confirms it first',
    },
    source: SETTLEMENT,
  },
  'consumption-not-confirmed': {
    kind: 'conflict',
    title: { zh: '该月用电量尚未确认', en: "A buyer's consumption of the month is not confirmed" },
    remedy: {
      zh: '请用电企业填报、电网企业确认后再结算',
      en: 'The buyer reports it and the grid company confirms it first',
    },
    source: SETTLEMENT,
  },
  'reading-pending': {
    kind: 'conflict',
    title: { zh: '有读数待电网企业确认', en: 'A reading waits for the grid company' },
    remedy: { zh: '待其确认或退回后再结算', en: 'Settle once it is confirmed or refused' },
    source: SETTLEMENT,
  },
  'month-expired': {
    kind: 'conflict',
    title: { zh: '该月绿证有效期已过', en: "The validity of that month's certificates has ended" },
    remedy: {
      zh: '有效期自发电当月起两年，过期不再随电交付',
      en: 'They are valid for two years from the month of generation; then none moves with its power',
    },
    source: '可再生能源绿色电力证书核发和交易规则',
  },
  'month-frozen': {
    kind: 'conflict',
    title: {
      zh: '该月电量属 CCER 项目计入期，绿证已冻结',
      en: 'A CCER project has the power of that month; its certificates are frozen',
    },
    remedy: {
      zh: '同一电量不得兼得绿证与 CCER；解除冻结后方可结算',
      en: 'The same MWh earns one of them only: settle once the freezing is released',
    },
    source: '2024 年绿证与 CCER 衔接通知',
  },
  'intervals-missing': {
    kind: 'conflict',
    title: { zh: '缺少分时数据', en: 'The hours of the month are missing' },
    remedy: {
      zh: '多用户绿电直连按小时分摊：发电与各用户用电均须附分时 CSV',
      en: 'A multi-user connection is allocated by the hour: generation and every consumption need theirs, as CSV',
    },
    source: '688号（2026）：自发自用电量按各用户时段用电占比分摊',
  },
  'amount-too-large': {
    kind: 'invalid',
    title: { zh: '金额超出可精确记录的范围', en: 'The amount is beyond what is recorded exactly' },
    remedy: { zh: '请核对合同单价与电量', en: "Check the contract's prices and the month's figures" },
    source: 'ECMA-262: Number.MAX_SAFE_INTEGER fen',
  },
  'delivery-in-too-many-blocks': {
    kind: 'conflict',
    title: {
      zh: '该月绿证号段多于一次可交付',
      en: "The month's certificates are in more blocks than one commit can hand over",
    },
    remedy: {
      zh: '一次至多交付 fits 兆瓦时：请出卖人先将最小号段的绿证转让给买受人，再行结算；差额记为出卖人短缺',
      en: 'One commit hands over `fits` MWh at most: the seller first transfers the smallest blocks to the buyers, then settles; what is left is recorded as its shortfall',
    },
    source: 'DynamoDB: 100 items in a transaction; a leaf of 16 KiB',
  },
} as const satisfies Record<string, RejectionRule>;
