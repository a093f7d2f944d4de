/** The flags of `import parcels` that say how its file is read. */
import { SURVEY_DATUMS } from '../../../shared/land/facts.ts';
import { systemOfCode } from '../survey/system.ts';
import { UsageError } from '../usage.ts';
import type { ParcelReading } from './feature-records.ts';
import { PARCEL_COLUMNS, type ParcelField } from './parcel-columns.ts';

export const readingOptions = {
  crs: { type: 'string' },
  datum: { type: 'string' },
  layer: { type: 'string' },
  map: { type: 'string', multiple: true },
} as const;

interface Flags {
  crs: string | undefined;
  datum: string | undefined;
  layer: string | undefined;
  map: readonly string[] | undefined;
}

const FIELDS: readonly string[] = PARCEL_COLUMNS.filter((column) => column !== 'geojson');

/** @throws UsageError */
export function readingOf({ crs, datum: given, layer, map = [] }: Flags): ParcelReading {
  const system = crs === undefined ? undefined : systemOfCode(crs);
  if (system && 'zh' in system) throw new UsageError(`--crs ${crs}: ${system.zh} / ${system.en}`);
  const datum = SURVEY_DATUMS.find((each) => each === given?.toLowerCase());
  if (given !== undefined && !datum)
    throw new UsageError(
      `--datum ${given}: ${SURVEY_DATUMS.join(', ')}（其他基准不可换算 others can't be converted）`,
    );
  if (datum && system?.grid)
    throw new UsageError(
      `--datum ${given}: 是经纬度的偏移，不与投影坐标系 ${crs} 并用 a shift of degrees, not of the grid ${crs}`,
    );
  const columns = new Map(map.map(fieldOf));
  if (new Set(columns.values()).size < map.length)
    throw new UsageError('--map: 一列一义，一义一列 one column for each field');
  return {
    ...(system && { system }),
    ...(datum && { datum }),
    ...(layer !== undefined && { layer }),
    ...(columns.size > 0 && { columns }),
  };
}

function fieldOf(text: string): [string, ParcelField] {
  const at = text.lastIndexOf('=');
  const [column, field] = [text.slice(0, Math.max(at, 0)).trim(), text.slice(at + 1).trim()];
  if (column === '' || !FIELDS.includes(field))
    throw new UsageError(`--map ${text}: COLUMN=FIELD, FIELD: ${FIELDS.join(', ')}`);
  return [column, field as ParcelField];
}
