/** What is said of the log and its proofs. */
import { area } from '../words/area.ts';

export const logWords = area('log', {
  event: { zh: '日志事件', en: 'An event of the log' },
  index: { zh: '日志序号', en: 'Leaf' },
  at: { zh: '时间', en: 'At' },
  leafHash: { zh: '叶哈希', en: 'Leaf hash' },
  leaf: { zh: '原文', en: 'Word for word' },
  key: {
    title: { zh: '日志公钥', en: 'The log’s key' },
    label: { zh: '从其他渠道取得的公钥（vkey）', en: 'The key from another source (vkey)' },
    help: {
      zh: '例如登记机构的公告、合同附件或见证方；填入后，本浏览器只认此公钥。',
      en: 'For instance from the operator’s announcement, a contract or a witness; this browser then takes no other.',
    },
    take: { zh: '以此公钥核验', en: 'Verify with this key' },
    yours: { zh: '您的公钥：', en: 'Your key:' },
    forget: { zh: '不再使用', en: 'Forget it' },
    malformed: { zh: '不是日志公钥', en: 'not a key of a log' },
  },
  signature: {
    title: { zh: '签名', en: 'Signature' },
    none: {
      zh: '没有签名：办理时该机构没有在用密钥，或由登记簿自行办理。',
      en: 'None: the organization had no key in force then, or the registry itself did it.',
    },
    alone: { zh: '办理者的签名', en: 'Of whoever did it' },
    confirmer: { zh: '确认代表的签名', en: 'Of the confirmer' },
    initiator: { zh: '发起代表的签名', en: 'Of the initiator' },
    by: { zh: '机构', en: 'Organization' },
    kid: { zh: '密钥标识', en: 'Key id' },
    at: { zh: '签于', en: 'Signed' },
    verifying: { zh: '正在本浏览器中核验签名…', en: 'Verifying the signature in this browser…' },
    sound: { zh: '签名成立：已在本浏览器中核验', en: 'The signature holds: verified in this browser' },
    unsound: {
      zh: '签名不成立：不是此密钥对本条记录所签',
      en: 'The signature doesn’t hold: this key didn’t sign this event',
    },
    inForce: { zh: '密钥为该机构在用密钥。', en: 'The key is in force.' },
    registeredIn: {
      zh: '密钥登记于日志第 {{index}} 条，已核验；现已撤销。',
      en: 'The key was registered in leaf {{index}}, which is verified; it is revoked now.',
    },
    keyUnknown: { zh: '未找到签名所用密钥的登记', en: 'The registration of the key that signed isn’t found' },
  },
  commit: { zh: '提交', en: 'Commit' },
  sequencing: {
    zh: '已受理，正在记入日志（一分钟内）…',
    en: 'Accepted; it enters the log within a minute…',
  },
  sequenced: { zh: '已记入日志，第 {{index}} 条。', en: 'In the log as leaf {{index}}.' },
  verifying: { zh: '正在本浏览器中核验证明…', en: 'Verifying the proof in this browser…' },
  proven: {
    zh: '证明成立：已在本浏览器中核验，日志共 {{size}} 条',
    en: 'Proven: verified in this browser, in a log of {{size}} leaves',
  },
  independent: { zh: '以您自行取得的日志公钥核验。', en: 'Held against the key that you brought.' },
  dependent: {
    zh: '所用公钥为登记簿自己所示；要独立核验，请在“日志”页填入从其他渠道取得的公钥。',
    en: 'The key is the one that the registry shows; to verify independently, enter one from another source on the page of the log.',
  },
  tampered: { zh: '证明不成立：所示内容与日志不符', en: 'Not proven: what is shown is not what the log has' },
  tamperedHint: {
    zh: '请勿依赖本条内容；保存本页，并以 lvzhang verify 或另一台机器复核。',
    en: 'Don’t rely on it; keep this page, and check again with lvzhang verify or on another machine.',
  },
  again: { zh: '重新核验', en: 'Verify again' },
});
