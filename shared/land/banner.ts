/**
 * The banners, counties and districts of Chifeng by their administrative division code
 * (GB/T 2260; 民政部 行政区划代码, 2024-12). Another city's are further rows.
 */
import * as z from 'zod';

export const banners = {
  '150402': '红山区',
  '150403': '元宝山区',
  '150404': '松山区',
  '150421': '阿鲁科尔沁旗',
  '150422': '巴林左旗',
  '150423': '巴林右旗',
  '150424': '林西县',
  '150425': '克什克腾旗',
  '150426': '翁牛特旗',
  '150428': '喀喇沁旗',
  '150429': '宁城县',
  '150430': '敖汉旗',
} as const;

/** 90,021 km², as the city's government gives it: more than any parcel of it has. (K) */
export const CHIFENG_SQUARE_METRES = 90_021_000_000;

export type BannerCode = keyof typeof banners;
export const BannerCode = z.enum(Object.keys(banners) as [BannerCode, ...BannerCode[]], {
  error: `must be the division code of a banner of Chifeng: ${Object.entries(banners)
    .map(([code, name]) => `${code} ${name}`)
    .join(', ')}; 须为赤峰市旗县区代码：${Object.entries(banners)
    .map(([code, name]) => `${code} ${name}`)
    .join('、')}`,
});
