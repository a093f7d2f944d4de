/** What is said of verifying a file. */
import { area } from '../words/area.ts';

export const verifyWords = area('verify', {
  title: { zh: '核验文件', en: 'Verify a file' },
  lead: {
    zh: '核验证书、凭证或证据（JSON 或 PDF）：只在本浏览器中进行，文件不会传出。所用规则与 lvzhang verify 相同。',
    en: 'Verifies a certificate, credential or evidence (JSON or PDF) in this browser alone: the file goes nowhere. The same as lvzhang verify.',
  },
  drop: { zh: '将文件拖到此处，或', en: 'Drop a file here, or' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  kinds: {
    zh: '注销、绿电、声明、批次签发的证书与可验证凭证，排放声明与披露的证据。',
    en: 'Certificates and Verifiable Credentials of retirements, green power, claims and issuances; evidence of statements and disclosures.',
  },
  keyHint: {
    zh: '所用公钥为登记簿自己所示；要独立核验，请先在“日志”页填入从其他渠道取得的公钥。文件中所附的公钥不作数。',
    en: 'The key is the one that the registry shows; for an independent proof, enter one from another source on the page of the log first. The key inside the file proves nothing.',
  },
  toLog: { zh: '到“日志”页填入公钥', en: 'Enter a key on the page of the log' },
  ownKey: { zh: '以您自行取得的日志公钥核验：', en: 'Held against the key that you brought:' },
  working: { zh: '正在核验 {{name}}…', en: 'Verifying {{name}}…' },
  proven: { zh: '成立', en: 'PROVEN' },
  notProven: { zh: '不成立', en: 'NOT PROVEN' },
  pdfProven: {
    zh: '所附 JSON 成立；页面未比对',
    en: 'The attached JSON is PROVEN; its page was not compared',
  },
  pdfHint: {
    zh: '请只依赖下列内容，不依赖 PDF 页面上的文字；要逐字节比对页面，请用 lvzhang verify。',
    en: 'Rely on what is listed here and not on what the PDF’s page says; lvzhang verify compares the page byte by byte.',
  },
  unreadable: { zh: '无法核验此文件', en: 'This file can’t be verified' },
  tooLarge: { zh: '文件为 {{size}}，不得超过 8 MB', en: 'The file has {{size}}; 8 MB at most' },
  file: { zh: '文件', en: 'File' },
});
