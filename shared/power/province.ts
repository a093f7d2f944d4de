/**
 * Provinces by division code (GB/T 2260, first two digits). Each has one account for the certificates of
 * power under 机制电价 (发改价格〔2025〕136号). Others are further rows.
 */
import * as z from 'zod';

export const provinces = {
  '15': '内蒙古自治区',
  '21': '辽宁省',
  '22': '吉林省',
  '13': '河北省',
} as const;

export type ProvinceCode = keyof typeof provinces;
const listed = Object.entries(provinces)
  .map(([code, name]) => `${code} ${name}`)
  .join(', ');
export const ProvinceCode = z.enum(Object.keys(provinces) as [ProvinceCode, ...ProvinceCode[]], {
  error: `must be the division code of a province: ${listed}; 须为省级行政区划代码：${listed}`,
});
