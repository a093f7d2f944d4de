/**
 * Coal equivalents (折标准煤系数, GB/T 2589-2020), kgce. Electricity at its equivalent value (等价值) has no
 * row and no default: each year's figure needs a source of its own.
 */
import { decimal, over, type Rational } from '../../base/rational.ts';
import type { Factor, Grade } from './factor.ts';
import type { Fuel } from './fuel.ts';

const SOURCE = 'GB/T 2589-2020';
const GRADE: Grade = 'M';

/** Net calorific value of a kilogram of standard coal, MJ. */
const MEGAJOULES_PER_KGCE = decimal('29.3076');

/** kgce per kg of fuel. */
const perKilogram = {
  'raw-coal': ['原煤', '0.7143'],
  'washed-coal': ['洗精煤', '0.9000'],
  coke: ['焦炭', '0.9714'],
  'crude-oil': ['原油', '1.4286'],
  'fuel-oil': ['燃料油', '1.4286'],
  gasoline: ['汽油', '1.4714'],
  kerosene: ['煤油', '1.4714'],
  diesel: ['柴油', '1.4571'],
  LPG: ['液化石油气', '1.7143'],
} as const satisfies Record<string, readonly [name: string, value: string]>;

const row = (carrier: string, name: string, value: string, unit: string): Factor => ({
  id: `coal-equivalent/${carrier}`,
  name,
  value,
  unit,
  source: SOURCE,
  grade: GRADE,
});

export const HEAT_EQUIVALENT = row('heat', '热力', '0.03412', 'kgce/MJ');
const CALORIFIC_ELECTRICITY = row('electricity-calorific', '电力（当量值）', '0.1229', 'kgce/kWh');

export const coalEquivalents = (): Factor[] => [
  ...Object.entries(perKilogram).map(([carrier, [name, value]]) => row(carrier, name, value, 'kgce/kg')),
  HEAT_EQUIVALENT,
  CALORIFIC_ELECTRICITY,
];

/**
 * Standard coal per unit of a fuel, tce, with the factor used: its row, or else its net calorific value over
 * that of standard coal, as the standard itself prefers for gas.
 */
export function coalEquivalentOf(fuel: Fuel): { tonnesPerUnit: Rational; factor: Factor } {
  if (Object.hasOwn(perKilogram, fuel.code)) {
    const [name, value] = perKilogram[fuel.code as keyof typeof perKilogram];
    return { tonnesPerUnit: decimal(value), factor: row(fuel.code, name, value, 'kgce/kg') };
  }
  return {
    tonnesPerUnit: over(decimal(fuel.gigajoulesPerUnit), MEGAJOULES_PER_KGCE),
    factor: {
      ...row(fuel.code, fuel.name, `${fuel.gigajoulesPerUnit} / 29.3076`, `tce/${fuel.unit}`),
      remark: '按低位发热量折算 by net calorific value',
    },
  };
}
