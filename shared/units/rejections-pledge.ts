/** Rejections of pledges (碳汇资产质押). */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const PLAN = '赤政办发〔2024〕59号：碳汇资产质押融资';

export const pledgeRejections = {
  'pledge-to-self': {
    kind: 'invalid',
    title: { zh: '出质人与质权人为同一机构', en: 'Owner and financier are the same organization' },
    remedy: { zh: '请指定金融机构的账户', en: "Name a financier's account" },
    source: PLAN,
  },
  'pledgee-not-a-financier': {
    kind: 'invalid',
    title: { zh: '质权人不是金融机构', en: 'The pledgee is not a financier' },
    remedy: {
      zh: '请指定具有 financier 角色机构的账户',
      en: 'Name the account of an organization with the financier role',
    },
    source: PLAN,
  },
  'pledge-not-proposed': {
    kind: 'conflict',
    title: { zh: '质押不在待接受状态', en: 'The pledge does not wait for its financier' },
    remedy: { zh: '请查询质押状态', en: "Look at the pledge's status" },
    source: `${PLAN}；双方同意后生效`,
  },
  'pledge-not-active': {
    kind: 'conflict',
    title: { zh: '质押未生效或已了结', en: 'The pledge is not active' },
    remedy: { zh: '请查询质押状态', en: "Look at the pledge's status" },
    source: PLAN,
  },
} as const satisfies Record<string, RejectionRule>;
