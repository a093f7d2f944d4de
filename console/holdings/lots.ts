/** What an account holds of each batch, and the serials that a quantity of it takes. */
import type { Batch, Block, Holding, SerialRange } from '../../events/client/operations.schemas.ts';
import { unitOf } from './units.ts';

/** Whole units by batch, as a form has them. */
export type Quantities = Record<string, number | null | undefined>;

/** What a form asks of a batch. */
export type LotBatch = Pick<
  Batch,
  'id' | 'instrument' | 'vintage' | 'unit' | 'generated' | 'validThrough' | 'project' | 'facility'
>;

/** What is held of one batch. */
export interface Lot {
  batch: LotBatch;
  quantity: number;
  /** Units among them that have changed hands since they were issued. */
  traded: number;
}

/** Sums by batch as lots: what ends first stands first, and then what is oldest. */
export function lotsOf(sums: readonly Holding[]): Lot[] {
  const lots = sums.flatMap(({ batch, quantity, traded = 0, instrument, ...of }): Lot[] => {
    const unit = unitOf(instrument);
    if (batch === undefined || unit === undefined) return [];
    return [{ batch: { id: batch, instrument, unit, ...of }, quantity, traded }];
  });
  const rank = ({ batch }: Lot) => `${batch.validThrough ?? '9'} ${batch.vintage} ${batch.id}`;
  return lots.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** The first of the blocks that has at least the quantity, one that has just it before the others. */
const enoughOf = (blocks: readonly Block[], quantity: number): Block | undefined =>
  blocks.find((block) => block.quantity === quantity) ?? blocks.find((block) => block.quantity > quantity);

/** Whether no more blocks need to be known. */
export const isEnough = (blocks: readonly Block[], quantity: number): boolean =>
  enoughOf(blocks, quantity) !== undefined;

/**
 * The serials of a quantity of one batch, so that the person sees them before they are gone: from the end of
 * one block where one suffices, and otherwise from as few as may be. Undefined where the blocks have less.
 */
export function serialsFor(blocks: readonly Block[], quantity: number): SerialRange[] | undefined {
  const enough = enoughOf(blocks, quantity);
  const order = enough ? [enough] : [...blocks].sort((a, b) => b.quantity - a.quantity);
  const ranges: SerialRange[] = [];
  let missing = quantity;
  for (const { batch, to, quantity: held } of order) {
    if (missing <= 0) break;
    const taken = Math.min(held, missing);
    ranges.push({ batch, from: to - taken + 1, to });
    missing -= taken;
  }
  return missing > 0 ? undefined : ranges.sort((a, b) => a.from - b.from);
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

/** The lots that something is taken of, and how much. */
export const chosenOf = (quantities: Quantities | undefined, lots: readonly Lot[]) =>
  lots.flatMap((lot) => {
    const quantity = quantities?.[lot.batch.id] ?? 0;
    return quantity > 0 ? [{ lot, quantity }] : [];
  });

export const totalOf = (chosen: readonly { quantity: number }[]): number =>
  chosen.reduce((sum, { quantity }) => sum + quantity, 0);

/** Why the chosen amount can't be taken: the names of the words that say so. */
export type AmountFault = 'nothing' | 'moreThanHeld' | 'moreThanOpen';

/** @param open the most that can be taken, where that is bounded by more than what is held */
export function amountFault(
  quantities: Quantities | undefined,
  lots: readonly Lot[],
  open?: number,
): AmountFault | undefined {
  const chosen = chosenOf(quantities, lots);
  const total = totalOf(chosen);
  if (total === 0) return 'nothing';
  if (chosen.some(({ lot, quantity }) => quantity > lot.quantity)) return 'moreThanHeld';
  return open !== undefined && total > open ? 'moreThanOpen' : undefined;
}
