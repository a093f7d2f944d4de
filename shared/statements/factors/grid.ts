/**
 * Which factor of electricity applies: the newest row in use on that day whose data year isn't after the
 * statement's.
 */
import {
  announcements,
  type FactorProvince,
  type GridArea,
  gridAreas,
  gridFactors,
  isInUse,
  provinceNames,
} from './electricity.ts';
import type { Factor } from './factor.ts';

const areaNames: Readonly<Record<GridArea, string>> = { ...gridAreas, ...provinceNames };

function factorOf([area, dataYear, value, grade]: (typeof gridFactors)[number]): Factor {
  return {
    id: `electricity/${area}/${dataYear}`,
    name: `${areaNames[area]}电力`,
    value,
    unit: 'kgCO2/kWh',
    source: announcements[dataYear]!.source,
    grade,
    dataYear,
  };
}

export const electricityFactors = (): Factor[] => gridFactors.map(factorOf);

/**
 * The area's newest factor for a statement of that year, submitted on that day; undefined before the first.
 */
export function gridFactor(area: GridArea, year: number, day: string): Factor | undefined {
  const row = gridFactors.find(([of, dataYear]) => of === area && isInUse(dataYear, year, day));
  return row && factorOf(row);
}

/** The province's factor, or the nation's where the province has none. */
export function provinceFactor(province: FactorProvince, year: number, day: string): Factor | undefined {
  return gridFactor(province, year, day) ?? gridFactor('national', year, day);
}

/** A province by its code, `11`, or its name, `北京` or `北京市`. */
export function provinceOf(text: string): FactorProvince | undefined {
  if (Object.hasOwn(provinceNames, text)) return text as FactorProvince;
  const found = Object.entries(provinceNames).find(
    ([, name]) => text === name || (text.startsWith(name) && SUFFIXES.has(text.slice(name.length))),
  );
  return found?.[0] as FactorProvince | undefined;
}

const SUFFIXES: ReadonlySet<string> = new Set([
  '省',
  '市',
  '自治区',
  '壮族自治区',
  '回族自治区',
  '维吾尔自治区',
]);
