/** What is said of the public's comments. */
import { area } from '../words/area.ts';

export const commentWords = area('comments', {
  title: { zh: '公众意见', en: 'Comments of the public' },
  none: { zh: '还没有意见。', en: 'No comments yet.' },
  nameless: { zh: '未署名', en: 'Without a name' },
  waiting: {
    zh: '另有未署名意见 {{count}} 条待登记机构审核，审核后公开。',
    en: '{{count}} more without a name wait for the operator, and become public then.',
  },
  removed: { zh: '意见文本已依令移除（{{order}}）。', en: 'The text was removed by order ({{order}}).' },
  treatments: { zh: '意见处理情况', en: 'How the comments were treated' },
  noneToTreat: { zh: '公示期内没有意见。', en: 'Nobody commented while it was published.' },
  many: {
    zh: '意见较多，提交时先分批记入前面各条的处理，再作结论。',
    en: 'There are many: the treatments of the first ones are recorded in parts before the conclusion.',
  },
  treatmentOf: { zh: '第 {{number}} 条的处理', en: 'Treatment of comment {{number}}' },
  treatmentMissing: { zh: '请选择处理结果', en: 'Say how it was treated' },
  treated: {
    adopted: { zh: '采纳', en: 'Adopted' },
    'partly-adopted': { zh: '部分采纳', en: 'Partly adopted' },
    'not-adopted': { zh: '未采纳', en: 'Not adopted' },
  },
  form: {
    title: { zh: '提出意见', en: 'Comment' },
    until: {
      zh: '公示至 {{to}}（含当日），人人可以提出意见。',
      en: 'Published until {{to}} (inclusive); anybody may comment.',
    },
    as: { zh: '身份', en: 'As' },
    named: { zh: '以本机构名义', en: 'This organization' },
    nameless: { zh: '不署名', en: 'Without a name' },
    text: { zh: '意见', en: 'Comment' },
    missing: { zh: '请填写意见', en: 'Write the comment' },
    submit: { zh: '提交意见', en: 'Submit' },
    namedHelp: {
      zh: '连同机构名称立即公开，不能撤回；请勿填写个人信息。',
      en: 'Public at once with the organization’s name, and can’t be taken back; leave personal data out.',
    },
    namelessHelp: {
      zh: '无需登录，不记姓名；浏览器先做数秒计算，以代替署名。经登记机构审核后公开，请勿填写个人信息。',
      en: 'No login and no name: the browser works some seconds instead. Public once the operator has read it; leave personal data out.',
    },
    working: { zh: '正在计算，约需数秒…', en: 'Working, for some seconds…' },
    done: { zh: '意见已公开', en: 'The comment is public' },
    doneNameless: {
      zh: '已收到，受理号 {{number}}，待登记机构审核',
      en: 'Received as number {{number}}; the operator will read it',
    },
    keep: { zh: '下载回执', en: 'Download the receipt' },
    keepHelp: {
      zh: '回执含原文与随机数，凭此可证明您提出过此意见；登记簿不另留存，请自行保管。',
      en: 'It has the text and a random number, by which you prove what you said. Nobody else has it: keep it.',
    },
  },
});
