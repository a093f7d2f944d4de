/** Rejections of monitoring reports, issuance, reversals and cancellations. */
import { REGISTRY_RULE, type RejectionRule } from '../ledger/rejection-rule.ts';

const MEASURES = '温室气体自愿减排交易管理办法（试行）2023';

export const reportRejections = {
  'project-not-monitored': {
    kind: 'conflict',
    title: { zh: '项目未登记', en: 'The project is not registered' },
    remedy: { zh: '项目登记后方可提交减排量核算报告', en: 'Reports are of registered projects' },
    source: `${MEASURES} 第十九条`,
  },
  'period-outside-crediting': {
    kind: 'invalid',
    title: { zh: '核算期超出计入期', en: 'The period is not within the crediting period' },
    remedy: { zh: '请在计入期之内填写核算期', en: 'Report days of the crediting period only' },
    source: `${MEASURES} 第十条；方法学计入期`,
  },
  'period-before-ccer': {
    kind: 'invalid',
    title: { zh: '减排量须产生于 2020 年 9 月 22 日之后', en: 'The reductions are not of after 2020-09-22' },
    remedy: { zh: '核算期请自 2020-09-23 或以后起', en: 'Begin the period on 2020-09-23 or later' },
    source: `${MEASURES} 第十七条`,
  },
  'period-not-over': {
    kind: 'invalid',
    title: { zh: '核算期尚未结束', en: 'The period is not over yet' },
    remedy: { zh: '核算期结束后再提交', en: 'Report a period after its last day' },
    source: `${MEASURES} 第十九条：核算已产生的减排量`,
  },
  'period-already-reported': {
    kind: 'conflict',
    title: { zh: '核算期与已有报告重叠', en: 'The period overlaps that of an earlier report' },
    remedy: { zh: '同一时期只核算一次', en: 'A day is reported once: leave out the days that are' },
    source: '本登记簿规则 (this registry)：同一土地、同一时期只计一次',
  },
  'vintages-mismatch': {
    kind: 'invalid',
    title: { zh: '年份与核算期不符', en: "The amounts are not of the period's calendar years" },
    remedy: {
      zh: '核算期内每个自然年恰填一项，可为 0',
      en: 'Give one amount for each calendar year; it may be 0',
    },
    source: '本登记簿规则 (this registry)：按自然年份计',
  },
  'working-days-unknown': {
    kind: 'conflict',
    title: { zh: '该年放假安排尚未公布', en: 'The working days of that year are not known' },
    remedy: {
      zh: '待国务院公布放假安排并录入后办理；期限不作推测',
      en: "Wait for the State Council's notice of that year's holidays: a time limit is never guessed",
    },
    source: '国务院办公厅关于部分节假日安排的通知',
  },
  'report-status': {
    kind: 'conflict',
    title: { zh: '报告当前状态不允许此操作', en: "The report's status does not allow this" },
    remedy: { zh: '请查询报告状态', en: "Look at the report's status" },
    source: `${MEASURES} 第十九至二十二条`,
  },
  'not-a-registered-verifier': {
    kind: 'forbidden',
    title: { zh: '本机构未登记为核查机构', en: 'Your organization is not registered as a verification body' },
    remedy: {
      zh: '请由登记机构登记 verifier 角色',
      en: 'Have the operator register it with the verifier role',
    },
    source: '温室气体自愿减排交易管理办法（试行）2023 第二十条、第三十七条',
  },
  'verifier-is-validator': {
    kind: 'forbidden',
    title: { zh: '审定与核查不得为同一机构', en: "The project's validator may not verify it" },
    remedy: { zh: '请由另一机构核查', en: 'Let another body verify' },
    source: `${MEASURES} 第十八条`,
  },
  'verifier-is-developer': {
    kind: 'forbidden',
    title: { zh: '项目业主不得核查本项目', en: 'The developer may not verify its own project' },
    remedy: { zh: '请由独立核查机构核查', en: 'Let an independent body verify' },
    source: `${MEASURES} 第三十七条`,
  },
  'risk-rating-missing': {
    kind: 'invalid',
    title: { zh: '缺少非持久性风险评级', en: 'The non-permanence risk rating is missing' },
    remedy: { zh: '请填写非持久性风险（万分比）', en: 'Give the risk of reversal, in parts of 10,000' },
    source: 'VCS AFOLU Non-Permanence Risk Tool',
  },
  'risk-rating-unused': {
    kind: 'invalid',
    title: { zh: '该方法学不设缓冲', en: 'The methodology has no buffer' },
    remedy: { zh: '请勿填写非持久性风险', en: 'Leave the risk of reversal out' },
    source: 'methodology table: nonPermanence',
  },
  'correction-changes-nothing': {
    kind: 'invalid',
    title: { zh: '更正未改变核查量', en: 'The correction changes no amount' },
    remedy: { zh: '请填写更正后的数量', en: 'Give the corrected amounts' },
    source: REGISTRY_RULE,
  },
  'issuance-not-possible': {
    kind: 'conflict',
    title: { zh: '项目当前状态不可申请或登记减排量', en: "The project's status allows no issuance" },
    remedy: { zh: '请查询项目状态', en: "Look at the project's status" },
    source: `${MEASURES} 第十六、二十一、二十二条；VCS project statuses`,
  },
  'excess-open': {
    kind: 'conflict',
    title: { zh: '多签发的减排量尚未取消', en: 'Units issued by mistake are still to be cancelled' },
    remedy: {
      zh: '请先取消等量减排量',
      en: 'Cancel as many units first',
    },
    source: '本登记簿规则 (this registry)：更正以补偿性事件进行',
  },
  'reversal-uncompensated': {
    kind: 'conflict',
    title: { zh: '逆转缺口尚未补足', en: 'A reversal is not wholly compensated' },
    remedy: {
      zh: '请先取消等量减排量',
      en: 'Cancel as many units first',
    },
    source: 'VCS AFOLU buffer',
  },
  'look-back-exceeded': {
    kind: 'invalid',
    title: { zh: '减排量产生于申请之日五年以前', en: 'The reductions are of more than five years before' },
    remedy: { zh: '超过五年的减排量不予登记', en: 'Reductions older than that are not issued' },
    source: `${MEASURES} 第十七条`,
  },
  'nothing-to-issue': {
    kind: 'conflict',
    title: { zh: '没有可登记的减排量', en: 'There is nothing to issue' },
    remedy: {
      zh: '核查量不足 1 吨，或均已登记',
      en: 'It was verified to less than a tonne, or all is issued',
    },
    source: '本登记簿规则 (this registry)：整吨，向下取整',
  },
  'quantity-not-verified': {
    kind: 'invalid',
    title: { zh: '申请量须等于核查量', en: 'The quantity is not the verified one' },
    remedy: { zh: '请按年份填写待登记整吨数', en: "Give each vintage's open whole tonnes" },
    source: `${MEASURES} 第二十一条`,
  },
  'vintage-not-open': {
    kind: 'conflict',
    title: { zh: '该年份没有待登记量', en: 'Nothing of that vintage is open' },
    remedy: { zh: '请查询报告待登记量', en: "Look at the report's open tonnes" },
    source: `${MEASURES} 第二十二条`,
  },
  'not-the-developers-account': {
    kind: 'invalid',
    title: { zh: '须为项目业主账户', en: "The account is not that of the project's developer" },
    remedy: { zh: '请从项目业主账户取消', en: "Cancel from the developer's account" },
    source: REGISTRY_RULE,
  },
  'nothing-to-cancel': {
    kind: 'conflict',
    title: { zh: '没有待取消量', en: 'Nothing is open for that cause' },
    remedy: {
      zh: '请查询项目的 excess 与 uncovered',
      en: "Look at the project's excess and uncovered tonnes",
    },
    source: REGISTRY_RULE,
  },
  'other-instrument': {
    kind: 'invalid',
    title: { zh: '品种不同，不能抵补', en: 'Units of another instrument do not compensate' },
    remedy: { zh: '请选择同品种批次', en: "Name batches of the project's own instrument" },
    source: REGISTRY_RULE,
  },
  'cancellation-exceeds-open': {
    kind: 'conflict',
    title: { zh: '取消量超过待取消量', en: 'More than is open would be cancelled' },
    remedy: { zh: '请按待取消量办理', en: 'Cancel no more than is open' },
    source: REGISTRY_RULE,
  },
  'reversal-of-nothing': {
    kind: 'conflict',
    title: { zh: '项目没有已登记减排量', en: 'The project has issued nothing here' },
    remedy: { zh: '逆转只针对已登记减排量', en: 'A reversal is of carbon that was credited here' },
    source: 'VCS AFOLU Non-Permanence Risk Tool',
  },
  'reversal-without-storage': {
    kind: 'conflict',
    title: { zh: '该方法学不储存碳，无可逆转', en: 'The methodology stores no carbon that could be lost' },
    remedy: {
      zh: '请核对项目；核查有误的，由核查机构更正报告',
      en: 'Check the project; amounts that were verified wrongly are corrected by their verifier',
    },
    source: 'VCS AFOLU Non-Permanence Risk Tool: of projects that store carbon',
  },
  'reversal-outside-crediting': {
    kind: 'invalid',
    title: { zh: '日期不在计入期内', en: 'The day is not within the crediting period' },
    remedy: { zh: '请核对发生日期', en: 'Check the day' },
    source: 'VCS AFOLU Non-Permanence Risk Tool',
  },
  'reversal-not-yet': {
    kind: 'invalid',
    title: { zh: '发生日期在将来', en: 'The day is yet to come' },
    remedy: { zh: '请核对发生日期', en: 'Check the day' },
    source: REGISTRY_RULE,
  },
  'reversal-exceeds-issued': {
    kind: 'invalid',
    title: {
      zh: '损失量（连同此前损失）超过已登记量',
      en: 'The loss, with those before it, is more than the project has issued',
    },
    remedy: {
      zh: '请核对单位（千克）与数量，以及该损失是否已登记',
      en: 'Check figure and unit (kilograms), and whether this loss is recorded already',
    },
    source: REGISTRY_RULE,
  },
  'buffer-in-motion': {
    kind: 'conflict',
    title: { zh: '缓冲号段正在变动', en: 'The buffer is moving at this moment' },
    remedy: { zh: '请重试', en: 'Try again' },
    source: REGISTRY_RULE,
  },
  'buffer-in-too-many-blocks': {
    kind: 'invalid',
    title: { zh: '缓冲号段多于一次可办', en: 'The buffer is in more blocks than one commit can hold' },
    remedy: {
      zh: '请分次登记：每次不超过 fits 吨，缓冲尚足，不作缺口',
      en: 'Record the loss in parts of at most `fits` tonnes each: the buffer does cover it',
    },
    source: 'DynamoDB: 100 items in a transaction; a leaf of 16 KiB',
  },
} as const satisfies Record<string, RejectionRule>;
