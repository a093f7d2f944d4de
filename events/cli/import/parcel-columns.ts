/**
 * What surveys call the columns of a parcel's fields. Of several names in one file the first of a list
 * counts; a dBASE table keeps ten bytes of a name.
 */
import { cutNames } from '../survey/dbf.ts';

export const PARCEL_COLUMNS = ['name', 'type', 'banner', 'holder', 'title', 'geojson'] as const;
export type ParcelColumn = (typeof PARCEL_COLUMNS)[number];
export type ParcelField = Exclude<ParcelColumn, 'geojson'>;

/** By column, the most telling name first; DKMC and the like are those of 自然资源 databases (TD/T 1016). */
const NAMES: Record<ParcelColumn, readonly string[]> = {
  name: [
    'name',
    '名称',
    '地块名称',
    '宗地名称',
    '小班名称',
    'DKMC',
    'ZDMC',
    'parcel_name',
    '地块编号',
    '地块编码',
    '宗地代码',
    '小班号',
    'DKBM',
    'ZDDM',
    'parcel_code',
    'parcel_id',
  ],
  type: ['type', '地类', '土地类型', '类型', 'land_type', 'land_class'],
  banner: [
    'banner',
    '旗县区',
    '旗县',
    '区县',
    '行政区',
    '行政区代码',
    '行政区划代码',
    '行政区名称',
    'XZQDM',
    'XZQMC',
    'county',
  ],
  holder: ['holder', '权利人代码', '统一社会信用代码', '信用代码', 'USCC', 'holder_id'],
  title: ['title', '权属证明', '权属文件', '证明文件', '权属材料', 'title_file', 'title_proof'],
  geojson: ['geojson', 'wkt', 'geometry', '边界', '几何', 'geom', 'the_geom', 'boundary'],
};

/** What the command says that columns mean, by their names in the file. */
export type ColumnMap = ReadonlyMap<string, ParcelField>;

/** The names of the columns that hold the fields, among all that a file has. */
export function columnsAmong(
  given: readonly string[],
  map: ColumnMap = new Map(),
): ReadonlyMap<ParcelColumn, string> {
  const found = new Map<ParcelColumn, string>();
  for (const [column, field] of map) if (given.includes(column)) found.set(field, column);
  const taken = new Set(map.keys());
  for (const column of PARCEL_COLUMNS) {
    if (found.has(column)) continue;
    const name = given.find((each) => each === column && !taken.has(each)) ?? alike(column, given, taken);
    if (name !== undefined) found.set(column, name);
  }
  return found;
}

function alike(
  column: ParcelColumn,
  given: readonly string[],
  taken: ReadonlySet<string>,
): string | undefined {
  for (const name of NAMES[column]) {
    const forms = new Set([name, ...cutNames(name)].map((form) => form.toLowerCase()));
    const found = given.find((each) => !taken.has(each) && forms.has(each.trim().toLowerCase()));
    if (found !== undefined) return found;
  }
  return undefined;
}
