/** Rules of power contracts and consumption, in words; and the blind spots of their audit. */
import type { Unseen } from '../unseen-words.ts';

export const contractRuleTexts = {
  'contract-unsealed': {
    zh: '购电协议没有价格封存摘要',
    en: 'the contract has no seal of its prices',
  },
  'contract-unknown': {
    zh: '购电协议 {contract} 不存在',
    en: 'there is no contract {contract}',
  },
  'contract-facility': {
    zh: '发电项目 {facility} 未在本登记簿建档立卡',
    en: 'the facility {facility} is not registered here',
  },
  'contract-seller': {
    zh: '提出方 {org}、售电方 {seller} 与项目业主 {owner} 不一致',
    en: 'proposed by {org} for the seller {seller}, while the facility is of {owner}',
  },
  'contract-grid': {
    zh: '电网企业为 {grid}，应为 {expected}',
    en: 'the grid company is {grid} and should be {expected}',
  },
  'contract-kind': {
    zh: '协议类型 {kind} 与用户数 {buyers} 不符',
    en: 'a contract of the kind {kind} with {buyers} buyers',
  },
  'contract-buyer': {
    zh: '用户 {organization} 未登记、不是用能企业或没有账户',
    en: 'the buyer {organization} is not registered, is no enterprise, or has no account',
  },
  'contract-buyer-repeated': {
    zh: '用户 {organization} 重复',
    en: 'the buyer {organization} appears twice',
  },
  'contract-buyer-grid': {
    zh: '用户 {organization} 即确认电量的电网企业',
    en: 'the buyer {organization} is the grid company that confirms what it consumes',
  },
  'contract-self-sale': {
    zh: '售电方 {organization} 向自己售电（类型 {kind}）',
    en: 'the seller {organization} buys from itself (kind {kind})',
  },
  'contract-meter': {
    zh: '发电项目没有 {meter} 计量点',
    en: 'the facility has no {meter} meter',
  },
  'contract-tradable': {
    zh: '该项目的 {energy} 电量不可交易',
    en: 'certificates of the {energy} power of this facility are not tradable',
  },
  'contract-changed': {
    zh: '变更改动了协议的 {member}',
    en: 'the amendment changes the {member} of the contract',
  },
  'contract-pending': {
    zh: '版本 {version} 仍待签署',
    en: 'the version {version} still waits to be signed',
  },
  'contract-version': {
    zh: '版本号为 {version}，应为 {expected}',
    en: 'the version is {version} and should be {expected}',
  },
  'contract-backwards': {
    zh: '变更自 {from} 起，早于允许的 {earliest}',
    en: 'an amendment from {from} on, earlier than {earliest}, from when it may be',
  },
  'contract-volume': {
    zh: '各月电量均为零',
    en: 'no month has any volume',
  },
  'contract-months': {
    zh: '首个交割月 {from} 不在 {earliest} 至 {latest} 之间',
    en: 'delivery begins in {from}, not between {earliest} and {latest}',
  },
  'contract-short': {
    zh: '须为多年期：{months} 个月，至少 {monthsMin} 个月',
    en: 'it must be multi-year: {months} months, {monthsMin} at least',
  },
  'contract-plan': {
    zh: '年度计划的年份为 {years}，应为 {expected}',
    en: "the plan's years are {years} and should be {expected}",
  },
  'contract-plan-sums': {
    zh: '{year} 年计划电量不平衡或低于协议电量 {contracted}',
    en: 'the plan of {year} does not add up, or is below the volume of {contracted}',
  },
  'contract-ratio': {
    zh: '{year} 年计划不满足比例 {ratio}',
    en: 'the plan of {year} does not hold the ratio {ratio}',
  },
  'contract-regulation': {
    zh: '协议类型 {kind} 附有同等调峰能力文件',
    en: 'a contract of the kind {kind} has a document of equal regulation',
  },
  'contract-storage': {
    zh: '储能 {kilowatts} 千瓦、{kilowattHours} 千瓦时，不足装机容量 {capacityKilowatts} 千瓦应配之数，且无同等调峰能力文件',
    en: 'storage of {kilowatts} kW and {kilowattHours} kWh is too little for {capacityKilowatts} kW, and no document of equal regulation is named',
  },
  'contract-load': {
    zh: '{year} 年 {months} 个交割月计划用电量 {consumption} 兆瓦时，低于园区绿色供电的下限',
    en: 'the load of {consumption} MWh planned for {months} months of {year} is too small for the supply of a park',
  },
  'contract-plan-curtailment': {
    zh: '{year} 年计划的弃电量与协议类型 {kind} 不符',
    en: "the curtailment of {year}'s plan does not go with the kind {kind}",
  },
  'contract-not-pending': {
    zh: '版本 {version} 不待签署（待签署：{pending}）',
    en: 'the version {version} does not wait to be signed (waiting: {pending})',
  },
  'contract-turn': {
    zh: '{org} 不依次签署，应由 {turn} 签署',
    en: '{org} signs out of turn: it is the turn of {turn}',
  },
  'contract-party': {
    zh: '{org} 不是协议方',
    en: '{org} is no party',
  },
  'contract-in-force': {
    zh: '是否生效与尚缺的 {missing} 个签署不符',
    en: 'in force or not contradicts the {missing} signatures that are missing',
  },
  'consumption-buyer': {
    zh: '{org} 填报了用户 {buyer} 的用电量，或其不是该协议的用户',
    en: '{org} reports the consumption of {buyer}, or it is no buyer of the contract',
  },
  'consumption-reported': {
    zh: '{org} 代填了用户 {buyer} 已自行填报的用电量',
    en: '{org} reports for {buyer}, which has reported itself',
  },
  'consumption-month': {
    zh: '月份 {month} 尚未结束，或不在生效协议的交割期内',
    en: 'the month {month} is not over, or no version in force delivers in it',
  },
  'consumption-settled': {
    zh: '月份 {month} 已结算',
    en: 'the month {month} is settled',
  },
  'consumption-revision': {
    zh: '填报序号为 {revision}，应为 {expected}',
    en: 'the revision is {revision} and should be {expected}',
  },
  'consumption-hours': {
    zh: '分时行数为 {rows}，该月有 {hours} 小时',
    en: '{rows} hourly rows for a month of {hours} hours',
  },
  'consumption-grid': {
    zh: '{org} 不是该协议的电网企业 {grid}',
    en: '{org} is not the grid company {grid} of the contract',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export const contractUnseen: readonly Unseen[] = [
  {
    zh: '购电协议的电能量价格（含分时时段、约定比例与价格指数）、环境价值价格、输配价格与偏差价格（仅公开封存摘要）',
    en: 'the prices of energy, by period and index too, of its environmental value, of transmission and of deviations: only their seal is public',
  },
  {
    zh: '购电协议文本与同等调峰能力文件的内容（仅公开文件摘要）',
    en: 'what the documents of power contracts say, and those of equal regulation: only their digests are public',
  },
  {
    zh: '用电量是否属实、计量点是否为该用户所有（由电网企业确认）',
    en: 'whether consumption is true, and whose the meter points are: the grid company vouches for it',
  },
];
