/** What an account holds of each batch, and the serials that a quantity of it takes. */
import type { Batch, Block, SerialRange } from '../../events/client/operations.schemas.ts';

/** Whole units by batch, as a form has them. */
export type Quantities = Record<string, number | null | undefined>;

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
