/** Rules of monthly settlement, in words; and the blind spots of their audit. */
import type { Unseen } from '../unseen-words.ts';

export const settlementRuleTexts = {
  'settlement-unsealed': {
    zh: '合同 {contract} {month} 的结算没有金额的承诺值',
    en: 'the settlement of {contract} for {month} commits to no amounts',
  },
  'settlement-unfounded': {
    zh: '结算所依的合同 {contract} 或发电项目 {facility} 未登记',
    en: 'contract {contract} or facility {facility} of the settlement is not known',
  },
  'settlement-party': { zh: '{org} 不是合同一方', en: '{org} is no party of the contract' },
  'settlement-facility': {
    zh: '结算的发电项目为 {facility}，合同为 {expected}',
    en: 'facility {facility} was settled; the contract is of {expected}',
  },
  'settlement-version': {
    zh: '{month} 按第 {version} 版结算，其时有效的是第 {expected} 版',
    en: 'version {version} was settled for {month}; {expected} was in force',
  },
  'settlement-volume': {
    zh: '合同电量记为 {contractMegawattHours} 兆瓦时，合同约定 {expected}',
    en: 'the contract has {expected} MWh for the month; {contractMegawattHours} were settled',
  },
  'settlement-month': {
    zh: '{month} 于 {today} 结算，该月尚未结束',
    en: '{month} was settled on {today}, before it was over',
  },
  'settlement-twice': { zh: '{month} 此前已结算', en: '{month} was settled before' },
  'settlement-expired': {
    zh: '{month} 的绿证至 {today} 已过有效期',
    en: 'certificates of {month} had expired on {today}',
  },
  'settlement-frozen': {
    zh: '{month} 的电量属 CCER 项目或减排量报告 {holder}，绿证已冻结',
    en: 'the power of {month} is that of the CCER project or report {holder}; its certificates are frozen',
  },
  'settlement-unconfirmed': {
    zh: '所依读数未经电网企业确认',
    en: 'a reading that it rests on was never confirmed',
  },
  'settlement-pending': {
    zh: '第 {revision} 次读数尚待电网企业确认',
    en: 'reading {revision} was still waiting for the grid company',
  },
  'settlement-generation': {
    zh: '发电量记为 {generatedKilowattHours} 千瓦时，确认的净电量为 {expected}',
    en: '{generatedKilowattHours} kWh were settled as generated; {expected} net are confirmed',
  },
  'settlement-delivered-before': {
    zh: '此前交付记为 {deliveredBeforeMegawattHours} 兆瓦时，实为 {expected}',
    en: 'other contracts had {expected} MWh before; {deliveredBeforeMegawattHours} were counted',
  },
  'settlement-on-grid': {
    zh: '上网电量记为 {onGridKilowattHours} 千瓦时，应为 {expected}',
    en: '{onGridKilowattHours} kWh were settled as fed into the grid; {expected} are confirmed',
  },
  'settlement-curtailed': {
    zh: '弃电量记为 {curtailedKilowattHours} 千瓦时，经确认的为 {expected}',
    en: '{curtailedKilowattHours} kWh are said to have been held back; confirmed are {expected}',
  },
  'settlement-consumption': {
    zh: '用电量记为 {consumedKilowattHours} 千瓦时，确认值为 {expected}',
    en: '{consumedKilowattHours} kWh were settled as consumed; {expected} are confirmed',
  },
  'settlement-matched': {
    zh: '逐时匹配电量 {matchedKilowattHours} 与分时读数不符，至多 {most}',
    en: '{matchedKilowattHours} kWh matched by the hour do not go with the readings: {most} at most',
  },
  'settlement-buyers': {
    zh: '交付对象为 {named}，合同买受人为 {expected}',
    en: 'it was delivered to {named}; the buyers are {expected}',
  },
  'settlement-account': {
    zh: '交付至账户 {account}，买受人账户为 {expected}',
    en: 'it was delivered to account {account}; the buyer has {expected}',
  },
  'settlement-allocation': {
    zh: '分摊电量不符：各户不超过其用电量，合计等于逐时匹配或剩余发电量',
    en: 'the allocation does not go with generation, consumption and the hours matched',
  },
  'settlement-sum': {
    zh: '交付 {deliveredMegawattHours} 兆瓦时不等于各户之和 {sum}',
    en: '{deliveredMegawattHours} MWh were delivered; the buyers got {sum}',
  },
  'settlement-exceeds': {
    zh: '交付 {deliveredMegawattHours} 兆瓦时超过合同、发电与用电的最小值 {bound}',
    en: '{deliveredMegawattHours} MWh were delivered; contract, generation and consumption allow {bound}',
  },
  'settlement-available': {
    zh: '交付 {deliveredMegawattHours} 兆瓦时；按合同、分摊电量与出卖人尚未交易的当月绿证应为 {expected}',
    en: '{deliveredMegawattHours} MWh were delivered; by contract, allocation and the certificates of the month that nobody had bought it is {expected}',
  },
  'settlement-share': {
    zh: '该户交付 {megawattHours} 兆瓦时，按分摊应为 {expected}',
    en: 'the buyer got {megawattHours} MWh; its share is {expected}',
  },
  'settlement-shortfall': {
    zh: '短缺记为 {shortfall} 兆瓦时，合同减交付为 {expected}',
    en: 'the shortfall is {expected} MWh, contract less delivered; {shortfall} were recorded',
  },
  'settlement-side': {
    zh: '短缺记在 {side}，按各方数字应为 {expected}',
    en: 'the shortfall stands on {side}; by the figures it is {expected}',
  },
  'settlement-items': {
    zh: '随电划转绿证 {moved} 张，应为 {expected} 张',
    en: '{moved} certificates moved with {expected} MWh',
  },
  'settlement-batch': {
    zh: '批次 {batch} 不是该项目 {month} 此种电量的绿证',
    en: 'batch {batch} is not of that generation in {month}',
  },
  'settlement-traded': {
    zh: '自序号 {from} 起的绿证此前已交易，只可交易一次',
    en: 'certificates from serial {from} on changed hands before: they are traded once',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export const settlementUnseen: readonly Unseen[] = [
  {
    zh: '结算金额：单价与各户金额只有承诺值，须由当事方出示',
    en: 'the amounts of settlements: prices and what each buyer owes are sealed, and the parties can open them',
  },
  {
    zh: '分时读数：日志只有摘要，多用户之间的分摊与逐时匹配电量不能由日志重算',
    en: 'the hours of readings: the log has their digests, so how they divide among several users, and what was matched by the hour, is not worked out again',
  },
];
