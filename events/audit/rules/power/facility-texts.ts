/** Rules of facilities and metering, in words; and the blind spots of their audit. */
import type { Unseen } from '../unseen-words.ts';

export const facilityRuleTexts = {
  'province-holder': {
    zh: '机构 {organization} 的角色为 {roles}，不得持有省级账户',
    en: "organization {organization} has the roles {roles}; it may not hold a province's account",
  },
  'facility-unknown': { zh: '发电项目 {facility} 未登记', en: 'facility {facility} is not registered' },
  'facility-imported': {
    zh: '发电项目 {facility} 系导入，不在此计量',
    en: 'facility {facility} is an import, and not metered here',
  },
  'facility-not-owners': {
    zh: '机构 {org} 登记了属于 {owner} 的发电项目或其储能',
    en: 'the organization {org} registered a facility of {owner}, or its storage',
  },
  'facility-generator': {
    zh: '机构 {organization} 没有发电企业角色',
    en: 'organization {organization} is no generator',
  },
  'facility-account': {
    zh: '账户为 {account}，业主的账户为 {expected}',
    en: "the account is {account}; the owner's is {expected}",
  },
  'facility-grid': { zh: '机构 {grid} 不是电网企业', en: 'organization {grid} is no grid company' },
  'facility-grid-own': {
    zh: '业主 {grid} 确认自己的电量',
    en: 'the owner {grid} is to confirm its own readings',
  },
  'facility-connected-early': {
    zh: '并网日 {connectedOn} 晚于登记日 {today}',
    en: 'connected on {connectedOn}, after it was registered on {today}',
  },
  'facility-market-based': {
    zh: '技术为 {technology}，仅水电区分是否完全市场化',
    en: 'the technology is {technology}: only hydropower is market-based or not',
  },
  'facility-meters': { zh: '电表编号重复：{meters}', en: 'a meter is named twice: {meters}' },
  'facility-storage': {
    zh: '储能功率 {kilowatts} 千瓦与容量 {kilowattHours} 千瓦时仅一项为零',
    en: 'storage of {kilowatts} kW and {kilowattHours} kWh: only one of them is nothing',
  },
  'facility-storage-same': {
    zh: '储能登记未作改变：{kilowatts} 千瓦、{kilowattHours} 千瓦时',
    en: 'storage of {kilowatts} kW and {kilowattHours} kWh was recorded already',
  },
  'facility-province': {
    zh: '旗县区 {banner} 不在省份 {province}',
    en: 'the banner {banner} is not in the province {province}',
  },
  'generation-not-owners': {
    zh: '机构 {org} 填报了属于 {owner} 的发电项目的电量',
    en: 'the organization {org} recorded generation of a facility of {owner}',
  },
  'generation-reported': {
    zh: '{org} 代填了发电企业已自行填报的 {month} 电量',
    en: '{org} reports {month} for a generator that has reported it itself',
  },
  'generation-month-open': {
    zh: '{month} 在 {today} 尚未结束',
    en: '{month} was not over on {today}',
  },
  'generation-before-connection': {
    zh: '{month} 早于并网日 {connectedOn}',
    en: '{month} is before the grid connection on {connectedOn}',
  },
  'generation-meter': {
    zh: '填报 {energy} 须有 {meter} 电表',
    en: '{energy} needs a meter of the kind {meter}, which the facility lacks',
  },
  'generation-off-grid': {
    zh: '并网项目没有离网电量',
    en: 'a facility that is on the grid has no off-grid power',
  },
  'generation-discharge': {
    zh: '储能放电 {dischargedKilowattHours} 千瓦时多于电量 {kilowattHours} 千瓦时',
    en: '{dischargedKilowattHours} kWh were discharged from storage of {kilowattHours} kWh in all',
  },
  'reading-revision': {
    zh: '版次 {revision} 不连续，应为 {expected}',
    en: 'revision {revision} does not follow; it should be {expected}',
  },
  'reading-hours': {
    zh: '分时数据 {rows} 行，该月 {expected} 小时',
    en: 'there are {rows} hours of a month that has {expected}',
  },
  'generation-reason': {
    zh: '更正已确认的电量须说明原因，其余不填',
    en: 'a reason is given exactly where a confirmed reading is corrected',
  },
  'generation-correction-empty': {
    zh: '更正未改变电量',
    en: 'the correction changes nothing of the confirmed reading',
  },
  'generation-curtailment': {
    zh: '{month} 电量与弃电量合计 {kilowattHours} 千瓦时，装机容量至多 {most} 千瓦时',
    en: '{kilowattHours} kWh were generated and held back in {month}, with the other kinds of energy, where the capacity allows {most}',
  },
  'generation-capacity': {
    zh: '{month} 电量 {kilowattHours} 千瓦时超过装机容量所能（{most} 千瓦时）',
    en: '{kilowattHours} kWh in {month} are more than the capacity can generate ({most} kWh)',
  },
  'generation-not-its-grid': {
    zh: '机构 {org} 不是该项目的电网企业 {grid}',
    en: "the organization {org} is not the facility's grid company {grid}",
  },
  'reading-not-pending': {
    zh: '版次 {revision} 不在待确认（待确认：{pending}）',
    en: 'revision {revision} does not wait for an answer (waiting: {pending})',
  },
  'generation-net': {
    zh: '净电量 {kilowattHours} 千瓦时，应为 {expected}',
    en: 'net {kilowattHours} kWh should be {expected}',
  },
  carry: {
    zh: '结转电量 {kilowattHours} 千瓦时，应为 {expected}',
    en: '{kilowattHours} kWh are carried; it should be {expected}',
  },
  'certificates-not-generated': {
    zh: '核发 {quantity} 张，电量应核发 {expected} 张',
    en: '{quantity} certificates were issued where the kWh come to {expected}',
  },
  'certificate-instrument': {
    zh: '品种 {instrument} 应为 {expected}',
    en: 'the instrument {instrument} should be {expected}',
  },
  'certificates-account': {
    zh: '核发至账户 {account}，应为 {expected}',
    en: 'issued to account {account}; it should be {expected}',
  },
  'certificates-frozen-flag': {
    zh: '{month} 的冻结标记与该项目的 CCER 计入期不符',
    en: "the frozen flag of {month} does not go with the crediting period of the facility's CCER project",
  },
  'certificate-code': {
    zh: '证书编码 {code} 前 17 位不是项目编码 {facility}',
    en: 'the code {code} does not begin with that of the facility, {facility}',
  },
  'over-issuance-members': {
    zh: '多核发的核销须列电量类别，不列 CCER 项目、报告与余量',
    en: 'a cancellation for over-issuance names the kind of energy, and nothing of a CCER project',
  },
  'over-issuance-account': {
    zh: '核销账户 {account} 并非由其业主支配、核发此类绿证的账户（业主账户或省份：{expected}）',
    en: "cancelled from account {account}, or by another than the owner or the operator; such certificates are issued to {expected} (the owner's account, or the province)",
  },
  'over-issuance-batch': {
    zh: '批次 {batch} 不属于发电项目 {facility} 的 {energy}',
    en: 'the batch {batch} is not of facility {facility} and {energy}',
  },
  'over-issuance-exceeded': {
    zh: '核销 {quantity} 张，多核发仅 {open} 张',
    en: '{quantity} certificates were cancelled where {open} were over-issued',
  },
  'energy-conservation': {
    zh: '发电项目账上 {account} 千瓦时，各月电量合计 {sum} 千瓦时',
    en: "the facility's account has {account} kWh, but its readings sum to {sum} kWh",
  },
  'certificate-conservation': {
    zh: '发电项目账上已核发 {account} 张，批次合计 {sum} 张',
    en: "the facility's account has {account} certificates, but its batches sum to {sum}",
  },
  'carry-whole': {
    zh: '结转 {kilowattHours} 千瓦时已满一张证书而未核发',
    en: '{kilowattHours} kWh are carried, enough for a certificate that was not issued',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

/** What no audit of the log can see of facilities and metering. */
export const facilityUnseen: readonly Unseen[] = [
  {
    zh: '电表本身：是否存在、准确，安装在所称之处，数字是否如实抄录；有无两个编号，即同一电站以另一套表号再次登记',
    en: 'the meters themselves: whether they are there, exact, where they are said to be, and were read as they stood; and of one number each, or a plant is registered twice by other meters',
  },
  {
    zh: '装机容量、储能功率与容量、技术类型、旗县区、并网日期，以及水电是否完全市场化：由业主填报',
    en: 'capacity, storage, technology, place, day of grid connection and whether hydropower is market-based: as the owner stated them',
  },
  {
    zh: '电网企业的确认是否属实，弃电量、电量类别（上网、机制、自用、离网）与储能放电的划分是否正确',
    en: "whether the grid company's word is true, and curtailment, the kinds of energy and what storage discharged are told apart rightly",
  },
  {
    zh: '分时数据：账本只有摘要与行数，各行归填报者与电网企业',
    en: 'the hours: the log has their digest and count, the rows are for who reported them, the grid company and supervision',
  },
  {
    zh: '更正与退回的原因是否属实；建档立卡编码与证书编码是否为官方所发',
    en: 'whether reasons of corrections and refusals are true, and codes of facilities and certificates are the official ones',
  },
];
