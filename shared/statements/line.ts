/**
 * Lines of an emission statement: activity data, each with its ISO 14064-1 category and its evidence. Amounts
 * are private; the statement's event seals them. `readLine` finds the factor of what a line states, or says
 * what is wrong.
 */
import * as z from 'zod';
import { DocumentReference } from '../base/document.ts';
import { DatasetId, freeText, line } from '../base/field.ts';
import { Decimal, decimal, type Rational, times } from '../base/rational.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import type { Factor } from './factors/factor.ts';
import { type Fuel, fuelOf, fuels } from './factors/fuel.ts';
import { gases, gasOf } from './factors/gas.ts';
import { rowList } from './factors/named.ts';
import { type Process, processes, processNamed } from './factors/process.ts';
import {
  type Conversions,
  conversionOf,
  converted,
  EMITTED_IN_KILOGRAMS,
  MASS_IN_TONNES,
} from './factors/unit.ts';

export const LINES_MAX = 1_000;

/** A factor of the subject's own, with the remark that it needs; its document is the line's evidence. */
const OwnFactor = z.strictObject({ value: Decimal, unit: line(40), source: freeText(300) });
export type OwnFactor = z.infer<typeof OwnFactor>;

/** Datasets that one statement draws on: each is marked by its commit. */
export const DRAWN_DATASETS_MAX = 60;

/** The rows of activity datasets whose sum the line states (draw.ts). */
const DrawReference = z.strictObject({
  datasets: z.array(DatasetId).min(1).max(DRAWN_DATASETS_MAX),
  meterPoint: line(64),
  /** The line's own where it is left out. */
  carrier: line(40).optional(),
});

const Direction = z.enum(['received', 'sent-out']);

const common = {
  id: z.string().regex(/^[\w.-]{1,60}$/, {
    error: 'must be 1 to 60 letters, digits, or _ . -; 须为 1 至 60 个字母、数字或 _ . -',
  }),
  /** ISO 14064-1: 1 direct, 2 imported energy, 3 transport, 4 products used, 5 use of products, 6 other. */
  category: z.int().min(1).max(6),
  remark: freeText(200).optional(),
  /** A stored document that shows the activity data. */
  evidence: DocumentReference.optional(),
};

export const Line = () =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      ...common,
      kind: z.literal('fuel'),
      /** A row of the table, by code or name. */
      fuel: line(40),
      quantity: Decimal,
      unit: line(20),
      dataset: DrawReference.optional(),
      /** Fuel of international air and sea transport, which is listed apart. */
      international: z.literal(true).optional(),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('process'),
      /** A row of the table by code or name, or else a name with a factor of one's own. */
      process: line(40).optional(),
      name: freeText(100).optional(),
      quantity: Decimal,
      unit: line(20).optional(),
      factor: OwnFactor.optional(),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('electricity'),
      kWh: Decimal,
      supply: z.enum(['grid', 'direct', 'self-generated']),
      direction: Direction,
      dataset: DrawReference.optional(),
      /** What generating it emitted, of electricity that is self-generated and sent out. */
      factor: OwnFactor.optional(),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('heat'),
      GJ: Decimal,
      origin: z.enum(['fossil', 'non-fossil']),
      direction: Direction,
      dataset: DrawReference.optional(),
      /** The measured factor, of fossil heat. */
      factor: OwnFactor.optional(),
    }),
    z.strictObject({ ...common, kind: z.literal('gas'), gas: line(20), kilograms: Decimal }),
  ]);
export type Line = z.infer<ReturnType<typeof Line>>;
export type LineOf<K extends Line['kind']> = Extract<Line, { kind: K }>;

/** Categories 3 to 6 of ISO 14064-1; 1 and 2 are direct emissions and imported energy. */
export const isOfValueChain = ({ category }: Line): boolean => category > 2;

/** What a statement says publicly of its lines: how many they are, and what they rest on. */
export const countsOf = (lines: readonly Line[]) => ({
  count: lines.length,
  documented: lines.filter(({ evidence }) => evidence !== undefined).length,
  metered: lines.filter((line) => 'dataset' in line && line.dataset !== undefined).length,
  ownFactors: lines.filter((line) => 'factor' in line && line.factor !== undefined).length,
});

/** A line with what its words stand for. */
export type ReadLine =
  | { line: LineOf<'fuel'>; fuel: Fuel; quantity: Rational }
  | { line: LineOf<'process'>; process: Process; quantity: Rational }
  | { line: LineOf<'process'>; own: ReadFactor; quantity: Rational }
  | { line: LineOf<'electricity'>; own?: ReadFactor; quantity: Rational }
  | { line: LineOf<'heat'>; own?: ReadFactor; quantity: Rational }
  | { line: LineOf<'gas'>; gas: string; quantity: Rational };

/** A factor of the subject's own, kg per unit of the line. */
interface ReadFactor {
  kilogramsPerUnit: Rational;
  /** What is emitted is CO2, not an equivalent of it. */
  carbonDioxide: boolean;
  shown: Factor;
}

/**
 * Rejections in order: line-repeated; then of each line fuel-unknown, unit-unknown, process-unknown,
 * process-unclear, gas-unknown, factor-unit.
 */
export function readLines(lines: readonly Line[]): ReadLine[] | Rejection {
  const ids = new Set<string>();
  for (const [at, { id }] of lines.entries()) {
    if (ids.has(id)) return reject('line-repeated', `/lines/${at}/id`, { line: id });
    ids.add(id);
  }
  const read: ReadLine[] = [];
  for (const [at, each] of lines.entries()) {
    const found = readLine(each, `/lines/${at}`);
    if (isRejection(found)) return found;
    read.push(found);
  }
  return read;
}

function readLine(each: Line, pointer: string): ReadLine | Rejection {
  switch (each.kind) {
    case 'fuel':
      return readFuel(each, pointer);
    case 'process':
      return readProcess(each, pointer);
    case 'gas': {
      const gas = gasOf(each.gas);
      return gas
        ? { line: each, gas: gas.code, quantity: decimal(each.kilograms) }
        : reject('gas-unknown', `${pointer}/gas`, { gas: each.gas, known: rowList(gases) });
    }
    case 'electricity': {
      const quantity = decimal(each.kWh);
      if (!each.factor) return { line: each, quantity };
      if (each.supply !== 'self-generated' || each.direction !== 'sent-out')
        return reject('factor-not-for-line', `${pointer}/factor`);
      const own = readFactor(each.factor, 'kWh', pointer);
      return isRejection(own) ? own : { line: each, own, quantity };
    }
    case 'heat': {
      const quantity = decimal(each.GJ);
      if (!each.factor) return { line: each, quantity };
      if (each.origin !== 'fossil') return reject('factor-not-for-line', `${pointer}/factor`);
      const own = readFactor(each.factor, 'GJ', pointer);
      return isRejection(own) ? own : { line: each, own, quantity };
    }
  }
}

function readFuel(each: LineOf<'fuel'>, pointer: string): ReadLine | Rejection {
  const fuel = fuelOf(each.fuel);
  if (!fuel) return reject('fuel-unknown', `${pointer}/fuel`, { fuel: each.fuel, known: rowList(fuels) });
  const conversion = conversionOf(fuel.conversions, each.unit);
  if (!conversion) return unitUnknown(each.unit, fuel.conversions, pointer);
  return { line: each, fuel, quantity: converted(each.quantity, conversion) };
}

function readProcess(each: LineOf<'process'>, pointer: string): ReadLine | Rejection {
  const { process: code, name, factor, quantity, unit } = each;
  if ((code === undefined) !== (factor !== undefined && name !== undefined && unit !== undefined))
    return reject('process-unclear', pointer);
  if (code === undefined) {
    const own = readFactor(factor!, unit!, pointer);
    return isRejection(own) ? own : { line: each, own, quantity: decimal(quantity) };
  }
  if (factor !== undefined || name !== undefined) return reject('process-unclear', pointer);
  const process = processNamed(code);
  if (!process)
    return reject('process-unknown', `${pointer}/process`, {
      process: code,
      known: rowList(processes),
    });
  const conversion = conversionOf(MASS_IN_TONNES, unit ?? 't');
  if (!conversion) return unitUnknown(unit!, MASS_IN_TONNES, pointer);
  return { line: each, process, quantity: converted(quantity, conversion) };
}

const unitUnknown = (unit: string, conversions: Conversions, pointer: string): Rejection =>
  reject('unit-unknown', `${pointer}/unit`, { unit, known: Object.keys(conversions).join(', ') });

/** `tCO2/t` and the like: a mass emitted per unit of the line. */
function readFactor(
  { value, unit, source }: OwnFactor,
  per: string,
  pointer: string,
): ReadFactor | Rejection {
  const slash = unit.indexOf('/');
  const emitted = slash < 0 ? unit : unit.slice(0, slash);
  const kilograms = conversionOf(EMITTED_IN_KILOGRAMS, emitted);
  if (slash < 0 || !kilograms || unit.slice(slash + 1) !== per)
    return reject('factor-unit', `${pointer}/factor/unit`, {
      unit,
      per,
      known: Object.keys(EMITTED_IN_KILOGRAMS).join(', '),
    });
  return {
    kilogramsPerUnit: times(decimal(value), kilograms),
    carbonDioxide: !emitted.endsWith('e'),
    shown: { id: OWN_FACTOR, name: source, value, unit, source, grade: 'D' },
  };
}

/** The id of every factor that is no row of a table. */
export const OWN_FACTOR = 'own';
