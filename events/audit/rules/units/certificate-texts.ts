/**
 * Rules of green certificates in words (traded once, valid for two years, of one use); and
 * their audit's blind spots.
 */
import type { Unseen } from '../unseen-words.ts';

export const certificateRuleTexts = {
  'provincial-account': {
    zh: '省级专用账户 {account} 的绿证不得要约或质押，也不得向其要约或质押',
    en: "units were offered or pledged from or to a province's account, {account}",
  },
  'units-mixed': {
    zh: '一次办理含不同计量单位：{units}',
    en: 'units of different measures move together: {units}',
  },
  'used-expired': {
    zh: '有效期至 {through}，而在 {today} 转让、质押或使用',
    en: 'valid through {through}, but sold, pledged or used on {today}',
  },
  'traded-again': {
    zh: '批次 {batch} 自 {from} 起的绿证此前已交易一次，又被要约或质押',
    en: 'certificates of batch {batch} from {from} on changed hands before, and are offered or pledged again',
  },
  'not-tradable': {
    zh: '{technology}/{energy} 的绿证不可交易',
    en: 'certificates of {technology}, {energy}, are not traded',
  },
  'purpose-of-instrument': {
    zh: '{instrument} 不用于 {purpose}',
    en: '{instrument} is not used for {purpose}',
  },
  'consumption-year-member': {
    zh: '用电年份为 {year}，不合 {instrument} 的规则：须填或不得填',
    en: 'the year of consumption is {year}; by the rules of {instrument} it must be named, or must not',
  },
  'consumption-other-year': {
    zh: '{generated} 年生产的绿证用于 {year} 年的用电',
    en: 'certificates of {generated} account for consumption of {year}',
  },
  'consumption-year': {
    zh: '用电年份 {year} 不在 {from}…{to} 之内',
    en: 'the year of consumption {year} is not within {from}…{to}',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export const certificateUnseen: readonly Unseen[] = [
  {
    zh: '绿证所对应的用电是否属实，同一用电量是否另以他法计入：日志只有用途与年份',
    en: 'Whether the consumption that certificates account for took place, and was not accounted for elsewhere: the log has only the use and the year',
  },
];
