/** Rules of what has expired, in words; and the blind spots of their audit. */
import type { Unseen } from '../unseen-words.ts';

export const expiryRuleTexts = {
  'expired-elsewhere': {
    zh: '批次 {batch} 不属于发电项目 {facility} 的 {month}',
    en: 'batch {batch} is not of facility {facility} and month {month}',
  },
  'expired-early': {
    zh: '有效期至 {through}，而事件在 {today}',
    en: 'the certificates are valid through {through}, and it is {today}',
  },
  'month-recorded-twice': {
    zh: '月份 {month} 此前已登记失效',
    en: 'the month {month} is recorded as expired already',
  },
  'month-still-live': {
    zh: '{month} 的批次 {batch} 尚有 {live} 张有效',
    en: '{live} certificates of {month} are still live in batch {batch}',
  },
  'issued-after-expiry': {
    zh: '{month} 的有效期至 {through}，不得再核发',
    en: 'certificates of {month} were valid through {through}; none are issued any more',
  },
} as const satisfies Record<string, Unseen>;

export const expiryUnseen: readonly Unseen[] = [
  {
    zh: '已失效而仍在要约或质押中的绿证，退回后才登记失效；此前仅不得使用',
    en: 'certificates that expired while offered or pledged are recorded as expired once they come back; until then they only can’t be used',
  },
];
