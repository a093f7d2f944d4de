/** Rejections of CCER or green certificate, never both; and of recording what has expired. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const NEVER_BOTH = '2024 年绿证与 CCER 衔接通知：同一兆瓦时只取其一';
const VALIDITY = '国能发新能规〔2024〕67号：自电量生产月起两年有效';

export const freezingRejections = {
  'facility-missing': {
    kind: 'invalid',
    title: { zh: '发电类方法学须指明发电项目', en: 'A power project names its facility' },
    remedy: {
      zh: '请填写 facility，为本机构建档立卡的发电项目',
      en: 'Give facility, registered here by your organization',
    },
    source: NEVER_BOTH,
  },
  'facility-unused': {
    kind: 'invalid',
    title: { zh: '该方法学与发电无关', en: 'The methodology is not about power' },
    remedy: { zh: '请勿填写 facility', en: 'Leave facility out' },
    source: 'methodology table: power',
  },
  'not-a-power-project': {
    kind: 'conflict',
    title: { zh: '项目不是发电类项目', en: 'The project is no power project' },
    remedy: { zh: '只有发电类项目冻结绿证', en: 'Only power projects freeze certificates' },
    source: NEVER_BOTH,
  },
  'freezing-not-now': {
    kind: 'conflict',
    title: { zh: '项目当前状态不可冻结绿证', en: "The project's status allows no freezing" },
    remedy: { zh: '申请登记后、登记前冻结', en: 'Freeze after registration is asked for, and before it' },
    source: NEVER_BOTH,
  },
  'facility-frozen-by-another': {
    kind: 'conflict',
    title: {
      zh: '该发电项目的绿证已由另一 CCER 项目冻结',
      en: 'Another CCER project has this facility’s power',
    },
    remedy: { zh: '一度电只归一个项目', en: 'Power belongs to one project: look at the one named' },
    source: NEVER_BOTH,
  },
  'nothing-to-freeze': {
    kind: 'conflict',
    title: { zh: '没有待冻结的绿证', en: 'There is nothing left to freeze' },
    remedy: {
      zh: '已全部冻结；要约或质押中的（locked）须先撤回或解除',
      en: 'All is frozen; what is offered or pledged (locked) must come back first',
    },
    source: NEVER_BOTH,
  },
  'certificates-not-frozen': {
    kind: 'conflict',
    title: { zh: '计入期内尚有未冻结的绿证', en: 'Certificates of the crediting period are not frozen yet' },
    remedy: {
      zh: '请先冻结；要约、质押中的先撤回或解除',
      en: 'Freeze them first; have offers withdrawn and pledges released',
    },
    source: NEVER_BOTH,
  },
  'releasing-not-now': {
    kind: 'conflict',
    title: { zh: '项目当前状态不可解冻绿证', en: "The project's status allows no release" },
    remedy: {
      zh: '仅不予登记、撤回或注销登记的项目可解冻',
      en: 'Only of a project that was refused, withdrawn or deregistered',
    },
    source: NEVER_BOTH,
  },
  'nothing-to-release': {
    kind: 'conflict',
    title: { zh: '没有可解冻的绿证', en: 'There is nothing to release' },
    remedy: {
      zh: '该项目未冻结绿证，或所剩均在已签发减排量的核算期内（credited），须核销',
      en: 'Nothing is frozen for it, or what is left is of periods whose reductions were issued: cancel it',
    },
    source: NEVER_BOTH,
  },
  'nothing-frozen-to-cancel': {
    kind: 'conflict',
    title: { zh: '核算期内没有冻结的绿证', en: 'Nothing of the monitoring period is frozen' },
    remedy: { zh: '均已核销', en: 'All of it is cancelled' },
    source: NEVER_BOTH,
  },
  'power-credited-already': {
    kind: 'conflict',
    title: {
      zh: '同一电量的减排量已由另一报告登记',
      en: 'Reductions of the same power were issued for another report',
    },
    remedy: {
      zh: '一度电只计一次减排量：请核对所示报告的核算期',
      en: 'Power earns reductions once: look at the period of the report named',
    },
    source: NEVER_BOTH,
  },
  'certificates-not-cancelled': {
    kind: 'conflict',
    title: {
      zh: '核算期内尚有冻结的绿证未核销',
      en: 'Frozen certificates of the period are not cancelled yet',
    },
    remedy: {
      zh: '请先核销',
      en: 'Cancel them first',
    },
    source: NEVER_BOTH,
  },
  'certificates-of-another-month': {
    kind: 'invalid',
    title: { zh: '绿证不属于该发电项目与月份', en: 'Certificates of another facility or month' },
    remedy: { zh: '请核对批次', en: 'Check the batch' },
    source: VALIDITY,
  },
  'certificates-still-valid': {
    kind: 'conflict',
    title: { zh: '绿证仍在有效期内', en: 'The certificates are still valid' },
    remedy: { zh: '有效期满后再登记失效', en: 'Record it once their validity has ended' },
    source: VALIDITY,
  },
  'nothing-to-expire': {
    kind: 'conflict',
    title: { zh: '没有可登记失效的绿证', en: 'There is nothing to record as expired' },
    remedy: {
      zh: '要约、质押中的绿证退回后再登记',
      en: 'What is offered or pledged is taken once it comes back',
    },
    source: VALIDITY,
  },
  'month-done-already': {
    kind: 'conflict',
    title: { zh: '该月已登记失效', en: 'The month is recorded as expired already' },
    remedy: { zh: '无需重复', en: 'Nothing is left to do' },
    source: VALIDITY,
  },
  'units-still-live': {
    kind: 'conflict',
    title: { zh: '该月尚有未失效的绿证', en: 'Units of the month are still live' },
    remedy: { zh: '请先登记其失效', en: 'Record that they expired first' },
    source: VALIDITY,
  },
} as const satisfies Record<string, RejectionRule>;
