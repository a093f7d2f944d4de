/**
 * What a statement leaves open, worked out by the auditor from the public facts: everything over one common
 * denominator, in integers.
 */
import type { StatementState } from '../../../../shared/statements/states.ts';

export interface Open {
  residualKilograms: bigint;
  neededTonnes: bigint;
  retiredTonnes: bigint;
  openTonnes: bigint;
  /** MWh beyond what was purchased. */
  unusedMegawattHours: bigint;
}

/** A numerator over a denominator above zero. */
type Ratio = readonly [bigint, bigint];

/** `n/d` or `n`, as a leaf has it; its schema allows nothing else. */
export function ratioOf(text: string): Ratio {
  const [numerator = '0', denominator = '1'] = text.split('/');
  return [BigInt(numerator), BigInt(denominator)];
}

/** A decimal over the power of ten that makes it whole. */
function decimalRatio(text: string): Ratio {
  const [integer = '0', places = ''] = text.split('.');
  return [BigInt(integer + places), 10n ** BigInt(places.length)];
}

/** Towards minus infinity, as the division of integers is not. */
const floorDiv = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;

/** Half up: the whole number whose half-open unit, from a half below to a half above, has the ratio in it. */
export const nearest = ([numerator, denominator]: Ratio): bigint =>
  floorDiv(numerator * 2n + denominator, denominator * 2n);

export function openOf({ stated, green, retired }: StatementState): Open {
  const megawattHours = BigInt(green.physical) + BigInt(green.certificate);
  const [bought, boughtOver] = ratioOf(stated.purchasedKilowattHours);
  const purchased = bought < 0n ? 0n : bought;
  // Both over `boughtOver`: what the certificates stand for, and what was bought.
  const retiredEnergy = megawattHours * 1000n * boughtOver;
  const covered = retiredEnergy < purchased ? retiredEnergy : purchased;
  const [factor, factorOver] = decimalRatio(stated.grid.residual.value);
  const [gross, grossOver] = ratioOf(stated.totals.market.exact);
  const over = grossOver * boughtOver * factorOver;
  const left = gross * boughtOver * factorOver - covered * factor * grossOver;
  const residual = left > 0n ? nearest([left, over]) : 0n;
  const needed = (residual + 999n) / 1000n;
  const tonnes = Object.values(retired).reduce((sum, each) => sum + BigInt(each), 0n);
  return {
    residualKilograms: residual,
    neededTonnes: needed,
    retiredTonnes: tonnes,
    openTonnes: needed > tonnes ? needed - tonnes : 0n,
    unusedMegawattHours: (retiredEnergy - covered) / (1000n * boughtOver),
  };
}

/** In lowest terms, as every fraction of a leaf has to be: two texts of one value would be two leaves. */
export function isLowest(text: string): boolean {
  const [numerator, denominator] = ratioOf(text);
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 1n ? !text.endsWith('/1') : numerator === 0n && denominator === 1n && text === '0';
}
