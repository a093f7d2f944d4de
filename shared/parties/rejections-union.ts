/** Rejections of uniting two identities of one organization, and of acting as or for a united one. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

export const unionRejections = {
  'organization-united': {
    kind: 'conflict',
    title: { zh: '该机构已并入他机构', en: 'The organization was united into another' },
    remedy: {
      zh: '{org} 已并入 {into}：请以 {into} 办理；处置 {org} 名下事项附请求头 Lvzhang-Acts-For: {org}',
      en: '{org} was united into {into}: act as {into}; for what is in the name of {org}, send the header Lvzhang-Acts-For: {org}',
    },
  },
  'acts-for-stranger': {
    kind: 'forbidden',
    title: { zh: '该机构未并入本机构', en: 'That organization was not united into yours' },
    remedy: {
      zh: 'Lvzhang-Acts-For 只可为并入 {org} 的机构；请查询机构的 united',
      en: 'Lvzhang-Acts-For may only name an organization that was united into {org}: see `united` of {org}',
    },
  },
  'united-with-itself': {
    kind: 'invalid',
    title: { zh: '不得与自身合并', en: 'An organization cannot be united with itself' },
    remedy: { zh: '请填写另一机构', en: 'Name the other organization' },
  },
  'two-legal-persons': {
    kind: 'conflict',
    title: { zh: '并入方有自己的统一社会信用代码', en: 'The one to be united has a USCC of its own' },
    remedy: {
      zh: '代码不同即为两个法人，不得合并；若代码为双方共有，请反向合并，保留有代码的一方',
      en: 'Two USCCs are two legal persons; if both share the code, unite the other way round, so that the identity with the code remains',
    },
  },
  'uscc-missing': {
    kind: 'invalid',
    title: { zh: '须有统一社会信用代码', en: 'A USCC is needed' },
    remedy: { zh: '请填写双方共有的 uscc', en: 'Give `uscc`, the code that both share' },
  },
  'united-not-holders': {
    kind: 'conflict',
    title: { zh: '只有账户持有类机构可以合并', en: 'Only organizations that hold units can be united' },
    remedy: {
      zh: '核查、电网、主管与登记机构须独立于其所查证者，不得合并（角色：{roles}）',
      en: 'Verifiers, grid companies, regulators and operators must stay independent of those whom they judge (roles: {roles})',
    },
  },
  'united-key-in-force': {
    kind: 'conflict',
    title: { zh: '并入方有在用密钥', en: 'The one to be united has a key in force' },
    remedy: {
      zh: '须先由其签名撤销密钥 {kid}，以示同意',
      en: 'It must first revoke the key {kid} in a signed command, which is its consent',
    },
  },
  'united-key-lost': {
    kind: 'conflict',
    title: {
      zh: '并入方的密钥系由登记机构撤销',
      en: 'The operator revoked the key of the one to be united',
    },
    remedy: {
      zh: '须由 {org} 登记新密钥并自行签名撤销，以示同意',
      en: '{org} must register a new key and revoke it in a signed command, which is its consent',
    },
  },
  'too-many-united': {
    kind: 'conflict',
    title: { zh: '并入的身份过多', en: 'Too many identities' },
    remedy: {
      zh: '一个机构至多并入 {limit} 个身份',
      en: 'At most {limit} identities can be united into one organization',
    },
  },
} as const satisfies Record<string, RejectionRule>;
