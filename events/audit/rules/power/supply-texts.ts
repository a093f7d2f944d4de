/** Rules of imported supply contracts, in words; and the blind spots of their audit. */
import type { Unseen } from '../unseen-words.ts';

export const supplyRuleTexts = {
  'supply-unknown': {
    zh: '供应合同 {supply} 未导入',
    en: 'the supply contract {supply} was never imported',
  },
  'supply-account': {
    zh: '账户为 {account}，合同卖方的账户为 {expected}',
    en: "the account is {account}; the contract's seller has {expected}",
  },
  'supply-instrument': {
    zh: '{instrument} 不是只能从他处发电项目导入的品种',
    en: '{instrument} is no instrument that comes in from facilities elsewhere only',
  },
  'supply-instrument-other': {
    zh: '所签发的是 {instrument}，合同约定 {expected}',
    en: '{instrument} was issued; the contract is for {expected}',
  },
  'supply-days': {
    zh: '交付期限 {deliverBy} 早于签订日 {signedOn}',
    en: 'it was to be delivered by {deliverBy}, before it was signed on {signedOn}',
  },
  'supply-facility-unknown': { zh: '发电项目 {facility} 未登记', en: 'facility {facility} is not known' },
  'supply-facility-registered': {
    zh: '发电项目 {facility} 在本登记簿登记，其电量不得导入',
    en: 'facility {facility} is registered here: its generation is confirmed by the grid, not imported',
  },
  'supply-technology': {
    zh: '发电技术为 {technology}，合同约定 {expected}',
    en: 'the technology is {technology}; the contract is for {expected}',
  },
  'supply-certificates': {
    zh: '{kilowattHours} 千瓦时不等于 {quantity} 张证书',
    en: '{kilowattHours} kWh are not {quantity} certificates',
  },
  'supply-certificate-sum': {
    zh: '所取证书合计 {sum} 千瓦时，记录为 {kilowattHours}',
    en: 'the certificates named come to {sum} kWh, not {kilowattHours}',
  },
  'supply-certificate-repeated': {
    zh: '证书 {number} 列出两次',
    en: 'certificate {number} is named twice',
  },
  'supply-certificate-quantity': {
    zh: '证书 {number} 记为 {whole} 千瓦时，先前为 {known}',
    en: 'certificate {number} is of {whole} kWh here, of {known} before',
  },
  'supply-certificate-overdrawn': {
    zh: '证书 {number} 共 {whole} 千瓦时：已取 {before}，再取 {drawn}',
    en: 'certificate {number} is of {whole} kWh: {drawn} are taken on top of {before}',
  },
  'supply-generation-early': {
    zh: '发电期间至 {to}，签发之日 {today} 尚未结束',
    en: 'the period of generation, to {to}, was not over on {today}',
  },
  'supply-over-issued': {
    zh: '再签发 {quantity}：已有 {issued}，合同仅 {megawattHours} 兆瓦时',
    en: '{quantity} MWh are issued on top of {issued}; the contract is for {megawattHours}',
  },
  'supply-over-delivered': {
    zh: '再交付 {quantity}：已交付 {delivered}，仅签发 {issued} 兆瓦时',
    en: '{quantity} MWh are delivered on top of {delivered}; issued are {issued}',
  },
  'supply-batch': {
    zh: '批次 {batch} 不是为供应合同 {supply} 签发的',
    en: 'batch {batch} was not issued for the supply contract {supply}',
  },
  'supply-to-province': {
    zh: '账户 {account} 是省级专用账户，不接收导入证书',
    en: "account {account} is a province's: it takes no imported certificates",
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export const supplyUnseen: readonly Unseen[] = [
  {
    zh: '导入的供应合同、电量与受益人是否与原登记机构所载一致，原证书是否已在该处注销：日志只记其来源与编号',
    en: 'Whether imported supply contracts, their generation and beneficiaries are what the other registry has, and whether the certificates were retired there: the log names source and code only',
  },
  {
    zh: '同一证书是否以两个来源名称或两种编号写法导入：唯一性以所载来源与编号为准',
    en: 'Whether a certificate came in under two names of its registry, or under two spellings of its number: it is unique by source and number as they are written',
  },
  {
    zh: '导入电量的发电期间可以不在合同期间之内：只作提示，不视为违规',
    en: "Whether imported generation is of the contract's own period: other days are let in",
  },
];
