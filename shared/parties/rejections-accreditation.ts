/** Rejections of accreditations, and of what a verification body does without one that covers it. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const SUPERVISION = '第三方评价机构监督管理；认可的范围与效力为本登记簿规则 (this registry)';

export const accreditationRejections = {
  'not-accredited': {
    kind: 'forbidden',
    title: { zh: '核查机构未获认可', en: 'The verification body is not accredited' },
    remedy: {
      zh: '请由主管部门授予认可，载明标准、领域与有效期',
      en: 'Have the regulator accredit it, with standards, sectors and validity',
    },
    source: SUPERVISION,
  },
  'accreditation-withdrawn': {
    kind: 'forbidden',
    title: { zh: '核查机构的认可已撤销', en: "The verification body's accreditation was withdrawn" },
    remedy: {
      zh: '撤销于 {at}，理由：{reason}；须由主管部门重新授予',
      en: 'Withdrawn at {at}, because: {reason}; only a new grant of the regulator ends that',
    },
    source: SUPERVISION,
  },
  'accreditation-suspended': {
    kind: 'forbidden',
    title: { zh: '核查机构的认可已暂停', en: "The verification body's accreditation is suspended" },
    remedy: {
      zh: '暂停于 {at}，理由：{reason}；待主管部门恢复后办理',
      en: 'Suspended at {at}, because: {reason}; wait until the regulator resumes it',
    },
    source: SUPERVISION,
  },
  'accreditation-not-yet-valid': {
    kind: 'forbidden',
    title: { zh: '核查机构的认可尚未生效', en: "The verification body's accreditation is not valid yet" },
    remedy: {
      zh: '有效期 {from} 至 {to}，今日 {today}',
      en: 'It is valid from {from} to {to}; today is {today}',
    },
    source: SUPERVISION,
  },
  'accreditation-expired': {
    kind: 'forbidden',
    title: { zh: '核查机构的认可已过期', en: "The verification body's accreditation has expired" },
    remedy: {
      zh: '有效期 {from} 至 {to}，今日 {today}；请由主管部门续期',
      en: 'It was valid from {from} to {to}; today is {today}: have the regulator grant it anew',
    },
    source: SUPERVISION,
  },
  'accreditation-out-of-scope': {
    kind: 'forbidden',
    title: {
      zh: '超出核查机构的认可范围',
      en: "This is outside the verification body's accreditation",
    },
    remedy: {
      zh: '认可范围缺：{missing}；请由获此认可的机构办理，或由主管部门扩项',
      en: 'The scope lacks {missing}: let a body act that is accredited for it, or have the regulator extend the scope',
    },
    source: SUPERVISION,
  },
  'accredited-no-verifier': {
    kind: 'invalid',
    title: { zh: '该机构不是核查机构', en: 'The organization is no verification body' },
    remedy: {
      zh: '只有登记为 verifier 的机构可获认可（其角色：{roles}）',
      en: 'Only organizations registered as verifier are accredited (its roles: {roles})',
    },
  },
  'accreditation-covers-nothing': {
    kind: 'invalid',
    title: { zh: '认可范围为空', en: 'The accreditation would cover nothing' },
    remedy: {
      zh: '标准与领域须同时填写；二者皆空的，statements 须为 true',
      en: 'Give standards and sectors together; with neither, statements is true',
    },
  },
  'accreditation-over': {
    kind: 'invalid',
    title: { zh: '有效期已过', en: 'The validity is over already' },
    remedy: { zh: '截止日 {to} 早于今日 {today}', en: 'It ends on {to}, before today, {today}' },
  },
  'accreditation-unfounded': {
    kind: 'invalid',
    title: { zh: '缺少认可依据', en: 'The grounds of the accreditation are missing' },
    remedy: {
      zh: '请填写 document（认可证书）或 reference（证书编号、文号），至少其一',
      en: 'Give document (the certificate) or reference (its number, or that of the order), at least one',
    },
  },
  'accreditation-status': {
    kind: 'conflict',
    title: { zh: '认可的当前状态不允许此操作', en: "The accreditation's status does not allow this" },
    remedy: {
      zh: '当前为 {status}：在认可中的可暂停，已暂停的可恢复，未撤销的可撤销',
      en: 'It is {status}: a granted one is suspended, a suspended one resumed, and any that is not withdrawn is withdrawn',
    },
  },
} as const satisfies Record<string, RejectionRule>;
