/** What is said of units cancelled for what a correction or a loss left open. */
import { area } from '../words/area.ts';

export const makeGoodWords = area('makeGood', {
  title: { zh: '取消减排量', en: 'Cancel units' },
  why: {
    'over-issuance': {
      zh: '核查更正后多签发了 {{open}}。请以本机构持有的同类减排量补足；补足之前，项目不再签发。',
      en: '{{open}} more were issued than a correction verified. Make it good with units of the same kind that you hold; nothing else is issued before that.',
    },
    reversal: {
      zh: '逆转中有 {{open}} 未获缓冲补偿。请以本机构持有的同类减排量补足；补足之前，项目不再签发。',
      en: '{{open}} were lost beyond the buffer. Make it good with units of the same kind that you hold; nothing else is issued before that.',
    },
  },
  units: { zh: '可用于补足的减排量', en: 'Units that make it good' },
  amount: { zh: '取消数量', en: 'To cancel' },
  none: { zh: '没有可用的减排量', en: 'No units to cancel' },
  noneHint: {
    zh: '须持有 {{kind}}。请先受让同类减排量，再来补足；要约或质押中的先撤回或解除。',
    en: 'It takes {{kind}} that you hold. Accept a transfer of such units first; have offers withdrawn and pledges released.',
  },
  total: { zh: '合计 {{total}}，待补足 {{open}}', en: '{{total}} in all, of {{open}} to be made good' },
  tooMuch: { zh: '合计超过待补足数量', en: 'More than is to be made good' },
  fill: { zh: '按待补足数量填入', en: 'Fill in what is to be made good' },
  reason: { zh: '理由', en: 'Reason' },
  reasonHelp: {
    zh: '记入公开的日志，不可更改；请勿填写个人信息。',
    en: 'It stands in the public log for good; no personal data.',
  },
  missing: { zh: '请填写', en: 'Please fill this in' },
  submit: { zh: '取消减排量…', en: 'Cancel units…' },
  deed: { zh: '取消', en: 'Cancel the units' },
  confirm: {
    title: { zh: '确认取消？此举不可撤回', en: 'Cancel the units for good?' },
    what: {
      zh: '将为“{{name}}”取消 {{quantity}}，不抵任何排放。',
      en: '{{quantity}} will be cancelled for “{{name}}”; they offset nothing.',
    },
    units: {
      zh: '这些减排量从此不能再转让、质押或注销，也不能恢复为持有。',
      en: 'These units can never be transferred, pledged or retired again, and don’t come back.',
    },
  },
  serials: { zh: '将取消的序号', en: 'Serials that will be cancelled' },
  done: { zh: '已取消 {{quantity}}', en: '{{quantity}} cancelled' },
  doneSerials: { zh: '已取消的序号', en: 'Serials cancelled' },
});
