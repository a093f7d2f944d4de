/** Rejections of parks, their members, and what a park's statement rolls up. */
import { REGISTRY_RULE, type RejectionRule } from '../ledger/rejection-rule.ts';

const RULES = REGISTRY_RULE;

export const parkRejections = {
  'sub-park-repeated': {
    kind: 'invalid',
    title: { zh: '子园区代码 {code} 重复', en: 'The sub-park code {code} occurs twice' },
    remedy: { zh: '请为每个子园区使用不同的代码', en: 'Give each sub-park a code of its own' },
  },
  'sub-park-unknown': {
    kind: 'invalid',
    title: { zh: '园区没有子园区 {code}', en: 'The park has no sub-park {code}' },
    remedy: { zh: '请选用下列之一或省略：{known}', en: 'Choose one of these or leave it out: {known}' },
  },
  'member-of-a-park': {
    kind: 'conflict',
    title: {
      zh: '本机构自 {from} 起是园区 {park} 的成员',
      en: 'Your organization is a member of the park {park} from {from}',
    },
    remedy: {
      zh: '请先退出该园区，入园日期须晚于退出日期',
      en: 'Leave it first, and join from a day after the last one there',
    },
    source: RULES,
  },
  'membership-full': {
    kind: 'conflict',
    title: { zh: '机构进出园区已达 {most} 次', en: 'The organization has joined parks {most} times' },
    remedy: { zh: '请联系登记机构', en: 'Ask the registry' },
  },
  'membership-not-requested': {
    kind: 'conflict',
    title: {
      zh: '机构 {organization} 没有申请加入本园区',
      en: 'The organization {organization} has not asked to join this park',
    },
    remedy: {
      zh: '请该机构先申请加入本园区，再接纳',
      en: 'Let the organization ask to join this park first, then admit it',
    },
    source: RULES,
  },
  'park-full': {
    kind: 'conflict',
    title: { zh: '园区的成员记录已达 {most} 条', en: 'The park has {most} records of members' },
    remedy: { zh: '请另行登记园区', en: 'Register another park' },
  },
  'not-a-member': {
    kind: 'conflict',
    title: {
      zh: '机构 {organization} 不是本园区现有成员',
      en: 'The organization {organization} is not a member of this park',
    },
    remedy: { zh: '请查询园区成员', en: 'Look at the park’s members' },
  },
  'leaves-before-joining': {
    kind: 'invalid',
    title: { zh: '退出日期 {to} 早于入园日期 {from}', en: 'The last day {to} is before the first, {from}' },
    remedy: { zh: '请填写 {from} 或更晚的日期', en: 'Give {from} or a later day' },
  },
  'target-unit': {
    kind: 'invalid',
    title: { zh: '{indicator} 的单位不是 {unit}', en: 'The unit of {indicator} is not {unit}' },
    remedy: { zh: '请换算为 {expected}', en: 'Convert the target to {expected}' },
  },
  'park-targets-full': {
    kind: 'conflict',
    title: { zh: '园区已有 {most} 个目标', en: 'The park has {most} targets' },
    remedy: { zh: '请替换已有的年份', en: 'Replace one of a year that it has' },
  },
  'park-part-not-for-organization': {
    kind: 'invalid',
    title: {
      zh: '只有园区的排放声明有汇总和能耗指标',
      en: 'Only a park’s statement rolls up others or has an indicator',
    },
    remedy: { zh: '请将 subject.kind 改为 park，或删除该项', en: 'State it of a park, or leave this out' },
  },
  'equivalent-value-implausible': {
    kind: 'invalid',
    title: {
      zh: '等价值 {value} kgce/kWh 不在 0.1229（当量值）与 0.404 之间',
      en: 'The equivalent value {value} kgce/kWh is not above 0.1229, the calorific one, and at most 0.404',
    },
    remedy: {
      zh: '请填写当年公布的等价值，单位为 kgce/kWh，并注明来源',
      en: 'Give the year’s published equivalent value in kgce/kWh, with its source',
    },
    source: 'GB/T 2589',
  },
  'park-not-yours': {
    kind: 'forbidden',
    title: { zh: '园区由其他机构运营', en: 'The park is operated by another organization' },
    remedy: { zh: '请由园区运营机构提交', en: 'Let its operating organization state it' },
    source: RULES,
  },
  'park-name-differs': {
    kind: 'invalid',
    title: { zh: '园区登记的名称是“{name}”', en: 'The park is registered as “{name}”' },
    remedy: { zh: '请以登记名称作为主体', en: 'State it under that name' },
  },
  'park-year-stated': {
    kind: 'conflict',
    title: { zh: '园区 {year} 年已有排放声明 {other}', en: 'The statement {other} is the park’s for {year}' },
    remedy: { zh: '请修订那份排放声明', en: 'Revise that one' },
    source: RULES,
  },
  'park-fixed': {
    kind: 'invalid',
    title: { zh: '修订须保留园区 {park}', en: 'A revision keeps the park {park}' },
    remedy: {
      zh: '请填写该园区；不再汇总时成员可为空',
      en: 'Name that park; its members may be none',
    },
  },
  'statement-empty': {
    kind: 'invalid',
    title: { zh: '排放声明没有任何一行', en: 'The statement has no line' },
    remedy: { zh: '请至少填写一行；园区可改为汇总成员', en: 'State a line, or of a park roll up a member' },
  },
  'member-repeated': {
    kind: 'invalid',
    title: { zh: '排放声明 {statement} 被汇总两次', en: 'The statement {statement} is rolled up twice' },
    remedy: { zh: '请只列一次', en: 'Name it once' },
    source: RULES,
  },
  'member-statement-kind': {
    kind: 'conflict',
    title: {
      zh: '排放声明 {statement} 的主体本身是园区',
      en: 'The statement {statement} is a park’s itself',
    },
    remedy: { zh: '请汇总其成员的排放声明', en: 'Roll up its members’ statements' },
    source: RULES,
  },
  'member-year-differs': {
    kind: 'conflict',
    title: { zh: '成员排放声明是 {named} 年的，不是 {year} 年', en: 'The member states {named}, not {year}' },
    remedy: { zh: '请选用 {year} 年的排放声明', en: 'Roll up a statement of {year}' },
    source: RULES,
  },
  'member-not-in-park': {
    kind: 'conflict',
    title: {
      zh: '机构 {organization} 在 {year} 年不是园区成员',
      en: 'The organization {organization} was not a member in {year}',
    },
    remedy: { zh: '请先办理入园，或不列入', en: 'Have it join first, or leave it out' },
    source: RULES,
  },
  'member-not-verified': {
    kind: 'conflict',
    title: {
      zh: '成员排放声明 {statement} 未通过核查（{status}）',
      en: 'The statement {statement} is not verified ({status})',
    },
    remedy: { zh: '请待其核查通过后再汇总', en: 'Roll it up once it is verified' },
    source: RULES,
  },
  'member-version-differs': {
    kind: 'conflict',
    title: {
      zh: '成员排放声明现为第 {present} 版，不是第 {version} 版',
      en: 'The member’s statement is at version {present}, not {version}',
    },
    remedy: { zh: '请查询后汇总现行版本', en: 'Read it, and roll up the present version' },
  },
  'member-rolled-up': {
    kind: 'conflict',
    title: {
      zh: '排放声明 {statement} 已汇总入 {into}',
      en: 'The statement {statement} is rolled up into {into} already',
    },
    remedy: { zh: '一份排放声明只能汇总一次', en: 'A statement is rolled up once' },
    source: RULES,
  },
  'member-factors-differ': {
    kind: 'conflict',
    title: {
      zh: '成员排放声明的剩余电力因子是 {named}，园区是 {factor}',
      en: 'The member’s residual mix is {named}, the park’s {factor}',
    },
    remedy: { zh: '请成员以现行因子修订', en: 'Have the member revise with the present factor' },
  },
  'flow-line-unknown': {
    kind: 'invalid',
    title: {
      zh: '被汇总的排放声明中没有电力或热力行 {line}',
      en: 'No line {line} of electricity or heat is in what is rolled up',
    },
    remedy: {
      zh: '请核对 statement 和 line；园区自有行省略 statement',
      en: 'Check statement and line; leave statement out for the park’s own lines',
    },
  },
  'flow-ends': {
    kind: 'invalid',
    title: {
      zh: '流动的两端不是同种能源的外送行与购入行',
      en: 'The flow’s ends are not one line sent out and another received, of one kind',
    },
    remedy: {
      zh: '请由一份排放声明的外送行流向另一份排放声明的购入行',
      en: 'Let it go from a line sent out to one received in another statement',
    },
    source: RULES,
  },
  'flow-nothing': {
    kind: 'invalid',
    title: { zh: '流动的数量为零', en: 'The flow’s quantity is zero' },
    remedy: { zh: '请填写大于零的数量，或删除该流动', en: 'Give a quantity above zero, or leave it out' },
  },
  'flow-exceeds-line': {
    kind: 'conflict',
    title: {
      zh: '流经 {line} 行（{end}）的数量之和超过该行',
      en: 'More flows through the line {line} ({end}) than it states',
    },
    remedy: { zh: '请核对该行所有流动', en: 'Check all flows of that line' },
    source: RULES,
  },
  'roll-up-too-large': {
    kind: 'conflict',
    title: { zh: '汇总超出一次登记的容量', en: 'The roll-up doesn’t fit one commit' },
    remedy: { zh: '请减少成员，或缩短边界说明', en: 'Roll up fewer members, or shorten the boundary' },
  },
  'claim-members-revised': {
    kind: 'conflict',
    title: {
      zh: '成员排放声明 {statement} 的第 {version} 版已不是核查通过的现行版本',
      en: 'Version {version} of the member’s statement {statement} is no longer the verified one',
    },
    remedy: {
      zh: '请修订园区排放声明，汇总现行版本并重新核查',
      en: 'Revise the park’s statement with the present one',
    },
    source: RULES,
  },
} as const satisfies Record<string, RejectionRule>;
