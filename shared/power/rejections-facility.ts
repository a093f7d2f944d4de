/** Rejections of facilities and metering. */
import { REGISTRY_RULE, type RejectionRule } from '../ledger/rejection-rule.ts';

const ISSUANCE = '国能发新能规〔2024〕67号';
const ONCE = '国能发新能规〔2024〕67号：按发电项目、月份与电量类别各一条记录';

export const facilityRejections = {
  'not-a-province-holder': {
    kind: 'invalid',
    title: { zh: '该机构不得持有省级账户', en: "The organization may not hold a province's account" },
    remedy: {
      zh: '请指定可持有并注销绿证的机构或主管部门',
      en: 'Name an organization that may own and retire units, or the authority',
    },
    source: REGISTRY_RULE,
  },
  'provincial-account-opened': {
    kind: 'conflict',
    title: { zh: '该省已开立账户', en: 'The province has its account already' },
    remedy: { zh: '一省一户，请使用已开立账户', en: 'One province, one account: use the one it has' },
    source: '发改价格〔2025〕136号：机制电价电量的绿证归省级专用账户',
  },
  'not-a-registered-generator': {
    kind: 'forbidden',
    title: { zh: '本机构未登记为发电企业', en: 'Your organization is not registered as a generator' },
    remedy: {
      zh: '请由登记机构登记 generator 角色',
      en: 'Have the operator register it with the generator role',
    },
    source: '国能发新能规〔2024〕67号：建档立卡',
  },
  'not-a-grid-company': {
    kind: 'invalid',
    title: { zh: '所指机构不是电网企业', en: 'The organization is not a grid company' },
    remedy: { zh: '请指定具有 grid 角色的机构', en: 'Name an organization with the grid role' },
    source: `${ISSUANCE}：电量由电网企业提供`,
  },
  'grid-is-owner': {
    kind: 'invalid',
    title: { zh: '业主不得确认自己的电量', en: 'The owner may not confirm its own readings' },
    remedy: { zh: '请指定另一电网企业', en: 'Name another grid company' },
    source: '本登记簿规则 (this registry)：电量由电网企业确认',
  },
  'connected-in-future': {
    kind: 'invalid',
    title: { zh: '并网日期在将来', en: 'The day of grid connection is yet to come' },
    remedy: { zh: '并网后再建档立卡', en: 'Register the facility once it is connected' },
    source: '本登记簿规则 (this registry)：建档立卡',
  },
  'market-based-not-hydro': {
    kind: 'invalid',
    title: { zh: '仅水电填写是否完全市场化', en: 'Only hydropower is market-based or not' },
    remedy: { zh: '请勿填写是否市场化交易', en: 'Don’t say whether it is sold on the market' },
    source: '发改能源〔2023〕1044号',
  },
  'meter-named-twice': {
    kind: 'invalid',
    title: { zh: '电表编号重复', en: 'A meter is named twice' },
    remedy: { zh: '每块电表填写一次', en: 'Name each meter once' },
    source: REGISTRY_RULE,
  },
  'storage-half': {
    kind: 'invalid',
    title: { zh: '储能功率与容量仅一项为零', en: 'Only one of power and energy of the storage is nothing' },
    remedy: {
      zh: '请同时填写功率（千瓦）与容量（千瓦时）；储能已拆除的两项均填 0',
      en: 'Give power (kW) and energy (kWh) together; both are 0 once the storage is gone',
    },
    source: '本登记簿规则 (this registry)：配建储能以功率与容量登记',
  },
  'storage-unchanged': {
    kind: 'invalid',
    title: { zh: '储能登记未作改变', en: 'The storage is recorded so already' },
    remedy: { zh: '请查询项目已登记的储能', en: "Look at the facility's storage" },
    source: REGISTRY_RULE,
  },
  'meter-taken': {
    kind: 'conflict',
    title: { zh: '该电表已属于另一发电项目', en: 'Another facility has that meter' },
    remedy: {
      zh: '一块电表只属于一个项目，请核对电网企业与电表编号',
      en: 'A meter is of one facility: check the grid company and the number of the meter',
    },
    source: '本登记簿规则 (this registry)：一兆瓦时只计一次',
  },
  'facility-imported': {
    kind: 'conflict',
    title: { zh: '导入项目不在此计量', en: 'An imported facility is not metered here' },
    remedy: { zh: '其证书随供应合同导入', en: 'Its certificates come with the import of a supply contract' },
    source: REGISTRY_RULE,
  },
  'month-not-over': {
    kind: 'invalid',
    title: { zh: '该月尚未结束', en: 'The month is not over yet' },
    remedy: { zh: '次月一日起填报', en: 'Record it from the first of the next month on' },
    source: `${ISSUANCE}：按月核发`,
  },
  'month-before-connection': {
    kind: 'invalid',
    title: { zh: '该月早于并网', en: 'The month is before the grid connection' },
    remedy: { zh: '请核对月份', en: 'Check the month' },
    source: REGISTRY_RULE,
  },
  'generation-expired': {
    kind: 'conflict',
    title: { zh: '该月绿证有效期已过', en: "The validity of that month's certificates has ended" },
    remedy: {
      zh: '有效期自发电当月起两年，过期不再核发或更正',
      en: 'They are valid for two years from the month of generation; then none is issued or corrected',
    },
    source: '国能发新能规〔2024〕67号：自电量生产月起两年有效',
  },
  'meter-missing': {
    kind: 'invalid',
    title: { zh: '没有计量该电量的电表', en: 'The facility has no meter for that energy' },
    remedy: { zh: '请核对电量类别与电表', en: 'Check the kind of energy, and the meters of the facility' },
    source: '国能发新能规〔2024〕67号：自用、上网与储能分别计量',
  },
  'on-grid-facility': {
    kind: 'invalid',
    title: { zh: '并网项目没有离网电量', en: 'A facility on the grid has no off-grid power' },
    remedy: { zh: '请按上网或自发自用填报', en: 'Record it as on-grid or as self-use' },
    source: '本登记簿规则 (this registry)：离网电量',
  },
  'discharge-exceeds-generation': {
    kind: 'invalid',
    title: { zh: '储能放电量多于电量', en: 'More was discharged from storage than the whole' },
    remedy: { zh: '放电量是电量的一部分', en: 'What storage discharged is a part of the generation' },
    source: '本登记簿规则 (this registry)：储能放电不核发绿证',
  },
  'interval-size': {
    kind: 'invalid',
    title: { zh: '分时数据过长', en: 'The hourly data are too long' },
    remedy: {
      zh: '每月每小时（或每 15、30 分钟）一行',
      en: 'One row for each hour of the month, or for each 15 or 30 minutes',
    },
    source: '688 号文（2026）多用户绿电直连：自发自用电量分时分摊',
  },
  'interval-header': {
    kind: 'invalid',
    title: { zh: '分时数据表头不符', en: 'The hourly data have another header' },
    remedy: {
      zh: '首行须为 start,kilowatt_hours，以逗号、分号或制表符分隔',
      en: 'The first line is start,kilowatt_hours, separated by a comma, a semicolon or a tab',
    },
    source: '688 号文（2026）多用户绿电直连：自发自用电量分时分摊',
  },
  'interval-row': {
    kind: 'invalid',
    title: { zh: '分时数据行格式不符', en: 'A row is not an hour and its whole kWh' },
    remedy: {
      zh: '格式：2025-03-01T00:00+08:00,1234 或 2025/3/1 0:00,1234；按小时的终点标注时为 01:00 至 24:00',
      en: 'Rows look like 2025-03-01T00:00+08:00,1234 or 2025/3/1 0:00,1234; where hours are named by their ends, from 01:00 to 24:00',
    },
    source: '688 号文（2026）多用户绿电直连：自发自用电量分时分摊',
  },
  'interval-order': {
    kind: 'invalid',
    title: { zh: '小时重复或不属于该月', en: 'An hour is out of order, or of another month' },
    remedy: { zh: '请按时间顺序，每小时一行', en: 'Give each hour of the month once, in order' },
    source: '688 号文（2026）多用户绿电直连：自发自用电量分时分摊',
  },
  'interval-missing': {
    kind: 'invalid',
    title: { zh: '缺少小时', en: 'An hour is missing' },
    remedy: { zh: '没有电量的小时填 0', en: 'An hour without power has 0' },
    source: '688 号文（2026）多用户绿电直连：自发自用电量分时分摊',
  },
  'interval-beyond': {
    kind: 'invalid',
    title: { zh: '分时数据超出该月', en: 'There are rows beyond the end of the month' },
    remedy: { zh: '请只填该月', en: 'Give the hours of that month only' },
    source: '688 号文（2026）多用户绿电直连：自发自用电量分时分摊',
  },
  'intervals-sum': {
    kind: 'invalid',
    title: { zh: '分时电量之和与月电量不符', en: 'The hours do not add up to the month' },
    remedy: { zh: '各小时之和须等于该月电量', en: 'Let the hours sum to the month’s kWh exactly' },
    source: '688 号文（2026）多用户绿电直连：自发自用电量分时分摊',
  },
  'generation-exceeds-capacity': {
    kind: 'invalid',
    title: { zh: '电量超过装机容量所能', en: 'More than the capacity can generate in that month' },
    remedy: {
      zh: '请核对单位（千瓦时）与数字；该月各类电量合计不超过装机容量乘以小时数',
      en: "Check unit (kWh) and figure; all kinds of energy together are at most capacity times the month's hours",
    },
    source: '本登记簿规则 (this registry)：不可能超过装机容量满发',
  },
  'curtailment-exceeds-capacity': {
    kind: 'invalid',
    title: { zh: '电量与弃电量之和超过装机容量所能', en: 'Generation and curtailment exceed the capacity' },
    remedy: {
      zh: '请核对弃电量的单位（千瓦时）；发电与弃电合计不超过装机容量乘以小时数',
      en: "Check the unit of the curtailment (kWh): with the generation it is at most capacity times the month's hours",
    },
    source: '本登记簿规则 (this registry)：不可能超过装机容量满发',
  },
  'nothing-to-correct': {
    kind: 'invalid',
    title: { zh: '没有已确认的电量可更正', en: 'No confirmed reading is corrected' },
    remedy: { zh: '首次填报请勿填写 reason', en: 'Leave reason out until a reading is confirmed' },
    source: ONCE,
  },
  'correction-reason-missing': {
    kind: 'invalid',
    title: { zh: '更正已确认的电量须说明原因', en: 'A correction of what was confirmed needs its reason' },
    remedy: { zh: '请填写 reason', en: 'Give reason' },
    source: `${ONCE}; a correction is a new event`,
  },
  'too-many-revisions': {
    kind: 'conflict',
    title: { zh: '该月更正次数已达上限', en: 'The month was revised too often' },
    remedy: { zh: '请联系登记机构', en: 'Ask the operator' },
    source: REGISTRY_RULE,
  },
  'generation-reported': {
    kind: 'conflict',
    title: { zh: '发电企业已填报该月电量', en: 'The generator has reported the month itself' },
    remedy: {
      zh: '请确认或退回其填报；已确认的由发电企业更正',
      en: 'Confirm or refuse its reading; what is confirmed the generator corrects',
    },
    source: `${ONCE}；发电企业填报、电网企业确认，未填报的由电网企业代为填报（D）`,
  },
  'reading-not-pending': {
    kind: 'conflict',
    title: { zh: '该版电量不在待确认', en: 'That revision of the reading does not wait for an answer' },
    remedy: {
      zh: '请查询该月电量：可能已确认、退回或被新的填报取代',
      en: 'Look at the month: it may be confirmed, refused, or replaced by a later one',
    },
    source: ONCE,
  },
  'provincial-account-missing': {
    kind: 'conflict',
    title: { zh: '省级账户尚未开立', en: "The province's account is not opened yet" },
    remedy: {
      zh: '请由登记机构开立该省的省级账户',
      en: 'Have the operator open the province’s account',
    },
    source: '发改价格〔2025〕136号 (M)',
  },
  'code-without-batch': {
    kind: 'invalid',
    title: {
      zh: '本次不核发，无证书编码',
      en: 'Nothing is issued, so there is no certificate to have a code',
    },
    remedy: { zh: '请勿填写 code', en: 'Leave code out' },
    source: `${ISSUANCE}：不足 1000 千瓦时结转次月`,
  },
  'certificate-code-mismatch': {
    kind: 'invalid',
    title: {
      zh: '证书编码前 17 位不是该项目编码',
      en: "The code's first 17 characters are not the facility's",
    },
    remedy: { zh: '请核对证书编码', en: 'Check the code' },
    source: '绿证编码 32 位，前 17 位为建档立卡编码',
  },
  'not-the-owners-account': {
    kind: 'invalid',
    title: {
      zh: '绿证并非核发至该账户',
      en: 'The account is not the one that such certificates are issued to',
    },
    remedy: {
      zh: '请从项目业主账户核销；机制电价电量的绿证由注册登记机构从省级专用账户核销',
      en: "Cancel from the owner's account; those of mechanism-priced power the operator cancels from the province's",
    },
    source: REGISTRY_RULE,
  },
  'nothing-over-issued': {
    kind: 'conflict',
    title: { zh: '该类电量没有多核发', en: 'Nothing of that energy is over-issued' },
    remedy: { zh: '请查询项目的结转电量', en: "Look at the facility's carry" },
    source: '本登记簿规则 (this registry)：绿证 × 1000 + 结转 = 净电量',
  },
  'not-of-this-generation': {
    kind: 'invalid',
    title: { zh: '批次不属于该项目该类电量', en: 'The batch is not of that facility and kind of energy' },
    remedy: { zh: '请选择该项目同类电量的批次', en: 'Name batches of the same facility and kind of energy' },
    source: REGISTRY_RULE,
  },
} as const satisfies Record<string, RejectionRule>;
