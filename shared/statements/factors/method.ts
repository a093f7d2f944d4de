/** Figures that a method fixes: heat that is bought, and electricity in the parks' method. */
import type { Factor } from './factor.ts';

/** Bought heat of fossil origin, where nothing was measured. */
export const HEAT_FOSSIL: Factor = {
  id: 'heat/fossil-default',
  name: '外购热力（化石，缺省值）',
  value: '0.11',
  unit: 'tCO2/GJ',
  source: 'GB/T 32150; 发改环资〔2025〕910号',
  grade: 'H*',
};

/** The national fossil factor of 2022, which the method names for every year. */
export const PARK_ELECTRICITY: Factor = {
  id: 'electricity/park-910',
  name: '零碳园区核算：非零碳电力',
  value: '0.8325',
  unit: 'kgCO2/kWh',
  source: '发改环资〔2025〕910号 附件4',
  grade: 'H*',
};
