/** The rules of comments without a name in the words of the report, and what an audit can't see of them. */
export const publicCommentRuleTexts = {
  'public-comment-subject': {
    zh: '公众意见所指 {subject} 不存在',
    en: '{subject}, on which the public commented, does not exist',
  },
  'public-comment-day': {
    zh: '公众意见提交于 {day}，不在公示期 {from} 至 {to} 内',
    en: 'a comment of the public is of {day}, which is not within the days of publication, {from} to {to}',
  },
  'public-comment-number': {
    zh: '公众意见编号 {number}，应为 {expected}',
    en: 'the comment of the public has the number {number}; it should be {expected}',
  },
  'public-comments-full': {
    zh: '待审核的公众意见超过 {limit} 条',
    en: 'more than {limit} comments of the public wait',
  },
  'public-comment-unknown': {
    zh: '{subject} 没有第 {number} 条公众意见',
    en: '{subject} has no comment {number} of the public',
  },
  'public-comment-judged': {
    zh: '该公众意见已于 {at} 审核',
    en: 'the comment of the public was judged already, at {at}',
  },
  'public-comment-place': {
    zh: '公开后的意见编号 {comment}，应为 {expected}',
    en: 'it was admitted as comment {comment}; it should be {expected}',
  },
  'public-comments-waiting': {
    zh: '尚有 {waiting} 条公众意见待审核即作出结论',
    en: 'concluded while {waiting} comments of the public waited to be judged',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export const publicCommentUnseen: readonly { zh: string; en: string }[] = [
  {
    zh: '公众意见是否来自公众、其工作量证明，以及登记机构不予公开的理由是否成立（账本记其摘要与理由）',
    en: 'whether a comment of the public was the public’s, the work behind it, and whether the reason for which the operator refused it holds (the log has digest and reason)',
  },
];
