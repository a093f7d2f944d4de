/** What is said of what waits for the operator. */
import { area } from '../words/area.ts';

export const approvalWords = area('approvals', {
  title: { zh: '待登记机构办理', en: 'For the operator' },
  lead: {
    zh: '登记申请、签发申请，以及公示期间收到、待审核的公众意见。',
    en: 'Requests for registration and issuance, and what the public said during publications and nobody has judged yet.',
  },
  registrations: { zh: '登记申请', en: 'Requests for registration' },
  noRegistrations: { zh: '没有待办的登记申请', en: 'No request for registration waits' },
  noRegistrationsHint: {
    zh: '项目业主提交登记申请后在此列出；在项目页予以登记或不予登记。',
    en: 'Requests of developers stand here; each is registered or refused on the page of its project.',
  },
  issuances: { zh: '签发申请', en: 'Requests for issuance' },
  noIssuances: { zh: '没有待办的签发申请', en: 'No request for issuance waits' },
  noIssuancesHint: {
    zh: '核查通过、业主申请签发的核算报告在此列出。',
    en: 'Reports that were verified and whose issuance was requested stand here.',
  },
  comments: { zh: '待审核的公众意见', en: 'Comments of the public to judge' },
  noComments: { zh: '没有待审核的公众意见', en: 'No comment of the public waits' },
  noCommentsHint: {
    zh: '公示期间无需登录即可提交意见；审核后公开或说明不予公开的理由。',
    en: 'Anybody may comment on a publication without signing in; each is published, or it is said why not.',
  },
  project: { zh: '项目', en: 'Project' },
  standard: { zh: '标准', en: 'Standard' },
  developer: { zh: '业主', en: 'Developer' },
  validator: { zh: '审定机构', en: 'Validator' },
  period: { zh: '核算期', en: 'Period' },
  requestedOn: { zh: '申请日', en: 'Requested' },
  dueBy: { zh: '办理期限', en: 'Due by' },
  more: { zh: '再查看一些项目', en: 'Look through more projects' },
  waiting: { zh: '{{count}} 条待审核', en: '{{count}} to judge' },
  report: { zh: '{{name}} 的核算报告', en: 'A report of {{name}}' },
  number: { zh: '第 {{number}} 条，{{at}}', en: 'No. {{number}}, {{at}}' },
  admit: { zh: '公开', en: 'Publish' },
  refuse: { zh: '不予公开…', en: 'Don’t publish…' },
  refuseDeed: { zh: '不予公开', en: 'Don’t publish' },
  admitFinal: {
    zh: '公开后任何人可读，须由审定或核查机构处理；不能撤回。请确认不含个人信息。',
    en: 'Everybody can read it then, and the verification body has to treat it. It can’t be undone. Make sure that it has no personal data.',
  },
  refuseFinal: {
    zh: '原文随即删除，日志中只留其摘要与下列理由；不能撤回。',
    en: 'The text is deleted at once; the log keeps its digest and this reason. It can’t be undone.',
  },
  reason: { zh: '理由（公开）', en: 'Reason (public)' },
  reasonMissing: { zh: '请填写理由', en: 'Give a reason' },
  admitted: { zh: '意见已公开', en: 'The comment is published' },
  refused: { zh: '意见不予公开', en: 'The comment is not published' },
});
