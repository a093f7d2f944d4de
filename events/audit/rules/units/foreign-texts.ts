/** Rules of what other registries issued, in words; and the blind spots of their audit. */
import type { Unseen } from '../unseen-words.ts';

export const foreignRuleTexts = {
  'foreign-here': {
    zh: '本登记簿自己的签发或注销载有他处的内容',
    en: 'what was issued or retired here names an issuance or retirement elsewhere',
  },
  'foreign-vintage': {
    zh: '年份 {vintage} 先前按 {before} 导入，本次按 {by}：可能是同一批',
    en: 'vintage {vintage} came in by {before} before, now by {by}: it may be the same',
  },
  'foreign-serial': {
    zh: '序列号 {serial} 与数量 {quantity}、年份 {vintage} 或项目 {code} 不一致',
    en: 'the serial {serial} is not of {quantity} units of vintage {vintage} of project {code}',
  },
  'foreign-serial-twice': {
    zh: '他处序列号 {from}–{to} 与先前导入的 {first}–{last} 重叠',
    en: 'serials {from}–{to} of another registry overlap {first}–{last}, which came in before',
  },
  'foreign-issued-late': {
    zh: '他处签发日 {issuedOn} 晚于记录之日 {today}',
    en: 'it was issued elsewhere on {issuedOn}, after it was recorded on {today}',
  },
  'foreign-issued-early': {
    zh: '他处签发日 {issuedOn} 早于年份 {vintage} 的起始日 {begin}',
    en: 'it was issued elsewhere on {issuedOn}, before its vintage {vintage} began on {begin}',
  },
  'foreign-retired-early': {
    zh: '他处注销日 {retiredOn} 早于该批次最早的签发日 {issued}',
    en: 'it was retired elsewhere on {retiredOn}, before its batch can have been issued on {issued}',
  },
  'foreign-retirement': {
    zh: '他处注销日 {retiredOn} 晚于记录之日 {today}',
    en: 'it was retired elsewhere on {retiredOn}, after it was recorded on {today}',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export const foreignUnseen: readonly Unseen[] = [
  {
    zh: '导入的签发日、序列号、受益人与注销日是否与原登记机构所载一致；来源不给出序列号时，只以项目、年份与签发日辨认',
    en: 'Whether imported issuances, serial numbers, beneficiaries and days of retirement are what the other registry has; where it gives no serial numbers, project, vintage and day of issuance are all that tells them apart',
  },
];
