/** The result of an import of parcels: land by banner and type, and how the records add up. */
import { banners } from '../../../shared/land/banner.ts';
import { LAND_TYPES } from '../../../shared/land/facts.ts';
import type { Language } from '../words.ts';
import { landTypeNames } from './parcel-fields.ts';
import type { ParcelImport } from './parcel-import.ts';
import type { ParcelRow } from './parcel-rows.ts';

const areaOf = (rows: readonly ParcelRow[]) =>
  grouped(rows.reduce((sum, { areaSquareMetres }) => sum + areaSquareMetres, 0));

/** A whole number with separators: a banner has ten digits of square metres. */
export const grouped = (number: number): string => number.toLocaleString('en-US');

/** `records` counts the file's records, sound or not. */
export function formatSummary(
  { registered, there }: ParcelImport,
  records: number,
  language: Language,
): string {
  const all = [...registered, ...there];
  const zh = language === 'zh';
  const unit = zh ? '平方米' : 'm²';
  const lines = Object.entries(banners).flatMap(([banner, name]) =>
    LAND_TYPES.flatMap((type) => {
      const rows = all.filter((row) => row.banner === banner && row.type === type);
      if (rows.length === 0) return [];
      const what = zh ? landTypeNames[type] : type;
      return [`${banner} ${name} ${what}: ${rows.length}, ${areaOf(rows)} ${unit}`];
    }),
  );
  const refused = records - all.length;
  lines.push(
    zh
      ? `合计 ${all.length} 个地块，${areaOf(all)} 平方米`
      : `total: ${all.length} parcels, ${areaOf(all)} m²`,
    zh
      ? `文件 ${records} 条 = 新登记 ${registered.length} + 此前已登记 ${there.length} + 未登记 ${refused}`
      : `the file's ${records} records = registered ${registered.length} + there before ${there.length} + refused ${refused}`,
  );
  return lines.join('\n');
}
