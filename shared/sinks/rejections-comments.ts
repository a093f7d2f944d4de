/** Rejections of comments on what is published, with a name or without, and of their treatment. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const MEASURES = '温室气体自愿减排交易管理办法（试行）2023';

export const commentRejections = {
  'comments-closed': {
    kind: 'conflict',
    title: { zh: '不在公示期内', en: 'Comments are not being taken' },
    remedy: {
      zh: '公示期为 {from} 至 {to}（北京时间，首尾两日均含），今日为 {today}',
      en: 'Comments are taken from {from} to {to} (days of China, both included); today is {today}',
    },
    source: `${MEASURES} 第十二条`,
  },
  'comments-full': {
    kind: 'conflict',
    title: { zh: '本机构意见已达上限', en: 'Your organization has said all that it may' },
    remedy: {
      zh: '一个机构对一次公示至多提 {limit} 条意见；请合并，或直接联系项目业主',
      en: 'An organization makes {limit} comments on one publication at most: write to the developer',
    },
  },
  'comments-waiting': {
    kind: 'conflict',
    title: { zh: '有公众意见待审核', en: 'Comments of the public wait for the operator' },
    remedy: {
      zh: '{waiting} 条公众意见尚待登记机构公开或不予公开，之后方可作出结论',
      en: 'The operator has {waiting} comments of the public to admit or to refuse: conclude after that',
    },
    source: `${MEASURES} 第十二条、第十三条`,
  },
  'public-comments-full': {
    kind: 'conflict',
    title: { zh: '待审核的公众意见已满', en: 'Too many comments of the public wait' },
    remedy: {
      zh: '已有 {waiting} 条待审核（上限 {limit}）；请稍后再试，或由已登记机构提出',
      en: '{waiting} wait for the operator ({limit} at most): try later, or comment through a registered organization',
    },
  },
  'public-comment-judged': {
    kind: 'conflict',
    title: { zh: '该公众意见已审核', en: 'The comment was admitted or refused already' },
    remedy: { zh: '审核结果：{outcome}', en: 'It was {outcome}' },
  },
  'work-outdated': {
    kind: 'invalid',
    title: { zh: '工作量证明的日期不符', en: 'The work is of another day' },
    remedy: {
      zh: '请以今日（{today}，北京时间）为日期重新计算；前后各宽限一日',
      en: 'Do it again for today, {today} (of China); the day before and the day after count too',
    },
  },
  'work-missing': {
    kind: 'invalid',
    title: { zh: '工作量证明不成立', en: 'The work was not done' },
    remedy: {
      zh: '请换用其他 nonce，直至摘要 {digest} 以 {bits} 个零位开头（lvzhang comment 可代为计算）',
      en: 'Try other nonces until the digest, now {digest}, begins with {bits} zero bits (lvzhang comment does so)',
    },
  },
  'comment-removed': {
    kind: 'conflict',
    title: { zh: '该意见文本已依令移除', en: "The comment's text was removed by order already" },
    remedy: { zh: '移除依据：{order}', en: 'It was removed by {order}' },
  },
  'comments-open': {
    kind: 'conflict',
    title: { zh: '公示期未满', en: 'The public may still comment' },
    remedy: {
      zh: '请在公示期最后一日（{to}，北京时间）之后提交',
      en: 'Submit after the last day of publication, {to} (of China)',
    },
    source: `${MEASURES} 第十二条、第十九条`,
  },
  'treatment-of-no-comment': {
    kind: 'invalid',
    title: { zh: '本次公示没有该意见', en: 'This publication has no such comment' },
    remedy: { zh: '请按意见编号处理', en: 'Name comments of this publication' },
    source: `${MEASURES} 第十三条`,
  },
  'treatment-repeated': {
    kind: 'invalid',
    title: { zh: '同一意见处理两次', en: 'A comment is treated twice' },
    remedy: { zh: '每条意见处理一次', en: 'Treat each comment once' },
    source: `${MEASURES} 第十三条`,
  },
  'comment-untreated': {
    kind: 'invalid',
    title: { zh: '有意见未处理', en: 'A comment is not treated' },
    remedy: { zh: '请说明每条意见的处理', en: 'Say of each comment how it was treated' },
    source: `${MEASURES} 第十三条`,
  },
} as const satisfies Record<string, RejectionRule>;
