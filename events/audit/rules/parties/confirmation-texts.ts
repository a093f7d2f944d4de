/** The rules about two pairs of eyes, and what they leave open. */
import type { Unseen } from '../unseen-words.ts';

export const confirmationRuleTexts = {
  'confirmation-missing': {
    zh: '机构 {org} 要求此类办理（{type}）须由两人发起并确认，而记录未载两人',
    en: 'the organization {org} demands an initiator and a confirmer for such a command ({type}), and the leaf names no two',
  },
  'confirmation-same-subject': {
    zh: '发起与确认为同一人（{type}）',
    en: 'one subject both initiated and confirmed the command ({type})',
  },
  'confirmation-half-signed': {
    zh: '机构 {org} 的两人只有其一签名',
    en: 'of the two representatives of {org} only one has signed',
  },
  'confirmation-same-key': {
    zh: '两人以同一密钥 {kid} 签名',
    en: 'the two representatives signed with one key, {kid}',
  },
  'confirmation-of-another': {
    zh: '机构 {org} 设定了机构 {organization} 的两人办理要求',
    en: 'the organization {org} put a demand for {organization}',
  },
  'confirmation-commands': {
    zh: '两人办理的要求（{commands}）有重复、次序不符或并无变化',
    en: 'the demand for two ({commands}) names one twice, is in another order, or changes nothing',
  },
  'confirmation-too-many-changes': {
    zh: '机构已变更 {count} 次，至多 {limit} 次之后只可撤销两人办理的要求',
    en: 'the organization has changed {count} times; after {limit} its demand may only be lifted',
  },
} as const;

export const confirmationUnseen: readonly Unseen[] = [
  {
    zh: '发起代表与确认代表确为两人：记录所载为两个不同的密封标识，其归属以登记簿之言为凭；机构有密钥的，另有两个不同密钥的签名',
    en: 'that initiator and confirmer are two people: the leaf has two different seals of subjects, which the registry made; where the organization has keys, there are also signatures of two different ones',
  },
];
