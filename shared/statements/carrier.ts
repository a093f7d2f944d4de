/** What meters of an energy-carbon platform measure: electricity, heat and the fuels of the table. */
import { rational } from '../base/rational.ts';
import { fuelOf, fuels } from './factors/fuel.ts';
import type { Conversions } from './factors/unit.ts';

export interface Carrier {
  /** `electricity`, `heat`, or a fuel of the table. */
  code: string;
  /** Units in which a row may state a quantity, by how much of the statement's own unit one of them is. */
  conversions: Conversions;
  /** The unit in which a sum is shown. */
  unit: string;
}

export const ELECTRICITY = 'electricity';
export const HEAT = 'heat';

export const carriers: ReadonlyMap<string, Carrier> = new Map<string, Carrier>([
  [ELECTRICITY, { code: ELECTRICITY, conversions: { kWh: rational(1n) }, unit: 'kWh' }],
  [HEAT, { code: HEAT, conversions: { GJ: rational(1n) }, unit: 'GJ' }],
  ...[...fuels].map(([code, { conversions, unit }]): [string, Carrier] => [
    code,
    { code, conversions, unit },
  ]),
]);

/** Names that platforms of China print, beside the codes and the fuels' names. */
const CARRIER_NAMES: ReadonlyMap<string, string> = new Map<string, string>([
  ['电', ELECTRICITY],
  ['电力', ELECTRICITY],
  ['电能', ELECTRICITY],
  ['热', HEAT],
  ['热力', HEAT],
]);

const UNIT_NAMES: ReadonlyMap<string, string> = new Map([
  ['千瓦时', 'kWh'],
  ['kwh', 'kWh'],
  ['KWH', 'kWh'],
  ['吉焦', 'GJ'],
  ['吨', 't'],
  ['千克', 'kg'],
  ['公斤', 'kg'],
  ['万吨', '1e4t'],
  ['立方米', 'm3'],
  ['m³', 'm3'],
  ['标准立方米', 'Nm3'],
  ['标立方米', 'Nm3'],
  ['Nm³', 'Nm3'],
  ['万标准立方米', '1e4Nm3'],
  ['万标立方米', '1e4Nm3'],
  ['万Nm³', '1e4Nm3'],
  ['万Nm3', '1e4Nm3'],
]);

/** The carrier of that code or Chinese name. */
export const carrierOf = (text: string): Carrier | undefined =>
  carriers.get(CARRIER_NAMES.get(text) ?? fuelOf(text)?.code ?? text);

/** The unit's own code; an unknown text stays as it is. */
export const unitOf = (text: string): string => UNIT_NAMES.get(text) ?? text;
