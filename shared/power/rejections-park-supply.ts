/** Rejections of 工业园区绿色供电, a programme beside 650号 and 688号. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';
import { PARK_SUPPLY } from './ratio.ts';

const SOURCE = PARK_SUPPLY.source;

export const parkSupplyRejections = {
  'regulation-not-applicable': {
    kind: 'invalid',
    title: {
      zh: '只有园区绿色供电附同等调峰能力文件',
      en: 'Only the supply of a park has a document of equal regulation',
    },
    remedy: { zh: '请删去 regulation', en: 'Leave regulation out' },
    source: SOURCE,
  },
  'storage-too-small': {
    kind: 'invalid',
    title: {
      zh: '配建储能不足，且没有同等调峰能力文件',
      en: 'There is too little storage, and no document of equal regulation',
    },
    remedy: {
      zh: '储能须至少 {kilowattsMin} 千瓦、{kilowattHoursMin} 千瓦时（装机容量的 15%，4 小时）：请先登记发电项目的配建储能，或附同等调峰能力的文件',
      en: 'At least {kilowattsMin} kW and {kilowattHoursMin} kWh are needed (15% of the capacity, for 4 hours): record the storage as built, or attach the document of equal regulation',
    },
    source: `${SOURCE}：配置不低于新能源规模 15%（4 小时）的储能装置，或具备同等调峰能力`,
  },
  'plan-curtailment': {
    kind: 'invalid',
    title: {
      zh: '计划的弃电量与协议类型不符',
      en: "The plan's curtailment does not go with the contract's kind",
    },
    remedy: {
      zh: '园区绿色供电每年须填 curtailed（无则填 0），绿电直连不填',
      en: 'The supply of a park gives curtailed for each year, 0 for none; a direct connection leaves it out',
    },
    source: SOURCE,
  },
  'fed-in': {
    kind: 'invalid',
    title: { zh: '园区绿色供电不得上网', en: 'Power for a park may not be fed into the grid' },
    remedy: { zh: '计划上网电量须为 0', en: 'Plan for no power on the grid' },
    source: `${SOURCE}：坚持自我消纳原则`,
  },
  'utilisation-too-low': {
    kind: 'invalid',
    title: { zh: '计划利用率过低', en: 'Too much of the power is planned to be held back' },
    remedy: {
      zh: '发电量占发电与弃电之和须达到下限 {bound}（基点）',
      en: 'Plan for generation of at least {bound} basis points of generation and curtailment',
    },
    source: `${SOURCE}：新能源综合利用率不低于 90%`,
  },
  'load-too-small': {
    kind: 'invalid',
    title: { zh: '计划用电量低于该项目类型的下限', en: 'The planned load is too small for this programme' },
    remedy: {
      zh: '{year} 年 {months} 个交割月的用电量须至少 {megawattHoursMin} 兆瓦时（全年 {whole}，按月折算）',
      en: 'The {months} delivery months of {year} need a load of at least {megawattHoursMin} MWh ({whole} for a whole year, a twelfth for each month)',
    },
    source: `${SOURCE}：年总用电量原则上不少于 5 亿千瓦时；按月折算为本登记簿规则 (this registry)`,
  },
  'curtailment-not-recorded': {
    kind: 'conflict',
    title: { zh: '该月弃电量未填报', en: "The month's curtailment was not recorded" },
    remedy: {
      zh: '请发电企业以更正补填弃电量（无则填 0），电网企业确认后再结算',
      en: 'The generator adds the curtailed kWh by a correction, 0 for none; settle once the grid company has confirmed it',
    },
    source: `${SOURCE}：利用率须可计算`,
  },
} as const satisfies Record<string, RejectionRule>;
