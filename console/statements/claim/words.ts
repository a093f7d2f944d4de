/** What is said of claims, and of what a statement still needs for one. */
import { area } from '../../words/area.ts';

export const claimWords = area('claims', {
  title: { zh: '碳声明', en: 'Claim' },
  lead: {
    zh: '在已核查、已全部抵销的排放声明上，公开作出“碳中和（抵销口径）”等声明。',
    en: 'Say publicly what a verified and fully offset statement allows, such as carbon neutral by offsetting.',
  },
  steps: {
    title: { zh: '下一步', en: 'What comes next' },
    verifying: {
      zh: '待独立的核查机构核查。核查通过前也可以先注销，但不能作出碳声明。',
      en: 'An independent body is to verify it. Units can be retired before; a claim can’t be made.',
    },
    returned: { zh: '核查机构退回：{{reason}}', en: 'Returned by the verifier: {{reason}}' },
    revise: { zh: '修订后重新提交', en: 'Revise it and submit again' },
    open: {
      zh: '残余排放还有 {{open}} 未抵销。可在 {{last}} 前为其注销减排量。',
      en: '{{open}} of the residual are not offset. Credits can be retired for it until {{last}}.',
    },
    closed: {
      zh: '残余排放还有 {{open}} 未抵销，而抵销期已于 {{last}} 结束。',
      en: '{{open}} of the residual are not offset, and the time to offset ended on {{last}}.',
    },
    credits: { zh: '注销减排量', en: 'Retire credits' },
    power: {
      zh: '外购电量中 {{left}} 千瓦时尚未由绿电覆盖。先用绿电减少排放，需要抵销的吨数随之减少。',
      en: '{{left}} kWh of the power bought aren’t covered by green power. Green power first: fewer tonnes are then to be offset.',
    },
    certificates: { zh: '注销绿证', en: 'Retire certificates' },
    claim: {
      zh: '已核查，并已全部抵销：可以作出碳声明。',
      en: 'Verified and fully offset: a claim can be made.',
    },
    make: { zh: '作出碳声明', en: 'Make a claim' },
    unfinished: { zh: '{{year}} 年结束后才能作出碳声明。', en: 'A claim can be made once {{year}} is over.' },
    reopened: {
      zh: '声明修订后，原来的碳声明已“重开”：须重新核查、补足抵销，再作出新的。',
      en: 'The revision reopened its claim: it has to be verified and covered anew, and claimed anew.',
    },
    standing: { zh: '碳声明有效。', en: 'A claim stands on it.' },
    see: { zh: '查看碳声明', en: 'See the claim' },
    rolled: { zh: '已汇入园区声明', en: 'Rolled up into the park’s statement' },
  },
  label: { zh: '声明的说法', en: 'What is claimed' },
  labelHelp: {
    zh: '“净零”要求：自经核查的基准年减排至少 90%，全部以清除类抵销，并附减排计划。',
    en: 'Bare net zero takes a reduction of at least 90 % from a verified base year, removals alone, and a plan.',
  },
  standard: { zh: '所依标准', en: 'Standard' },
  standardHelp: { zh: '如 ISO 14068-1，可不填。', en: 'Such as ISO 14068-1; may be left out.' },
  reductions: { zh: '当年的减排措施', en: 'Reductions made in the year' },
  reductionsHelp: { zh: '公开，不要写个人信息。', en: 'Public: no personal data.' },
  plan: { zh: '后续减排计划（PDF）', en: 'Plan of further reductions (PDF)' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  base: { zh: '基准年声明', en: 'Base year’s statement' },
  baseNone: { zh: '不比较', en: 'No comparison' },
  eu: { zh: '将在欧盟面向消费者使用', en: 'It will be used towards consumers in the EU' },
  euHelp: {
    zh: '自 2026-09-27 起，欧盟禁止基于抵销的产品气候中和声明：勾选后，声明上会带有这一警示。',
    en: 'From 2026-09-27 the EU bans product claims that rest on offsets: the claim then carries that warning.',
  },
  preview: {
    title: { zh: '将公开的内容', en: 'What becomes public' },
    subject: { zh: '主体', en: 'Subject' },
    boundary: { zh: '核算边界', en: 'Boundary' },
    period: { zh: '期间', en: 'Period' },
    gross: { zh: '总排放（{{view}}）', en: 'Gross ({{view}})' },
    green: { zh: '绿电', en: 'Green power' },
    greenText: {
      zh: '物理交付 {{physical}} 兆瓦时，绿证 {{certificate}} 兆瓦时，未计入 {{unused}} 兆瓦时',
      en: '{{physical}} MWh delivered, {{certificate}} MWh by certificates, {{unused}} MWh not counted',
    },
    residual: { zh: '残余排放（市场法）', en: 'Residual (market-based)' },
    retired: { zh: '已注销', en: 'Retired' },
    retiredText: {
      zh: '清除类：本地 {{removalLocal}}、外地 {{removalOther}}；避免类：本地 {{avoidanceLocal}}、外地 {{avoidanceOther}}（吨）',
      en: 'Removals: {{removalLocal}} local, {{removalOther}} elsewhere; avoidance: {{avoidanceLocal}} local, {{avoidanceOther}} elsewhere (t)',
    },
    verifier: { zh: '核查机构', en: 'Verified by' },
    factors: { zh: '所用因子', en: 'Factors' },
  },
  views: {
    location: { zh: '位置法', en: 'location-based' },
    market: { zh: '市场法', en: 'market-based' },
    park910: { zh: '零碳园区', en: 'zero-carbon park' },
    ets: { zh: '全国碳市场', en: 'national ETS' },
  },
  submit: { zh: '作出声明…', en: 'Make the claim…' },
  confirm: {
    title: { zh: '作出碳声明', en: 'Make the claim' },
    deed: { zh: '作出声明', en: 'Make it' },
    what: { zh: '{{subject}} {{year}} 年：{{label}}', en: '{{subject}}, {{year}}: {{label}}' },
    public: {
      zh: '以上内容连同所注销单位的序号，任何人都能查到，并可沿链追到项目与地块。',
      en: 'Everybody can read it with the serials that were retired, and follow it down to projects and land.',
    },
    forGood: {
      zh: '声明记入公开日志，永久保留；可以撤回，但撤回也公开，原声明仍在日志里。已注销的单位不再恢复。',
      en: 'It stands in the public log for good. It can be withdrawn, publicly; the claim stays in the log, and what was retired stays retired.',
    },
    revision: {
      zh: '日后修订排放声明，会使这份声明公开地“重开”。',
      en: 'A later revision of the statement reopens it for everyone to see.',
    },
  },
  done: { zh: '碳声明已作出', en: 'The claim is made' },
  public: { zh: '公开页（可发给他人）', en: 'Public page, to hand on' },
  back: { zh: '回到声明', en: 'Back to the statement' },
  none: { zh: '现在还不能作出碳声明', en: 'No claim can be made yet' },
  status: { zh: '状态', en: 'Status' },
  madeOn: { zh: '作出日期', en: 'Made on' },
  id: { zh: '标识', en: 'Id' },
  withdraw: {
    start: { zh: '撤回声明…', en: 'Withdraw…' },
    title: { zh: '撤回碳声明', en: 'Withdraw the claim' },
    deed: { zh: '撤回', en: 'Withdraw' },
    reason: { zh: '撤回原因', en: 'Reason' },
    reasonMissing: { zh: '请写明原因', en: 'Give the reason' },
    what: {
      zh: '公开页此后标为“已撤回”并写明原因，原因公开。为它注销的单位仍归这份排放声明，不会恢复。',
      en: 'Its public page then says withdrawn, and why; the reason is public. What was retired stays retired for the statement.',
    },
    done: { zh: '碳声明已撤回', en: 'The claim is withdrawn' },
  },
});
