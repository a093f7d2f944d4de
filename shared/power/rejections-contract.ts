/** Rejections of power contracts and consumption. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const DIRECT = '发改能源〔2025〕650号';
const DIRECT_MULTI = '688号（2026）';
const CERTIFICATES = '发改能源〔2023〕1044号；国能发新能规〔2024〕67号';
const TERMS = '本登记簿规则 (this registry)：购电协议条款';

export const contractRejections = {
  'buyer-count': {
    kind: 'invalid',
    title: { zh: '用户数与协议类型不符', en: 'A contract of this kind has another number of buyers' },
    remedy: {
      zh: '多用户绿电直连须有 2 至 20 个用户，园区绿色供电 1 至 20 个，其他类型恰有一个',
      en: 'A multi-user direct connection has 2 to 20 buyers, the supply of a park 1 to 20, every other contract exactly one',
    },
    source: `${DIRECT}；${DIRECT_MULTI}`,
  },
  'buyer-repeated': {
    kind: 'invalid',
    title: { zh: '用户重复', en: 'A buyer appears twice' },
    remedy: { zh: '一个机构只列一次', en: 'Name each organization once' },
    source: TERMS,
  },
  'seller-as-buyer': {
    kind: 'invalid',
    title: { zh: '发电企业不得向自己售电', en: 'The seller may not buy from itself' },
    remedy: {
      zh: '只有单用户绿电直连的用户可与电源为同一投资主体',
      en: 'Only the one user of a direct connection may be its generator too',
    },
    source: DIRECT,
  },
  'grid-as-buyer': {
    kind: 'invalid',
    title: {
      zh: '确认电量的电网企业不得为用户',
      en: 'The grid company that confirms the consumption may not be the one that consumes',
    },
    remedy: {
      zh: '用户的用电量须由其他企业确认；该项目的电网企业见 {organization}',
      en: "Another company must vouch for a buyer's meter; {organization} is the facility's own grid company",
    },
    source: `${TERMS}；本登记簿规则 (this registry)：核实者不得与其核实对象有利害关系`,
  },
  'buyer-not-registered': {
    kind: 'invalid',
    title: { zh: '用户未登记', en: 'A buyer is not a registered organization' },
    remedy: { zh: '请先登记该机构', en: 'Have the organization registered first' },
    source: TERMS,
  },
  'buyer-not-an-enterprise': {
    kind: 'invalid',
    title: { zh: '用户不是用能企业', en: 'A buyer is no enterprise' },
    remedy: { zh: '用户须具有 enterprise 角色', en: 'A buyer needs the enterprise role' },
    source: TERMS,
  },
  'power-not-tradable': {
    kind: 'conflict',
    title: {
      zh: '该项目上网电量的绿证不可交易',
      en: "Certificates of this facility's power are not tradable",
    },
    remedy: {
      zh: '绿证随电量转移，须为可交易电量；原因：{why}',
      en: 'Certificates move with the power, which must be tradable: {why}',
    },
    source: CERTIFICATES,
  },
  'no-volume': {
    kind: 'invalid',
    title: { zh: '各月电量均为零', en: 'No month has any volume' },
    remedy: { zh: '至少一个交割月的电量须大于零', en: 'Give at least one delivery month more than nothing' },
    source: TERMS,
  },
  'delivery-before-connection': {
    kind: 'invalid',
    title: { zh: '首个交割月早于并网月', en: 'Delivery begins before the facility was connected' },
    remedy: {
      zh: '首个交割月不得早于项目并网之月',
      en: "Begin no earlier than in the month of the facility's grid connection",
    },
    source: TERMS,
  },
  'delivery-too-far': {
    kind: 'invalid',
    title: { zh: '首个交割月过远', en: 'Delivery begins too far ahead' },
    remedy: { zh: '首个交割月须在五年之内', en: 'Begin within five years' },
  },
  'contract-too-short': {
    kind: 'invalid',
    title: { zh: '须签订多年期购电协议', en: 'A multi-year contract is needed' },
    remedy: {
      zh: '多年期协议、不同投资主体的绿电直连与园区绿色供电，交割期不得少于 {monthsMin} 个月',
      en: 'A multi-year contract, and direct supply between different owners, runs for at least {monthsMin} months',
    },
    source: `${DIRECT}：项目电源和负荷不是同一投资主体的，应签订多年期购电协议`,
  },
  'plan-needed': {
    kind: 'invalid',
    title: { zh: '绿电直连与园区绿色供电须附年度电量计划', en: 'Direct supply needs a plan by year' },
    remedy: {
      zh: '请按交割所及的每个自然年填写 plan',
      en: 'Give plan for each calendar year with delivery months',
    },
    source: DIRECT,
  },
  'plan-not-applicable': {
    kind: 'invalid',
    title: { zh: '只有绿电直连与园区绿色供电附年度电量计划', en: 'Only direct supply has a plan' },
    remedy: { zh: '请删去 plan', en: 'Leave plan out' },
    source: DIRECT,
  },
  'plan-years': {
    kind: 'invalid',
    title: { zh: '计划年份与交割月份不符', en: "The plan's years are not those of the delivery months" },
    remedy: {
      zh: '交割所及的每个自然年按序各一项，不多不少',
      en: 'One entry for each calendar year with delivery months, in order, and no other',
    },
    source: DIRECT,
  },
  'plan-beyond-generation': {
    kind: 'invalid',
    title: {
      zh: '计划自用与上网电量之和超过发电量',
      en: 'Self-use and on-grid exceed the generation planned',
    },
    remedy: { zh: '二者之和不得超过发电量', en: 'Let them sum to no more than the generation' },
    source: DIRECT,
  },
  'plan-beyond-consumption': {
    kind: 'invalid',
    title: { zh: '计划自用电量超过用电量', en: 'Self-use exceeds the consumption planned' },
    remedy: { zh: '自用电量不得超过用电量', en: 'Let self-use be no more than the consumption' },
    source: DIRECT,
  },
  'self-use-share-of-generation': {
    kind: 'invalid',
    title: { zh: '自发自用电量占发电量比例过低', en: 'Too little of the generation is self-used' },
    remedy: {
      zh: '计划须达到下限 {bound}（基点）',
      en: 'Plan for at least {bound}, basis points',
    },
    source: `${DIRECT}：年自发自用电量占总可用发电量的比例不低于60%`,
  },
  'self-use-share-of-consumption': {
    kind: 'invalid',
    title: { zh: '自发自用电量占用电量比例过低', en: 'Too little of the consumption is self-used power' },
    remedy: {
      zh: '计划须达到下限 {bound}（基点）',
      en: 'Plan for at least {bound}, basis points',
    },
    source: `${DIRECT}：占总用电量的比例不低于30%，2030年前不低于35%`,
  },
  'on-grid-share': {
    kind: 'invalid',
    title: { zh: '上网电量占发电量比例过高', en: 'Too much of the generation goes on to the grid' },
    remedy: {
      zh: '计划不得超过上限 {bound}（基点）',
      en: 'Plan for at most {bound}, basis points',
    },
    source: `${DIRECT}：上网电量占总可用发电量的比例一般不超过20%`,
  },
  'plan-below-contract': {
    kind: 'invalid',
    title: { zh: '计划自用电量低于协议电量', en: "The plan's self-use is below the contract's volume" },
    remedy: {
      zh: '当年计划自用电量不得低于当年各月协议电量之和',
      en: "Plan for at least the volume of the year's months",
    },
    source: DIRECT,
  },
  'contract-pending': {
    kind: 'conflict',
    title: { zh: '已有待签署的版本', en: 'Another version waits to be signed' },
    remedy: {
      zh: '请待各方签署或拒签后再提出',
      en: 'Let its parties sign or decline it before the next is proposed',
    },
    source: TERMS,
  },
  'amendment-before-contract': {
    kind: 'invalid',
    title: { zh: '变更早于协议首个交割月', en: "The amendment begins before the contract's first month" },
    remedy: { zh: '请从协议首个交割月或其后起变更', en: "Begin in the contract's first month or later" },
    source: TERMS,
  },
  'amendment-of-settled-month': {
    kind: 'invalid',
    title: { zh: '变更涉及已结算月份', en: 'The amendment reaches back to a settled month' },
    remedy: {
      zh: '请从未结算的月份起变更；待签期间已结算的，请拒签后另行提出',
      en: 'Begin after the latest settled month; where one was settled before all had signed, decline it and propose anew',
    },
    source: TERMS,
  },
  'amendment-backdated': {
    kind: 'invalid',
    title: { zh: '变更不得溯及既往', en: 'An amendment does not reach back' },
    remedy: { zh: '变更自本月或其后起适用', en: 'Let it apply from this month on, or later' },
    source: TERMS,
  },
  'contract-not-pending': {
    kind: 'conflict',
    title: { zh: '该版本不待签署', en: 'This version does not wait to be signed' },
    remedy: { zh: '请查询协议的待签署版本', en: "Look at the contract's pending version" },
  },
  'already-signed': {
    kind: 'conflict',
    title: { zh: '本机构已签署', en: 'Your organization has signed already' },
    remedy: { zh: '请等待其他各方', en: 'Wait for the other parties' },
  },
  'not-your-turn': {
    kind: 'conflict',
    title: { zh: '尚未轮到本机构签署', en: 'It is not your turn to sign' },
    remedy: { zh: '请待 {turn} 签署', en: 'Wait for {turn} to sign' },
    source: `${TERMS}：依次签署`,
  },
  'not-a-direct-connection': {
    kind: 'conflict',
    title: { zh: '不是绿电直连或园区绿色供电', en: 'Neither a direct connection nor the supply of a park' },
    remedy: { zh: '只有这两类协议有比例要求', en: 'Only those have ratios to hold' },
    source: DIRECT,
  },
  'consumption-reported': {
    kind: 'conflict',
    title: { zh: '用户已填报该月用电量', en: 'The buyer has reported the month itself' },
    remedy: {
      zh: '请确认或退回其填报；已确认的由用户更正',
      en: 'Confirm or refuse its reading; what is confirmed the buyer corrects',
    },
    source: `${TERMS}：用户填报、电网企业确认，未填报的由电网企业代为填报（D）`,
  },
  'month-outside-contract': {
    kind: 'invalid',
    title: { zh: '该月不在生效协议的交割期内', en: 'No version in force delivers in this month' },
    remedy: { zh: '请核对协议的交割月份', en: "Look at the contract's delivery months" },
    source: TERMS,
  },
} as const satisfies Record<string, RejectionRule>;
