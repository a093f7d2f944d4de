/** Rejections of commands that need two pairs of eyes, and of the demand for them. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

export const confirmationRejections = {
  'confirmation-required': {
    kind: 'forbidden',
    title: {
      zh: '须由发起代表与确认代表两人办理',
      en: 'This needs an initiator and a confirmer',
    },
    remedy: {
      zh: '{org} 的这项办理须两人：请附请求头 Lvzhang-Confirmation: initiate 发起，再由本机构另一人以同一请求、同一 Idempotency-Key 附 Lvzhang-Confirmation: confirm 确认',
      en: 'For {org} two act: send it with the header Lvzhang-Confirmation: initiate, and have another person of your organization send the same request under the same Idempotency-Key with Lvzhang-Confirmation: confirm',
    },
  },
  'confirmation-not-initiated': {
    kind: 'conflict',
    title: { zh: '没有以此键发起的办理', en: 'Nothing was initiated under this key' },
    remedy: {
      zh: '请以发起时的 Idempotency-Key 确认（GET /v1/confirmations）；已逾期删除的请重新发起',
      en: 'Confirm under the Idempotency-Key under which it was initiated (GET /v1/confirmations); what is gone is initiated again',
    },
  },
  'confirmation-same-subject': {
    kind: 'forbidden',
    title: { zh: '发起与确认须为两人', en: 'Who initiated it cannot confirm it' },
    remedy: {
      zh: '请由本机构另一人（令牌的 sub 不同）确认',
      en: 'Have another person of your organization confirm it (a token with another sub)',
    },
  },
  'confirmation-same-key': {
    kind: 'forbidden',
    title: { zh: '两人须各以自己的密钥签名', en: 'The two sign with a key each' },
    remedy: {
      zh: '发起时已用密钥 {kid} 签名：请以本机构另一在用密钥确认，没有的先行登记',
      en: 'It was initiated with the key {kid}: confirm it with another key of your organization in force; register one first if there is none',
    },
  },
  'confirmation-initiator-unsigned': {
    kind: 'conflict',
    title: { zh: '发起时的签名现不成立', en: 'The signature of its initiation does not hold now' },
    remedy: {
      zh: '机构的密钥在发起之后有变更，或签名过久：请重新发起',
      en: 'Keys of the organization changed since then, or it was signed too long ago: initiate it again',
    },
  },
  'confirmation-ended': {
    kind: 'conflict',
    title: { zh: '该发起已终止', en: 'What was initiated has ended' },
    remedy: {
      zh: '状态为 {state}：请以新的 Idempotency-Key 重新发起',
      en: 'It is {state}: initiate it again under a new Idempotency-Key',
    },
  },
  'confirmation-unchanged': {
    kind: 'conflict',
    title: { zh: '两人办理的要求并无变化', en: 'The demand would stay as it is' },
    remedy: {
      zh: '请填写此后全部须两人办理的事项；撤销要求填空列表',
      en: 'Give all that needs two from now on; an empty list lifts the demand',
    },
  },
  'too-many-changes': {
    kind: 'conflict',
    title: { zh: '机构的变更次数已达上限', en: 'The organization was changed too often' },
    remedy: {
      zh: '机构至多变更 {limit} 次，此后只可撤销两人办理的要求',
      en: 'An organization may change {limit} times; after that the demand can only be lifted',
    },
  },
} as const satisfies Record<string, RejectionRule>;
