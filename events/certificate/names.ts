/** What certificates call things, in both languages. */
import type { Words } from '../../shared/base/words.ts';
import type { Consumption } from './consumption.ts';

export const contractNames: Record<Consumption['contracts'][number]['kind'], Words> = {
  'direct-single': { zh: '绿电直连（单用户）', en: 'direct connection, one user' },
  'direct-multi': { zh: '绿电直连（多用户）', en: 'direct connection, several users' },
  bilateral: { zh: '双边合同', en: 'bilateral contract' },
  'multi-year': { zh: '多年期合同', en: 'multi-year contract' },
  'park-supply': { zh: '工业园区绿色供电', en: 'green power supply of a park' },
};

export const assuranceNames: Record<Consumption['verification']['assurance'], Words> = {
  reasonable: { zh: '合理保证', en: 'reasonable assurance' },
  limited: { zh: '有限保证', en: 'limited assurance' },
};

export const unitNames = {
  tCO2e: { zh: '吨二氧化碳当量', en: 'tCO2e' },
  MWh: { zh: '兆瓦时绿色电力', en: 'MWh of green power' },
} as const;
