/** What is said of pledges. */
import { area } from '../words/area.ts';

export const pledgeWords = area('pledges', {
  title: { zh: '质押', en: 'Pledges' },
  lead: {
    zh: '以所持减排量或绿证为融资担保：质押期间单位仍归出质人，但锁定，不能转让或注销。',
    en: 'Credits and certificates as security for a loan: meanwhile they stay their owner’s and are locked.',
  },
  start: { zh: '申请质押', en: 'Offer a pledge' },
  received: { zh: '向本机构申请的与本机构持有的质押', en: 'Asked of your organization, or held by it' },
  receivedNone: { zh: '没有质押', en: 'No pledges' },
  receivedNoneHint: {
    zh: '持有人以本机构为质权人申请质押后，会出现在这里。',
    en: 'What owners offer to your organization in pledge appears here.',
  },
  given: { zh: '本机构出质的', en: 'Given by your organization' },
  givenNone: { zh: '本机构没有出质的单位', en: 'None of your units is pledged' },
  givenNoneHint: {
    zh: '向金融机构申请质押后，会出现在这里。',
    en: 'Pledges that you offer to a financial institution appear here.',
  },
  live: { zh: '待接受与质押中', en: 'Offered and in force' },
  statusNone: { zh: '没有这种状态的质押', en: 'No pledge has this status' },
  statusNoneHint: {
    zh: '办结的质押在记入公开日志后列在这里，通常不到一分钟。',
    en: 'Ended pledges stand here once they are in the public log, within a minute.',
  },
  from: { zh: '出质人', en: 'Owner' },
  to: { zh: '质权人', en: 'Financier' },
  quantity: { zh: '数量', en: 'Quantity' },
  unit: { zh: '计量', en: 'Counted in' },
  status: { zh: '状态', en: 'Status' },
  loan: { zh: '所担保的贷款', en: 'Loan secured' },
  loanSealed: {
    zh: '贷款金额仅双方、核查机构与主管部门可见；日志中只有其封存值。',
    en: 'Only the two sides, verifiers and regulators see the loan; the log has a seal of it.',
  },
  seal: { zh: '贷款封存值', en: 'Seal of the loan' },
  details: { zh: '质押', en: 'The pledge' },
  serials: { zh: '所含序号', en: 'Its serials' },
  open: { zh: '查看并办理', en: 'See and answer' },
  back: { zh: '全部质押', en: 'All pledges' },
  one: { zh: '质押 {{quantity}} {{unit}}', en: 'Pledge of {{quantity}} {{unit}}' },
  proposed: { zh: '质押申请已提交', en: 'The pledge is offered' },
  statuses: {
    proposed: { zh: '待接受', en: 'Offered' },
    active: { zh: '质押中', en: 'In force' },
    rejected: { zh: '已拒绝', en: 'Rejected' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
    released: { zh: '已解除', en: 'Released' },
    enforced: { zh: '质权已实现', en: 'Enforced' },
  },
  deed: {
    accept: { zh: '接受质押', en: 'Accept' },
    reject: { zh: '拒绝', en: 'Reject' },
    withdraw: { zh: '撤回申请', en: 'Withdraw' },
    release: { zh: '解除质押', en: 'Release' },
    enforce: { zh: '实现质权', en: 'Enforce' },
  },
  ask: {
    accept: { zh: '接受这笔质押？', en: 'Accept this pledge?' },
    reject: { zh: '拒绝这笔质押？', en: 'Reject this pledge?' },
    withdraw: { zh: '撤回质押申请？', en: 'Withdraw this pledge?' },
    release: { zh: '解除质押？此举不可撤回', en: 'Release for good?' },
    enforce: { zh: '实现质权？此举不可撤回', en: 'Enforce for good?' },
  },
  why: {
    accept: {
      zh: '这 {{quantity}} {{unit}} 将锁定为本机构的担保，直至本机构解除质押或实现质权。',
      en: 'These {{quantity}} {{unit}} are locked as your security until you release or enforce the pledge.',
    },
    reject: {
      zh: '这 {{quantity}} {{unit}} 将恢复为出质人可用。',
      en: 'These {{quantity}} {{unit}} are their owner’s to use again.',
    },
    withdraw: {
      zh: '这 {{quantity}} {{unit}} 将恢复为本机构可用。',
      en: 'These {{quantity}} {{unit}} are yours to use again.',
    },
    release: {
      zh: '担保消灭：这 {{quantity}} {{unit}} 恢复为出质人可用，本机构不能再就其实现质权。',
      en: 'The security ends: these {{quantity}} {{unit}} are their owner’s to use again, and can’t be enforced any more.',
    },
    enforce: {
      zh: '这 {{quantity}} {{unit}} 将转入本机构账户，出质人不再持有，且不能退回；绿证转手后只能注销。',
      en: 'These {{quantity}} {{unit}} pass into your account for good; a certificate can then only be retired.',
    },
  },
  done: {
    accept: { zh: '质押已成立', en: 'The pledge is in force' },
    reject: { zh: '已拒绝', en: 'Rejected' },
    withdraw: { zh: '已撤回', en: 'Withdrawn' },
    release: { zh: '质押已解除', en: 'Released' },
    enforce: { zh: '质权已实现', en: 'Enforced' },
  },
});
