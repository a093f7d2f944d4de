/** Rejections of imports from other registries: units issued only once, retirements on their own day. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const ONCE = '本登记簿规则 (this registry)：他处签发的减排量以其序列号、签发日或年份辨认，只导入一次';

export const foreignRejections = {
  'serial-mismatch': {
    kind: 'invalid',
    title: {
      zh: '序列号与所填内容不一致',
      en: 'The serial number says something else than what is stated beside it',
    },
    remedy: {
      zh: '{member}：序列号为 {serial}，所填为 {stated}；请核对',
      en: '{member}: the serial says {serial}, what is stated is {stated}; check both',
    },
    source: 'Verra：{block}-{start}-{end}-VCS-VCU-…；Gold Standard：GS1-1-…-{start}-{end}',
  },
  'vintage-already-imported': {
    kind: 'conflict',
    title: { zh: '该项目此年份已导入', en: 'This vintage of the project came in already' },
    remedy: {
      zh: '{vintage} 年份先前按 {before} 导入（whole 整年、day 签发日、serial 序列号）；同一年份须以同一方式辨认，且每笔只导入一次',
      en: 'Vintage {vintage} was told apart by {before} (whole, day of issuance, or serial): a vintage is told apart in one way, and each issuance comes in once',
    },
    source: ONCE,
  },
  'too-many-issuances': {
    kind: 'conflict',
    title: { zh: '该年份的签发笔数过多', en: 'The vintage has too many days of issuance' },
    remedy: {
      zh: '以签发日辨认的至多 {limit} 笔；请改用序列号',
      en: 'By day there are {limit} at most; give serial numbers',
    },
  },
  'serials-already-imported': {
    kind: 'conflict',
    title: { zh: '该序列号段已导入', en: 'These serial numbers came in already' },
    remedy: {
      zh: '{series} 的 {from}–{to} 与已导入的 {takenFrom}–{takenTo} 重叠；一个序列号只导入一次',
      en: '{from}–{to} of {series} overlap {takenFrom}–{takenTo}, which are here: a serial number comes in once',
    },
    source: ONCE,
  },
  'series-too-scattered': {
    kind: 'conflict',
    title: { zh: '该序列的号段过于零散', en: 'The series has too many separate ranges' },
    remedy: {
      zh: '{series} 的号段不相连的至多 {limit} 段；请按序号次序导入',
      en: '{series} may have {limit} ranges that do not touch: import them in the order of their numbers',
    },
  },
  'foreign-not-imported': {
    kind: 'invalid',
    title: {
      zh: '仅导入的注销可载明他处的注销日',
      en: "Only an import has another registry's day of retirement",
    },
    remedy: { zh: '请删去 foreign', en: 'Leave out foreign' },
  },
  'foreign-issuance-in-future': {
    kind: 'invalid',
    title: { zh: '他处的签发日尚未到来', en: 'The day of issuance elsewhere has not come' },
    remedy: {
      zh: '所填为 {issuedOn}，今天是 {today}；请核对签发日',
      en: '{issuedOn} is stated; today is {today}: check the day of issuance',
    },
  },
  'foreign-issuance-before-vintage': {
    kind: 'invalid',
    title: { zh: '他处的签发日早于年份', en: 'It was issued elsewhere before its vintage began' },
    remedy: {
      zh: '签发日 {issuedOn}，该年份自 {begin} 起：减排量发生之前不能签发；请核对二者',
      en: 'Issued on {issuedOn}, of a vintage that begins on {begin}: nothing is issued before it is reduced; check both',
    },
  },
  'foreign-retirement-before-issuance': {
    kind: 'invalid',
    title: { zh: '他处的注销日早于签发', en: 'It was retired elsewhere before it was issued' },
    remedy: {
      zh: '注销日 {retiredOn}，该批次最早于 {issued} 签发；请核对二者',
      en: 'Retired on {retiredOn}, of a batch that was issued on {issued} at the earliest; check both',
    },
  },
  'foreign-retirement-in-future': {
    kind: 'invalid',
    title: { zh: '他处的注销日尚未到来', en: 'The day of retirement elsewhere has not come' },
    remedy: { zh: '所填为 {retiredOn}，今天是 {today}', en: '{retiredOn} is stated; today is {today}' },
  },
} as const satisfies Record<string, RejectionRule>;
