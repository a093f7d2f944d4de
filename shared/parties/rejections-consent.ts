/** Rejections of signed commands and of the keys that sign them. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

export const consentRejections = {
  'signature-missing': {
    kind: 'forbidden',
    title: {
      zh: '本机构已登记密钥，办理须签名',
      en: 'Your organization has a key, so its commands are signed',
    },
    remedy: {
      zh: '请以在用密钥签名并附 Lvzhang-Signature 头（npx lvzhang … --sign 密钥文件）；密钥遗失请登记机构撤销',
      en: 'Sign with a key in force and send the Lvzhang-Signature header (npx lvzhang … --sign KEYFILE); for a lost key ask the operator to revoke it',
    },
  },
  'signature-key-unknown': {
    kind: 'forbidden',
    title: {
      zh: '签名密钥不是本机构在用密钥',
      en: "The signing key is not one of your organization's keys in force",
    },
    remedy: {
      zh: '请改用在用密钥，或先登记该密钥；未登记密钥的机构不附签名',
      en: 'Use a key in force, or register this one first; an organization without a key sends no signature',
    },
  },
  'signature-out-of-time': {
    kind: 'forbidden',
    title: {
      zh: '签名时刻与登记簿时刻相差过大',
      en: "The signature's instant is too far from the registry's",
    },
    remedy: {
      zh: '签名须在办理前 10 分钟之内、之后 1 分钟之内；请校准时钟并重新签名（登记簿时刻 {now}）',
      en: "A signature is at most 10 minutes older and 1 minute newer than the command: set the clock and sign again (the registry's instant is {now})",
    },
  },
  'signature-invalid': {
    kind: 'forbidden',
    title: { zh: '签名不成立', en: 'The signature does not verify' },
    remedy: {
      zh: '所签须为本次请求的方法、路径、RFC 8785 请求体、Idempotency-Key 与时刻',
      en: 'Sign the method, path, RFC 8785 body, Idempotency-Key and instant of this very request',
    },
  },
  'key-already-registered': {
    kind: 'conflict',
    title: { zh: '该密钥已登记', en: 'This key is registered already' },
    remedy: {
      zh: '请生成新的密钥；撤销过的密钥不再启用',
      en: 'Make a new key; a revoked one is never used again',
    },
  },
  'key-not-held': {
    kind: 'forbidden',
    title: {
      zh: '未证明持有该密钥的私钥',
      en: 'It is not proven that you hold the private half of this key',
    },
    remedy: {
      zh: '请以该私钥签署 {signed}，填入 proof（npx lvzhang key register 密钥文件）',
      en: 'Sign {signed} with this key and send the signature as proof (npx lvzhang key register KEYFILE)',
    },
  },
  'too-many-keys': {
    kind: 'conflict',
    title: { zh: '密钥过多', en: 'Too many keys' },
    remedy: {
      zh: '至多 {limit} 个，含一小时内撤销的；请先撤销不用的，稍后再试',
      en: 'At most {limit} keys, counting those revoked within the last hour: revoke what you do not use and try again later',
    },
  },
  'too-many-key-changes': {
    kind: 'conflict',
    title: { zh: '密钥变更次数已达上限', en: 'The keys were changed too often' },
    remedy: {
      zh: '机构至多变更 {limit} 次；请沿用在用密钥',
      en: 'An organization may change its keys {limit} times: go on with the key in force',
    },
  },
  'key-not-in-force': {
    kind: 'conflict',
    title: { zh: '没有这一在用密钥', en: 'No such key is in force' },
    remedy: { zh: '请查询机构在用的密钥', en: "Look up the organization's keys in force" },
  },
} as const satisfies Record<string, RejectionRule>;
