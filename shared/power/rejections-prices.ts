/** Rejections of the prices of power contracts. */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const TERMS = '本登记簿规则 (this registry)：购电协议条款';

export const priceRejections = {
  'energy-price': {
    kind: 'invalid',
    title: {
      zh: '电能量价格须为单一价或分时价之一',
      en: 'Energy has one price for all hours, or prices by period',
    },
    remedy: {
      zh: '请填写单一电能量价格或分时价格，二者取一',
      en: 'Give one price for all hours or prices by period, and not both',
    },
    source: TERMS,
  },
  'period-months': {
    kind: 'invalid',
    title: { zh: '分时时段表遗漏或重复月份', en: 'The schedule leaves a month out, or has it twice' },
    remedy: {
      zh: '1 至 12 月每月恰属一个季节；请核对 {month} 月',
      en: 'Each month from 1 to 12 is in one season: look at {month}',
    },
    source: TERMS,
  },
  'period-split': {
    kind: 'invalid',
    title: { zh: '约定的峰平谷比例之和不为 10,000', en: 'The stated split by period is not a whole' },
    remedy: {
      zh: '各时段基点之和须为 {whole}，现为 {sum}',
      en: 'Let the basis points of all periods sum to {whole}: they are {sum}',
    },
    source: TERMS,
  },
  'index-years': {
    kind: 'invalid',
    title: { zh: '指数年份重复或未按顺序', en: 'A year of the index is repeated or out of order' },
    remedy: {
      zh: '每年一个指数值，按年份先后填写；请核对 {year} 年',
      en: 'Give one value for each year, the earliest first: look at {year}',
    },
    source: TERMS,
  },
} as const satisfies Record<string, RejectionRule>;
