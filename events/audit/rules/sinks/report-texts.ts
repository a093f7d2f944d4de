/** The rules of reports, issuance, reversals and cancellations in the words of the report. */
export const reportRuleTexts = {
  'report-unknown': { zh: '报告 {report} 不存在', en: 'report {report} does not exist' },
  'report-status': {
    zh: '报告状态为 {status}，不允许此事件',
    en: 'the report is {status}, which does not allow this',
  },
  'report-not-developers': {
    zh: '机构 {org} 不是项目业主 {developer}',
    en: 'the organization {org} is not the developer {developer}',
  },
  'report-project-status': {
    zh: '项目状态为 {status}，未登记',
    en: 'the project is {status}; reports are of registered projects',
  },
  'report-outside-crediting': {
    zh: '核算期 {from}–{to} 超出计入期 {first}–{last}',
    en: 'the period {from} to {to} is not within the crediting period {first} to {last}',
  },
  'report-before-ccer': {
    zh: '核算期自 {from} 起，须在 2020-09-22 之后（办法第十七条）',
    en: 'the period begins on {from}; reductions are of after 2020-09-22 (art. 17)',
  },
  'report-not-over': {
    zh: '核算期至 {to}，提交日为 {today}',
    en: 'the period lasts until {to}, but was reported on {today}',
  },
  'report-overlap': {
    zh: '与报告 {report}（{from}–{to}）重叠',
    en: 'the period overlaps that of report {report}, {from} to {to}',
  },
  'report-vintages': {
    zh: '年份 {years} 与核算期 {from}–{to} 的自然年不一一对应',
    en: 'the years {years} are not, one for one, the calendar years of {from} to {to}',
  },
  'report-window': {
    zh: '公示日 {until} 不符，应为 {expected}（办法第十九条）',
    en: 'the day of publication is {until}, but should be {expected} (art. 19)',
  },
  'calendar-beyond': {
    zh: '{year} 年的工作日尚无官方安排，期限不可定',
    en: 'the working days of {year} are not known, so no time limit could be set',
  },
  'report-comments-open': {
    zh: '公示至 {until}，{today} 即已核查',
    en: 'published until {until}, but verified on {today}',
  },
  'report-comments-treated': {
    zh: '共 {comments} 条意见，处理的是 {treated}',
    en: 'there are {comments} comments, but {treated} were treated',
  },
  'verifier-role': {
    zh: '机构 {org} 没有核查机构角色',
    en: 'the organization {org} is no verification body',
  },
  'verifier-not-independent': {
    zh: '核查机构 {org} 即该项目的审定机构或业主（办法第十八、三十七条）',
    en: "the verifier {org} is the project's validator or developer (art. 18, 37)",
  },
  'risk-rating': {
    zh: '风险评级与方法学 {methodology} 不符：有缓冲时必填，无缓冲时不填',
    en: 'a risk rating is given exactly where the methodology ({methodology}) has a buffer',
  },
  'not-its-verifier': {
    zh: '更正机构 {org} 不是核查机构 {verifier}',
    en: 'corrected by {org}, but verified by {verifier}',
  },
  'correction-empty': { zh: '更正未改变数量', en: 'the correction changes no amount' },
  'issuance-project-status': {
    zh: '项目状态为 {status}，不可申请或登记减排量',
    en: 'the project is {status}, which allows no issuance',
  },
  'issuance-while-open': {
    zh: '尚有多签发 {excess} 吨、逆转缺口 {uncovered} 吨未取消',
    en: '{excess} t issued by mistake and {uncovered} t of reversals are still to be cancelled',
  },
  'issuance-look-back': {
    zh: '减排量自 {from} 起，早于申请前五年 {first}（办法第十七条）',
    en: 'the reductions begin on {from}, before {first}, five years before the application (art. 17)',
  },
  'issuance-due-by': {
    zh: '登记期限 {until} 不符，应为 {expected}（办法第二十二条）',
    en: 'the decision is due by {until}, but should be by {expected} (art. 22)',
  },
  'requested-not-verified': {
    zh: '{vintage} 年申请 {tonnes} 吨，待登记为 {expected} 吨（办法第二十一条）',
    en: '{tonnes} t of {vintage} were applied for; verified and open are {expected} t (art. 21)',
  },
  'requested-order': {
    zh: '申请的年份 {vintages} 重复或未按先后排列',
    en: 'the vintages applied for ({vintages}) repeat or are out of order',
  },
  'issuance-report': {
    zh: '签发与报告不符：本登记簿项目须依本项目报告签发，导入项目不依报告',
    en: 'a project of this registry issues by a report of its own, an imported one by none',
  },
  'issued-not-verified': {
    zh: '{vintage} 年签发 {quantity} 吨，按核查量应为 {expected} 吨',
    en: '{quantity} t of {vintage} were issued; by what was verified it should be {expected} t',
  },
  'buffer-share': {
    zh: '入缓冲 {quantity} 吨，应为 {expected} 吨',
    en: '{quantity} t went to the buffer, but should be {expected} t',
  },
  'buffer-account-other': {
    zh: '缓冲账户为 {account}，项目的缓冲账户为 {expected}',
    en: "the buffer's share went to {account}; the project's buffer is {expected}",
  },
  'issued-to-another': {
    zh: '签发至账户 {account}，不属于业主 {developer}',
    en: 'issued to account {account}, which is not that of the developer {developer}',
  },
  'late-flag': { zh: '逾期标记与期限 {dueBy} 不符', en: 'the late flag does not fit the due day {dueBy}' },
  'reversal-outside-crediting': {
    zh: '逆转日 {occurredOn} 不在计入期 {first}–{last} 内',
    en: 'the loss of {occurredOn} is not within the crediting period {first} to {last}',
  },
  'reversal-not-yet': {
    zh: '逆转日 {occurredOn} 晚于登记日 {today}',
    en: 'the loss is of {occurredOn}, but was recorded on {today}',
  },
  'reversal-exceeds-issued': {
    zh: '逆转 {tonnes} 吨，项目签发 {issued} 吨，此前已逆转 {reversed} 吨',
    en: '{tonnes} t are said to be lost of a project that has issued {issued} t and lost {reversed} t before',
  },
  'reversal-sum': {
    zh: '逆转 {tonnes} 吨 ≠ 取消 {cancelled} + 缺口 {uncovered}，或序号之和 {sum} 不符',
    en: 'the loss of {tonnes} t is not cancelled {cancelled} + uncovered {uncovered}, or its serials sum to {sum}',
  },
  'buffer-not-exhausted': {
    zh: '称缺口 {uncovered} 吨，缓冲尚有 {left} 吨',
    en: '{uncovered} t are said to be uncovered, but {left} t are left in the buffer',
  },
  'buffer-order': {
    zh: '缓冲须先取消最早年份：应取 {expected}',
    en: 'the oldest vintage of the buffer goes first: {expected}',
  },
  'units-not-buffer': {
    zh: '号段状态为 {status}，不是缓冲',
    en: 'the block is {status}, not in the buffer',
  },
  'cancellation-report': {
    zh: '取消原因 {cause} 与所列报告不符',
    en: 'a cancellation for {cause} does not go with the report that it names, or lacks one',
  },
  'cancellation-account': {
    zh: '账户 {account} 不属于项目业主 {developer}',
    en: "the account {account} is not that of the project's developer {developer}",
  },
  'cancellation-exceeds-open': {
    zh: '取消 {quantity} 吨，待取消仅 {open} 吨',
    en: '{quantity} t were cancelled where {open} t were open',
  },
  'buffer-conservation': {
    zh: '项目缓冲应有 {listed} 吨，号段合计 {blocks} 吨',
    en: "the project's buffer should have {listed} t, but its blocks sum to {blocks} t",
  },
} as const satisfies Record<string, { zh: string; en: string }>;

/** What no audit of the log can see of reports, issuance and reversals. */
export const reportUnseen: readonly { zh: string; en: string }[] = [
  {
    zh: '现场实际：林木、草原是否按报告生长，监测数据是否属实',
    en: 'the land itself: whether the trees and the grass grew as reported, and whether the monitoring data are true',
  },
  {
    zh: '核算报告、核查报告与更正依据的内容：账本只有其摘要',
    en: 'what the reports, verification reports and grounds of corrections say: the log has their digests only',
  },
  {
    zh: '非持久性风险评级是否得当，意见的处理是否恰当',
    en: 'whether a non-permanence risk rating is apt, and a comment was treated as it deserves',
  },
  {
    zh: '核查机构与业主有无登记簿所不知的关联',
    en: 'whether a verification body is free of ties that the registry does not know',
  },
  {
    zh: '逆转是否全部、如数、如期、如因上报：损失千克数在文件中，账本只有整吨',
    en: 'whether every loss was reported, in full, with its day and cause: its kilograms are in a document, the log has whole tonnes',
  },
];
