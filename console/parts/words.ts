/** What the parts say that pages are made of. */
import { area } from '../words/area.ts';

export const partWords = area('parts', {
  problem: {
    noAnswer: { zh: '登记簿没有应答', en: 'The registry gave no answer' },
    noAnswerHint: {
      zh: '请检查网络后重试；已填写的内容仍在，重复提交不会办理两次。',
      en: 'Check the network and try again; what you filled in is kept, and nothing is done twice by submitting it again.',
    },
    retry: { zh: '重试', en: 'Try again' },
    source: { zh: '依据', en: 'Rule' },
    atFields: {
      zh: '请按各栏的提示更正后重新提交。',
      en: 'Mend what stands at the fields, and submit again.',
    },
    input: { zh: '请更正后重新提交：', en: 'Mend this, and submit again:' },
    unknown: { zh: '意外错误', en: 'Unexpected error' },
    unsigned: {
      zh: '未办理：贵机构的办理须签名，而本设备没有在用的密钥。请先让本设备的密钥登记，或换用已登记密钥的设备；已填写的内容仍在。',
      en: 'Not done: your organization signs what it does, and this device has no key in force. Have this device’s key registered first, or use a device that has one; what you filled in is kept.',
    },
    toKeys: { zh: '本设备的密钥', en: 'This device’s key' },
    otherLog: {
      zh: '登记簿所示的日志公钥与所认的不同，未签名，未提交',
      en: 'The registry shows another log’s key than expected: nothing was signed or sent',
    },
    otherLogHint: {
      zh: '请核对网址；公钥须从登记簿以外的渠道取得。所示：{{shown}}；所认：{{expected}}。',
      en: 'Check the address; get the key from a source other than the registry. Shown: {{shown}}; expected: {{expected}}.',
    },
  },
  irreversible: {
    back: { zh: '返回', en: 'Back' },
    agree: {
      zh: '我已核对以上内容，知道此举无法撤回',
      en: 'I have checked this, and know that it can’t be undone',
    },
  },
  list: {
    columns: { zh: '选择列', en: 'Columns' },
    export: { zh: '导出 CSV', en: 'Export CSV' },
    more: { zh: '再加载一些', en: 'Load more' },
    all: { zh: '共 {{count}} 条', en: '{{count}} in all' },
    shown: { zh: '已显示 {{count}} 条', en: '{{count}} shown' },
  },
  unit: {
    bytes: { zh: '{{size}} 字节', en: '{{size}} bytes' },
    kibibytes: { zh: '{{size}} KiB', en: '{{size}} KiB' },
    mebibytes: { zh: '{{size}} MiB', en: '{{size}} MiB' },
  },
});
