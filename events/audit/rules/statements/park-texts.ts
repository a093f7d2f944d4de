/** The rules of park.ts and roll-up.ts in the words of the report. */
import type { Unseen } from '../unseen-words.ts';

type Text = { zh: string; en: string };

export const parkRuleTexts = {
  'park-unknown': { zh: '园区 {park} 不存在', en: 'there is no park {park}' },
  'park-of-another': {
    zh: '机构 {org} 处置了 {organization} 运营的园区',
    en: 'the organization {org} acts on a park of {organization}',
  },
  'park-sub-park': {
    zh: '子园区代码 {code} 重复或不存在',
    en: 'the sub-park code {code} occurs twice, or not at all',
  },
  'park-member-twice': {
    zh: '机构 {org} 当时是园区 {park} 的成员，不能同时加入另一园区',
    en: 'the organization {org} was in the park {park} then, and joins another at once',
  },
  'park-member-unasked': {
    zh: '机构 {organization} 没有这样申请加入，却被接纳',
    en: 'the organization {organization} is admitted otherwise than it asked',
  },
  'park-member-leaves': {
    zh: '机构 {organization} 于 {to} 退出，但当时并非成员',
    en: 'the organization {organization} leaves on {to} without being a member then',
  },
  'park-target-unit': {
    zh: '目标 {indicator} 的单位是 {unit}',
    en: 'the target {indicator} is in {unit}',
  },
  'roll-up-park': {
    zh: '园区排放声明换了园区，或未用其登记名称（{park}）',
    en: 'a park’s statement changes its park, or bears another name ({park})',
  },
  'roll-up-kind': {
    zh: '汇总涉及的排放声明 {statement} 主体、年份或因子不符',
    en: 'subject, year or factor of the statement {statement} don’t fit a roll-up',
  },
  'roll-up-year': {
    zh: '园区 {year} 年已有排放声明 {other}',
    en: 'the statement {other} is the park’s for {year} already',
  },
  'roll-up-twice': {
    zh: '排放声明 {statement} 被再次汇总，已汇总入 {into}',
    en: 'the statement {statement} is rolled up again; it is in {into}',
  },
  'roll-up-unverified': {
    zh: '汇总的排放声明 {statement} 的该版本未核查通过（{status}）',
    en: 'that version of the statement {statement} is not verified ({status})',
  },
  'roll-up-outsider': {
    zh: '机构 {organization} 在 {year} 年不是园区成员',
    en: 'the organization {organization} was no member of the park in {year}',
  },
  'roll-up-counts': {
    zh: '汇总所记排放声明 {statement} 的绿电或注销量与当时不符',
    en: 'the roll-up counts other green power or tonnes than the statement {statement} had',
  },
  'roll-up-sum': {
    zh: '{name} 不等于成员之和加自有行减内部流动，或自有行、流动不可能如此',
    en: '{name} is not the members’ sum and the own lines less the flows, or no lines or flows come to that',
  },
  'roll-up-energy': {
    zh: '综合能源消费量 {tce} tce 与其各部分不符，或等价值不合理',
    en: 'the energy {tce} tce is not the sum of its parts, or its equivalent value no such value',
  },
} as const satisfies Record<string, Text>;

/** What public facts can't show of parks. */
export const parkUnseen: readonly Unseen[] = [
  {
    zh: '园区内部流动及其抵消的数量、自有行的合计、燃料和热力的标准煤：各行已封存',
    en: 'what flowed within a park and cancelled, the sums of its own lines, the coal equivalent of its fuels and heat: lines are sealed',
  },
  {
    zh: '园区是否汇总了全部成员，成员在该年的哪些日子属于园区而其排放声明涵盖全年',
    en: 'whether a park rolls up all its members, and what share of the year a member’s statement was in the park',
  },
  {
    zh: '成员自何日起、至何日止属于园区（双方所言，可事后补记），以及目标是否在该年之后才设定或改写（日志有其时刻）',
    en: 'from and to which day a member was in a park, which both sides may say afterwards; and whether a target was set or changed after its year, of which the log has the instant',
  },
  {
    zh: '同一园区是否登记两次，或以未登记园区之名提交排放声明',
    en: 'whether one park is registered twice, or stated by a name without its registration',
  },
  {
    zh: '电力等价值、目标和自行填报的比例是否与其来源一致',
    en: 'whether equivalent value, targets and stated shares are as their sources say',
  },
];
