/** Every row of every factor table. */
import { coalEquivalents } from './coal-equivalent.ts';
import type { Factor } from './factor.ts';
import { fuels } from './fuel.ts';
import { gasFactors } from './gas.ts';
import { electricityFactors } from './grid.ts';
import { HEAT_FOSSIL, PARK_ELECTRICITY } from './method.ts';
import { processes } from './process.ts';

export const FACTOR_TABLES = ['electricity', 'fuel', 'heat', 'process', 'gas', 'coal-equivalent'] as const;
export type FactorTable = (typeof FACTOR_TABLES)[number];

/** In the order of the tables, newest years first. */
export const allFactors = (): Factor[] => [
  ...electricityFactors(),
  PARK_ELECTRICITY,
  ...[...fuels.values()].map(({ factor }) => factor),
  HEAT_FOSSIL,
  ...[...processes.values()].flatMap(({ factors }) => factors.slice(0, 1)),
  ...gasFactors(),
  ...coalEquivalents(),
];

export const tableOf = ({ id }: Factor): FactorTable => id.slice(0, id.indexOf('/')) as FactorTable;
