/** The rules about keys and signatures of organizations, and what they leave open. */
import type { Unseen } from '../unseen-words.ts';

export const consentRuleTexts = {
  'key-of-another': {
    zh: '机构 {org} 处置了机构 {organization} 的密钥',
    en: 'the organization {org} disposed of a key of {organization}',
  },
  'key-id': {
    zh: '密钥标识 {kid} 不由公钥得出，应为 {expected}',
    en: 'the key id {kid} is not that of the public key; it should be {expected}',
  },
  'key-not-held': {
    zh: '登记密钥 {kid} 的提交未经该密钥签署',
    en: 'the commit that registers the key {kid} is not signed by that key',
  },
  'key-known': { zh: '密钥 {kid} 已登记', en: 'the key {kid} is registered already' },
  'too-many-keys': {
    zh: '机构已有 {count} 个密钥，至多 {limit} 个',
    en: 'the organization has {count} keys already, {limit} at most',
  },
  'too-many-key-changes': {
    zh: '机构已变更 {count} 次，至多 {limit} 次之后不得再登记密钥',
    en: 'the organization has changed {count} times; after {limit} it may register no further key',
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
    zh: '签名之外：首个密钥确属该机构，以及遗失密钥由登记机构撤销；二者均只有登记机构的记录为凭（请与机构自行公布的密钥核对）',
    en: "what no signature covers: that a first key is the organization's, and that a lost one was lost when the operator revoked it; for both there is only its own word (compare with what the organization publishes)",
  },
  {
    zh: '所签请求体的内容：记录只有其摘要；持有请求体者可以比对，注销证书附有请求体',
    en: 'what the signed body says: the leaf has its digest only; whoever holds the body can compare, and the certificate of a retirement has it',
  },
];
