/**
 * Global warming potentials over 100 years, kgCO2e per kg. A set is a version: AR5 for the national emissions
 * trading scheme, AR6 for all else (DOMAIN §4). Methane of fossil origin counts for more, since its carbon
 * wasn't in the air.
 */
import type { Factor, Grade } from './factor.ts';
import { rowFinder } from './named.ts';

export const GWP_SETS = { AR5: 'IPCC AR5 (WG1, 2013)', AR6: 'IPCC AR6 (WG1, 2021)' } as const;
export type GwpSet = keyof typeof GWP_SETS;

type Row = readonly [gas: string, name: string, ar5: string, grade5: Grade, ar6: string, grade6: Grade];

const rows = [
  ['CO2', '二氧化碳', '1', 'H', '1', 'H'],
  ['CH4', '甲烷（非化石）', '28', 'M', '27.0', 'M'],
  ['CH4-fossil', '甲烷（化石）', '30', 'M', '29.8', 'M'],
  ['N2O', '氧化亚氮', '265', 'M', '273', 'M'],
  ['SF6', '六氟化硫', '23500', 'K', '24300', 'K'],
  ['NF3', '三氟化氮', '16100', 'K', '17400', 'K'],
  ['CF4', '四氟化碳', '6630', 'M', '7380', 'K'],
  ['C2F6', '六氟乙烷', '11100', 'M', '12400', 'K'],
  ['HFC-32', 'HFC-32', '677', 'K', '771', 'K'],
  ['HFC-125', 'HFC-125', '3170', 'K', '3740', 'K'],
  ['HFC-134a', 'HFC-134a', '1300', 'K', '1530', 'K'],
] as const satisfies readonly Row[];

export const gases: ReadonlyMap<string, { code: string; name: string }> = new Map(
  rows.map(([code, name]) => [code, { code, name }]),
);

/** The gas of that code or Chinese name. */
export const gasOf = rowFinder(gases);

const factors = new Map<string, Factor>(
  rows.flatMap(([gas, name, ar5, grade5, ar6, grade6]) =>
    (
      [
        ['AR5', ar5, grade5],
        ['AR6', ar6, grade6],
      ] as const
    ).map(([set, value, grade]): [string, Factor] => [
      `${gas}/${set}`,
      {
        id: `gas/${gas}/${set}`,
        name: `${name}全球增温潜势`,
        value,
        unit: 'kgCO2e/kg',
        source: GWP_SETS[set],
        grade,
      },
    ]),
  ),
);

export const gasFactor = (gas: string, set: GwpSet): Factor | undefined => factors.get(`${gas}/${set}`);

export const gasFactors = (): Factor[] => [...factors.values()];
