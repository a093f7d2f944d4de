/**
 * What a statement leaves open, worked out by the auditor from the public facts: everything over one common
 * denominator, in integers. A park's statement counts what its members had retired when it rolled them up.
 */
import type { CoverMegawattHours, CoverTonnes } from '../../../../shared/statements/cover.ts';
import type { StatementState } from '../../../../shared/statements/states.ts';
import { added, decimalRatio, nearest, type Ratio, ratioOf } from './ratio.ts';

export interface Open {
  residualKilograms: bigint;
  neededTonnes: bigint;
  retiredTonnes: bigint;
  openTonnes: bigint;
  /** MWh beyond what was purchased. */
  unusedMegawattHours: bigint;
}

export function openOf(state: StatementState): Open {
  const { stated } = state;
  const [factor, factorOver] = decimalRatio(stated.grid.residual.value);
  const [gross, grossOver] = ratioOf(stated.totals.market.exact);
  const [covered, coveredOver] = coveredBy(state);
  const over = grossOver * coveredOver * factorOver;
  const left = gross * coveredOver * factorOver - covered * factor * grossOver;
  const residual = left > 0n ? nearest([left, over]) : 0n;
  const needed = (residual + 999n) / 1000n;
  const tonnes = sumOf(retiredInAll(state));
  const megawattHours = sumOf(greenInAll(state));
  return {
    residualKilograms: residual,
    neededTonnes: needed,
    retiredTonnes: tonnes,
    openTonnes: needed > tonnes ? needed - tonnes : 0n,
    unusedMegawattHours: (megawattHours * 1000n * coveredOver - covered) / (1000n * coveredOver),
  };
}

/** kWh of purchases that green power takes up: of the statement's own, and what members' had taken up. */
export function coveredBy({ stated, green }: Pick<StatementState, 'stated' | 'green'>): Ratio {
  let available: Ratio = [sumOf(green) * 1000n, 1n];
  for (const member of stated.park?.members ?? [])
    if (member.green) available = added(available, ratioOf(member.green.used));
  const [bought, boughtOver] = ratioOf(stated.purchasedKilowattHours);
  const [stands, standsOver] = available;
  if (bought <= 0n) return [0n, 1n];
  return stands * boughtOver < bought * standsOver ? available : [bought, boughtOver];
}

/** Tonnes by kind that count in a statement. */
export const retiredInAll = ({ stated, retired }: StatementState): CoverTonnes =>
  together(
    retired,
    stated.park?.members.flatMap((member) => member.retired ?? []),
  );

/** MWh by kind that count in a statement, taken up or not. */
export const greenInAll = ({ stated, green }: StatementState): CoverMegawattHours =>
  together(
    green,
    stated.park?.members.flatMap((member) => member.green ?? []),
  );

function together<T extends object>(own: T, others: readonly T[] = []): T {
  const all = Object.entries(own).map(([name, count]) => {
    const counts = others.map((other) => other[name as keyof T] as number);
    return [name, counts.reduce((sum, each) => sum + each, count as number)];
  });
  return Object.fromEntries(all) as T;
}

export const sumOf = (counts: object): bigint =>
  Object.values(counts).reduce((sum: bigint, each: number) => sum + BigInt(each), 0n);
