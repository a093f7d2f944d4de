/**
 * Energy of lines for the parks' indicator (综合能源消费量): fuels and heat by coal equivalent, electricity
 * at its equivalent value. What is bought counts, less what is sent out; fuel of the value chain and of
 * international transport isn't the park's. Fuels that are stated as processes have no coal equivalent.
 */
import {
  asFraction,
  decimal,
  minus,
  negated,
  plus,
  product,
  type Rational,
  rational,
  sum,
  times,
  ZERO,
} from '../base/rational.ts';
import { coalEquivalentOf, HEAT_EQUIVALENT } from './factors/coal-equivalent.ts';
import { isOfValueChain, type ReadLine } from './line.ts';
import type { EnergyFigures, StatedShares } from './rolled-up.ts';

/** What the parks' indicator needs of the year. */
export interface EnergyPart {
  kgcePerKilowattHour: string;
  source: string;
  shares?: StatedShares | undefined;
}

export interface Energy {
  /** Fuels and heat, tce. */
  thermal: Rational;
  /** Electricity bought, less what was generated here and sent out. */
  kilowattHours: Rational;
}

export function energyOf(lines: readonly ReadLine[]): Energy {
  let [thermal, kilowattHours] = [ZERO, ZERO];
  for (const read of lines) {
    const { line, quantity } = read;
    if (line.kind === 'electricity') {
      if (line.direction === 'sent-out') kilowattHours = minus(kilowattHours, quantity);
      else if (line.supply !== 'self-generated') kilowattHours = plus(kilowattHours, quantity);
    } else if (!isOfValueChain(line)) thermal = plus(thermal, thermalOf(read));
  }
  return { thermal, kilowattHours };
}

/** Coal equivalent of fuel burnt, and of heat received less sent out, tce. */
function thermalOf(read: ReadLine): Rational {
  if ('fuel' in read)
    return read.line.international ? ZERO : times(read.quantity, coalEquivalentOf(read.fuel).tonnesPerUnit);
  if (read.line.kind !== 'heat') return ZERO;
  // kgce per MJ are tce per GJ.
  const tonnes = times(read.quantity, decimal(HEAT_EQUIVALENT.value));
  return read.line.direction === 'received' ? tonnes : negated(tonnes);
}

/** The energy of all statements of a park. What flows between them is sent out once and received once. */
export function figuresOf(
  { kgcePerKilowattHour, source, shares }: EnergyPart,
  statements: readonly (readonly ReadLine[])[],
): EnergyFigures {
  const parts = statements.map(energyOf);
  const thermal = sum(parts.map((part) => part.thermal));
  const kilowattHours = sum(parts.map((part) => part.kilowattHours));
  const electric = product(kilowattHours, decimal(kgcePerKilowattHour), rational(1n, 1000n));
  return {
    kgcePerKilowattHour,
    source,
    thermal: asFraction(thermal),
    kilowattHours: asFraction(kilowattHours),
    tce: asFraction(plus(thermal, electric)),
    ...(shares && { shares }),
  };
}
