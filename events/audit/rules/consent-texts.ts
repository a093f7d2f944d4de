/** The rules about keys and signatures of organizations, and what they leave open. */
import type { Unseen } from './rule.ts';

export const consentRuleTexts = {
  'key-of-another': {
    zh: '机构 {org} 处置了机构 {organization} 的密钥',
    en: 'the organization {org} disposed of a key of {organization}',
  },
  'key-id': {
    zh: '密钥标识 {kid} 不由公钥得出，应为 {expected}',
    en: 'the key id {kid} is not that of the public key; it should be {expected}',
  },
  'key-known': { zh: '密钥 {kid} 已登记', en: 'the key {kid} is registered already' },
  'too-many-keys': {
    zh: '机构已有 {count} 个密钥，至多 {limit} 个',
    en: 'the organization has {count} keys already, {limit} at most',
  },
  'key-not-in-force': { zh: '密钥 {kid} 并非在用', en: 'the key {kid} is not in force' },
  'signature-missing': {
    zh: '机构 {org} 有在用密钥 {kid}，而记录未签名',
    en: 'the organization {org} has the key {kid} in force, and the leaf is not signed',
  },
  'signature-key': {
    zh: '签名所称密钥 {kid} 不是机构 {org} 的密钥',
    en: 'the signature names the key {kid}, which the organization {org} has not',
  },
  'signature-key-ended': {
    zh: '密钥 {kid} 于 {until} 撤销，记录为 {at}',
    en: 'the key {kid} was revoked at {until}, the leaf is of {at}',
  },
  'signature-time': {
    zh: '签名时刻 {signed} 与记录时刻 {at} 相差过大',
    en: 'the signature is of {signed}, too far from the leaf of {at}',
  },
  'signature-path': {
    zh: '所签请求 {path} 不产生 {type} 或不涉及该对象',
    en: 'the signed request {path} makes no {type}, or not of this entity',
  },
  'signature-invalid': {
    zh: '机构 {org} 的密钥 {kid} 未签此记录',
    en: 'the key {kid} of the organization {org} has not signed this leaf',
  },
} as const;

export const consentUnseen: readonly Unseen[] = [
  {
    zh: '签名之外：首个密钥为未签名登记，撤销遗失密钥由登记机构办理；二者均只有登记机构的记录为凭',
    en: 'what no signature covers: a first key is registered unsigned, and a lost one is revoked by the operator; for both there is only its own word',
  },
  {
    zh: '所签请求体的内容：记录只有其摘要；持有请求体者可以比对',
    en: 'what the signed body says: the leaf has its digest only; whoever holds the body can compare',
  },
];
