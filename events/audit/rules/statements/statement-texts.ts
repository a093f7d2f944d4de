/** The rules of statement.ts, cover.ts and claim.ts in the words of the report. */
import type { Unseen } from '../unseen-words.ts';

type Text = { zh: string; en: string };

export const statementRuleTexts = {
  'statement-unknown': {
    zh: '排放声明 {statement} 不存在',
    en: 'there is no emission statement {statement}',
  },
  'statement-of-another': {
    zh: '机构 {org} 处置了 {organization} 的排放声明',
    en: 'the organization {org} acts on a statement of {organization}',
  },
  'statement-version': {
    zh: '排放声明版本为 {version}，应为 {expected}',
    en: 'the statement’s version is {version} and should be {expected}',
  },
  'statement-subject': {
    zh: '修订改变了主体或年份（{before} → {year}）',
    en: 'a revision changes subject or year ({before} to {year})',
  },
  'statement-year': {
    zh: '排放声明的年份 {year} 在 {current} 之后',
    en: 'the year {year} is after {current}',
  },
  'statement-unsealed': { zh: '排放声明的各行没有封存', en: 'the statement’s lines are not sealed' },
  'statement-total': {
    zh: '{view} 的合计 {kilograms} 不是 {exact} 的一次四舍五入',
    en: 'the total of {view}, {kilograms}, is not {exact} rounded once',
  },
  'statement-lines': {
    zh: '有凭证或自带因子的行多于总行数 {count}',
    en: 'more lines have a document or a factor than the {count} there are',
  },
  'statement-factor': {
    zh: '因子 {factor} 不是该年适用的表中行，或与所列因子不符',
    en: 'the factor {factor} is not the row of the tables for that year, or not among those listed',
  },
  'statement-sector': {
    zh: '行业 {sector} 不在义务表中',
    en: 'the sector {sector} is none of the table of duties',
  },
  'statement-status': { zh: '排放声明状态为 {status}', en: 'the statement is {status}' },
  'statement-own-verifier': {
    zh: '机构 {org} 核查自己的排放声明',
    en: 'the organization {org} verifies its own statement',
  },
  'statement-sent-out': {
    zh: '外送的外购电力多于购入（{kilowattHours} kWh）仍核查通过',
    en: 'verified although more bought electricity was sent out than received ({kilowattHours} kWh)',
  },
  'statement-year-twice': {
    zh: '该主体、边界在 {year} 年已有核查通过的排放声明 {other}',
    en: 'the statement {other} of that subject, boundary and year {year} is verified already',
  },
  'cover-purpose': {
    zh: '用途 {purpose} 的注销不能覆盖排放声明',
    en: 'what is retired as {purpose} covers no statement',
  },
  'cover-counts': {
    zh: '覆盖计数 {name} 为 {units}，应为 {expected}',
    en: 'the cover counts {units} as {name}, and should count {expected}',
  },
  'cover-year': {
    zh: '绿证的用电年份 {named} 不是排放声明的年份 {year}',
    en: 'the certificates account for {named}, not for the statement’s year {year}',
  },
  'cover-window': {
    zh: '注销日 {today} 晚于期限 {last}',
    en: 'retired on {today}, after the last day {last}',
  },
  'cover-exceeds': {
    zh: '为排放声明注销 {quantity} 吨，只剩 {open} 吨待覆盖',
    en: '{quantity} tonnes are retired for the statement, which has {open} open',
  },
  'claim-unknown': { zh: '声明 {claim} 不存在', en: 'there is no claim {claim}' },
  'claim-unverified': {
    zh: '依据的排放声明未核查（{status}）',
    en: 'the statement is not verified ({status})',
  },
  'claim-early': { zh: '{year} 年尚未结束', en: 'the year {year} is not over' },
  'claim-member': {
    zh: '园区汇总的排放声明 {statement} 第 {version} 版已不是核查通过的现行版本',
    en: 'version {version} of the member’s statement {statement} is no longer the verified one',
  },
  'claim-twice': {
    zh: '同一排放声明上已有碳声明 {claim}',
    en: 'the claim {claim} stands on the statement already',
  },
  'claim-uncovered': { zh: '还有 {open} 吨未覆盖', en: '{open} tonnes are not covered' },
  'claim-says': {
    zh: '碳声明中的 {name} 与排放声明不符',
    en: 'the claim’s {name} is not what the statement has',
  },
  'claim-base': {
    zh: '基准年排放声明 {base} 不成立，或减排比例不符',
    en: 'the base statement {base} does not serve, or the reduction is another',
  },
  'claim-label': {
    zh: '不满足“净零”的条件：{missing}',
    en: 'the conditions of net zero are not met: {missing}',
  },
  'claim-status': { zh: '声明状态为 {status}', en: 'the claim is {status}' },
} as const satisfies Record<string, Text>;

/** What public facts can't show of statements and claims. */
export const statementUnseen: readonly Unseen[] = [
  {
    zh: '排放声明的各行（活动数据）及其与合计是否相符：只公开封存摘要，得到明细者可自行重算',
    en: 'the lines of an emission statement, and whether its totals follow from them: only their seal is public; whoever is shown the lines recomputes them',
  },
  {
    zh: '边界是否完整、活动数据是否真实（由核查机构负责）',
    en: 'whether a boundary is complete and its activity data true: that is the verifier’s',
  },
  {
    zh: '同一单位是否以另一名称或边界再次提交排放声明',
    en: 'whether one site is stated again under another name or boundary',
  },
  {
    zh: '主体所在省份、所属行业与投产年份（因子、绿电义务与分阶段目标由此而来），修订时亦可改写',
    en: 'in which province a subject is, its sector and since when it produces, from which factors, duties and staged targets follow; a revision may say otherwise',
  },
  {
    zh: '声明所附减排计划的内容、已作减排的说明，以及是否面向欧盟消费者使用',
    en: 'what is in the plan that a claim names, the reductions that it describes, and whether it is used towards consumers in the EU',
  },
  {
    zh: '核查机构与主体在登记簿之外的关系，以及核查报告的内容',
    en: 'what ties a verification body has to a subject outside the registry, and what is in its report',
  },
];
