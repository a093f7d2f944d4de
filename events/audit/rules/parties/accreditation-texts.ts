/** The rules about accreditations of verification bodies, and what they leave open. */
import type { Unseen } from '../unseen-words.ts';

export const accreditationRuleTexts = {
  'accreditation-missing': {
    zh: '核查机构 {org} 未获认可',
    en: 'the verification body {org} is not accredited',
  },
  'accreditation-suspended': {
    zh: '核查机构 {org} 的认可正在暂停（{reason}）',
    en: 'the accreditation of the verification body {org} is suspended ({reason})',
  },
  'accreditation-withdrawn': {
    zh: '核查机构 {org} 的认可已撤销（{reason}）',
    en: 'the accreditation of the verification body {org} was withdrawn ({reason})',
  },
  'accreditation-day': {
    zh: '核查机构 {org} 的认可自 {from} 至 {to} 有效，办理日为 {day}',
    en: 'the accreditation of the verification body {org} is valid from {from} to {to}, and it acted on {day}',
  },
  'accreditation-scope': {
    zh: '核查机构 {org} 的认可不含 {what}',
    en: 'the accreditation of the verification body {org} does not cover {what}',
  },
  'accredited-no-verifier': {
    zh: '获认可的机构 {verifier} 未登记为核查机构（角色：{roles}）',
    en: 'the accredited organization {verifier} is not registered as a verification body (roles: {roles})',
  },
  'accreditation-form': {
    zh: '认可范围重复或为空：标准「{standards}」，领域「{sectors}」',
    en: 'the scope of the accreditation repeats itself or covers nothing: standards "{standards}", sectors "{sectors}"',
  },
  'accreditation-over': {
    zh: '授予的认可已于 {to} 到期，授予日为 {day}',
    en: 'the granted accreditation was over on {to}, before the grant of {day}',
  },
  'accreditation-grounds': {
    zh: '认可既无证书也无文号',
    en: 'the accreditation names neither a certificate nor a reference',
  },
  'accreditation-chain': {
    zh: '{type} 不得接于 {standing} 之后',
    en: '{type} does not follow an accreditation that is {standing}',
  },
} as const;

export const accreditationUnseen: readonly Unseen[] = [
  {
    zh: '登记簿之外的认可是否属实：范围、有效期、暂停与撤销只有主管部门所记为凭，证书本身账本只有摘要',
    en: "whether an accreditation outside the registry is real: for scope, validity, suspension and withdrawal there is only the regulator's word, and of the certificate only its digest",
  },
];
