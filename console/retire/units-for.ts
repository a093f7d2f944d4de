/**
 * Which units a retirement may take, as far as that can be told before the registry is asked: it decides by
 * the same rules, and has the last word. Pure, so that its rules are held against the registry's by test.
 */
import type { Batch, Block, SerialRange } from '../../events/client/operations.schemas.ts';
import { instruments } from '../../shared/units/instrument.ts';
import { isInstrument } from '../holdings/units.ts';

/** Why a batch's units can't be used: the names of the words that say so. */
export type Unfit = 'expired' | 'madeLater' | 'otherYear' | 'noYear';

export interface Use {
  /** Of the consumption that certificates account for. */
  year?: number | undefined;
  /** Whether the units are to cover an emission statement. */
  forStatement: boolean;
  /** The day in China (ISO). */
  today: string;
}

type Judged = Pick<Batch, 'instrument' | 'vintage' | 'validThrough' | 'unit'>;

/** What the rules say of an instrument; undefined where the console doesn't know it. */
function rulesOf(instrument: string) {
  if (!isInstrument(instrument)) return undefined;
  const row: { consumptionYear: boolean; sameYearFrom?: number } = instruments[instrument];
  return row;
}

/** Whether its retirement names the year of a consumption. */
export const namesYear = ({ instrument }: Pick<Batch, 'instrument'>): boolean =>
  rulesOf(instrument)?.consumptionYear === true;

/** Undefined where nothing speaks against the batch. */
export function unfitOf(batch: Judged, { year, forStatement, today }: Use): Unfit | undefined {
  if (batch.validThrough !== undefined && today > batch.validThrough) return 'expired';
  // Without a year a certificate says nothing of a year's consumption.
  if (!namesYear(batch)) return forStatement && batch.unit === 'MWh' ? 'noYear' : undefined;
  if (year === undefined) return undefined;
  if (year < batch.vintage) return 'madeLater';
  const from = rulesOf(batch.instrument)?.sameYearFrom;
  return from !== undefined && batch.vintage >= from && year !== batch.vintage ? 'otherYear' : undefined;
}

/** Held blocks of one batch. */
export interface Lot {
  batch: Batch;
  blocks: readonly Block[];
  quantity: number;
}

/** Held blocks by batch: what ends first stands first, and then what is oldest. */
export function lotsOf(blocks: readonly Block[], batches: ReadonlyMap<string, Batch>): Lot[] {
  const held = new Map<string, Block[]>();
  for (const block of blocks) held.set(block.batch, [...(held.get(block.batch) ?? []), block]);
  const lots = [...held].flatMap(([id, own]) => {
    const batch = batches.get(id);
    const quantity = own.reduce((sum, each) => sum + each.quantity, 0);
    return batch ? [{ batch, blocks: own, quantity }] : [];
  });
  const rank = ({ batch }: Lot) => `${batch.validThrough ?? '9'} ${batch.vintage} ${batch.id}`;
  return lots.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/**
 * The serials of a quantity, so that the person sees them before they are gone: from the end of one block
 * where one suffices, and otherwise from as few as may be.
 */
export function serialsFor({ batch, blocks }: Lot, quantity: number): SerialRange[] {
  const exact = blocks.find((block) => block.quantity === quantity);
  const enough = exact ?? blocks.find((block) => block.quantity > quantity);
  const order = enough ? [enough] : [...blocks].sort((a, b) => b.quantity - a.quantity);
  const ranges: SerialRange[] = [];
  let missing = quantity;
  for (const { to, quantity: held } of order) {
    if (missing <= 0) break;
    const taken = Math.min(held, missing);
    ranges.push({ batch: batch.id, from: to - taken + 1, to });
    missing -= taken;
  }
  return ranges.sort((a, b) => a.from - b.from);
}

/** Whole units by batch that reach the amount, in the lots' order; less where there are less. */
export function filled(lots: readonly Lot[], amount: number): Record<string, number> {
  let missing = amount;
  return Object.fromEntries(
    lots.map(({ batch, quantity }) => {
      const taken = Math.max(0, Math.min(quantity, missing));
      missing -= taken;
      return [batch.id, taken];
    }),
  );
}
