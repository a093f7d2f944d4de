/** Processes: output × factor. Raw material that is decomposed, steel, aluminium. */
import { decimal, product, type Rational, times } from '../../base/rational.ts';
import type { Factor, Grade } from './factor.ts';
import { gasFactor } from './gas.ts';
import { rowFinder } from './named.ts';
import { type Conversions, EMITTED_IN_KILOGRAMS, MASS_IN_TONNES } from './unit.ts';

interface Row {
  process: string;
  name: string;
  value: string;
  source: string;
  grade: Grade;
  /** The gas, where it isn't CO2: the value is then kg of it per tonne. */
  gas?: 'CF4' | 'C2F6';
  /** The value is carbon that becomes CO2, tC/t. */
  carbon?: true;
}

const CARBONATES = { source: 'GB/T 32151.34-2024', grade: 'M+' } as const;
const STEEL = { source: 'CETS-AG-03.01', grade: 'M' } as const;
const ALUMINIUM = { source: 'CETS-AG-04.01', grade: 'M' } as const;

const rows: readonly Row[] = [
  { process: 'CaCO3', name: '碳酸钙分解', value: '0.440', ...CARBONATES },
  { process: 'MgCO3', name: '碳酸镁分解', value: '0.522', ...CARBONATES },
  { process: 'Na2CO3', name: '碳酸钠分解', value: '0.415', ...CARBONATES },
  { process: 'CaMg(CO3)2', name: '白云石分解', value: '0.477', ...CARBONATES },
  { process: 'steel-DRI', name: '直接还原铁', value: '0.073', ...STEEL },
  { process: 'steel-scrap', name: '废钢', value: '0.037', ...STEEL },
  { process: 'steel-electrode', name: '电极', value: '3.663', ...STEEL },
  { process: 'aluminium-anode', name: '电解铝 阳极净耗', value: '0.976', carbon: true, ...ALUMINIUM },
  { process: 'aluminium-CF4', name: '电解铝 CF4', value: '0.034', gas: 'CF4', ...ALUMINIUM },
  { process: 'aluminium-C2F6', name: '电解铝 C2F6', value: '0.0034', gas: 'C2F6', ...ALUMINIUM },
];

export interface Process {
  name: string;
  conversions: Conversions;
  /** kgCO2e per tonne of output, exact. */
  kilogramsPerTonne: Rational;
  /** The gas is no CO2. */
  otherGas: boolean;
  factors: Factor[];
}

function processOf({ process, name, value, source, grade, gas, carbon }: Row): Process {
  const unit = gas ? `kg${gas}/t` : carbon ? 'tC/t' : 'tCO2/t';
  const factor: Factor = { id: `process/${process}`, name, value, unit, source, grade };
  const base = { name, conversions: MASS_IN_TONNES, otherGas: gas !== undefined };
  if (!gas) {
    const kilograms = EMITTED_IN_KILOGRAMS[carbon ? 'tC' : 'tCO2']!;
    return { ...base, kilogramsPerTonne: times(decimal(value), kilograms), factors: [factor] };
  }
  // The guide that gives the factor takes the potentials of AR5, in whichever view its gas is counted.
  const potential = gasFactor(gas, 'AR5')!;
  return {
    ...base,
    kilogramsPerTonne: product(decimal(value), decimal(potential.value)),
    factors: [factor, potential],
  };
}

export const processes: ReadonlyMap<string, Process> = new Map(
  rows.map((row) => [row.process, processOf(row)]),
);

/** The process of that code or Chinese name. */
export const processNamed = rowFinder(processes);
