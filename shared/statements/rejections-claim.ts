/** Rejections of claims (碳中和、净零声明). */
import { REGISTRY_RULE, type RejectionRule } from '../ledger/rejection-rule.ts';

export const claimRejections = {
  'claim-not-verified': {
    kind: 'conflict',
    title: { zh: '排放声明未通过核查（{status}）', en: 'The statement is not verified ({status})' },
    remedy: { zh: '请先由核查机构核查', en: 'Have it verified first' },
    source: 'ISO 14068-1',
  },
  'claim-year-unfinished': {
    kind: 'conflict',
    title: { zh: '{year} 年尚未结束', en: 'The year {year} is not over' },
    remedy: { zh: '请在 {year} 年结束后再作声明', en: 'Make the claim after the end of {year}' },
    source: 'ISO 14068-1',
  },
  'claim-standing': {
    kind: 'conflict',
    title: {
      zh: '该排放声明上已有有效的碳声明 {claim}',
      en: 'The claim {claim} stands on this statement already',
    },
    remedy: { zh: '请先撤回，或沿用它', en: 'Withdraw it first, or keep to it' },
    source: REGISTRY_RULE,
  },
  'claim-not-covered': {
    kind: 'conflict',
    title: {
      zh: '残余排放还有 {open} 吨未覆盖',
      en: '{open} tonnes of the residual emissions are not covered',
    },
    remedy: { zh: '请为该排放声明再注销 {open} 吨', en: 'Retire {open} more tonnes for the statement' },
    source: 'ISO 14068-1',
  },
  'label-not-met': {
    kind: 'conflict',
    title: { zh: '不满足“净零”的条件', en: 'The conditions of “net zero” are not met' },
    remedy: {
      zh: '须自经核查的基准年减排至少 90%、全部以清除类抵销，并附减排计划。现减排 {reduced}，避免类抵销 {avoided} 吨，减排计划 {planned}：请补足，或改用“抵销后净零”',
      en: 'It takes a reduction of at least 90 % from a verified base year, removals alone and a plan. Reduced by {reduced}, {avoided} t offset by avoidance, plan {planned}: add what is missing, or claim net zero after offsetting',
    },
    source: 'ISO/DIS 14060；SBTi V2',
  },
  'claim-standard-withdrawn': {
    kind: 'invalid',
    title: { zh: '{standard} 已于 2025-11-30 废止', en: '{standard} was withdrawn on 2025-11-30' },
    remedy: { zh: '请改用 ISO 14068-1 或省略', en: 'Name ISO 14068-1, or leave it out' },
    source: 'BSI：PAS 2060 withdrawn 2025-11-30',
  },
  'claim-withdrawn': {
    kind: 'conflict',
    title: { zh: '声明已不可撤回（{status}）', en: 'The claim can no longer be withdrawn ({status})' },
    remedy: { zh: '请查询其状态', en: 'Look at its status' },
  },
} as const satisfies Record<string, RejectionRule>;
