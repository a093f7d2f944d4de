/**
 * Fuels: CO2 = quantity × net calorific value × carbon content × oxidation × 44/12 (缺省值, GB/T
 * 32151.34-2024 table C.1).
 */
import { decimal, product, type Rational, rational } from '../../base/rational.ts';
import type { Factor, Grade } from './factor.ts';
import { rowFinder } from './named.ts';
import { type Conversions, MASS_IN_TONNES, VOLUME_IN_TEN_THOUSAND_NM3 } from './unit.ts';

const SOURCE = 'GB/T 32151.34-2024 table C.1';
const GRADE: Grade = 'M+';

/** CO2 per carbon, by mass: kept as a fraction. */
export const CO2_PER_CARBON: Rational = rational(44n, 12n);

type Row = readonly [
  fuel: string,
  name: string,
  unit: 't' | '1e4Nm3',
  gigajoulesPerUnit: string,
  tonnesCarbonPerGigajoule: string,
  oxidationPercent: string,
];

const rows = [
  ['anthracite', '无烟煤', 't', '26.7', '0.0274', '94'],
  ['bituminous-coal', '烟煤', 't', '19.570', '0.0261', '93'],
  ['lignite', '褐煤', 't', '11.9', '0.028', '96'],
  ['washed-coal', '洗精煤', 't', '26.334', '0.02541', '90'],
  ['briquette', '型煤', 't', '17.460', '0.0336', '90'],
  ['coke', '焦炭', 't', '28.435', '0.0295', '93'],
  ['petroleum-coke', '石油焦', 't', '32.5', '0.0275', '98'],
  ['crude-oil', '原油', 't', '41.816', '0.0201', '98'],
  ['fuel-oil', '燃料油', 't', '41.816', '0.0211', '98'],
  ['gasoline', '汽油', 't', '43.070', '0.0189', '98'],
  ['diesel', '柴油', 't', '42.652', '0.0202', '98'],
  ['kerosene', '煤油', 't', '43.070', '0.0196', '98'],
  ['LNG', 'LNG', 't', '51.498', '0.0153', '98'],
  ['LPG', 'LPG', 't', '50.179', '0.0172', '98'],
  ['natural-gas', '天然气', '1e4Nm3', '389.31', '0.0153', '99'],
  ['blast-furnace-gas', '高炉煤气', '1e4Nm3', '33.00', '0.0708', '99'],
  ['converter-gas', '转炉煤气', '1e4Nm3', '84.00', '0.0496', '99'],
  ['coke-oven-gas', '焦炉煤气', '1e4Nm3', '179.81', '0.01358', '99'],
] as const satisfies readonly Row[];

export type FuelCode = (typeof rows)[number][0];

export interface Fuel {
  code: FuelCode;
  name: string;
  unit: 't' | '1e4Nm3';
  gigajoulesPerUnit: string;
  /** Units in which a quantity may be stated, by how much of `unit` one of them is. */
  conversions: Conversions;
  /** tCO2 per `unit`, exact. */
  tonnesPerUnit: Rational;
  factor: Factor;
}

export const fuels: ReadonlyMap<string, Fuel> = new Map(
  rows.map(([code, name, unit, calorific, carbon, oxidation]) => [
    code,
    {
      code,
      name,
      unit,
      gigajoulesPerUnit: calorific,
      conversions: unit === 't' ? MASS_IN_TONNES : VOLUME_IN_TEN_THOUSAND_NM3,
      tonnesPerUnit: product(
        decimal(calorific),
        decimal(carbon),
        decimal(oxidation),
        rational(1n, 100n),
        CO2_PER_CARBON,
      ),
      factor: {
        id: `fuel/${code}`,
        name,
        value: `${calorific} × ${carbon} × ${oxidation}% × 44/12`,
        unit: `tCO2/${unit}`,
        source: SOURCE,
        grade: GRADE,
      },
    },
  ]),
);

/** The fuel of that code or Chinese name. */
export const fuelOf = rowFinder(fuels);
