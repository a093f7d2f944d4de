/** An offer as its form has it, and as the API takes it. */
import { instruments } from '../../shared/units/instrument.ts';
import type { Lot, Quantities } from '../holdings/lots.ts';
import { chosenOf } from '../holdings/lots.ts';
import { isInstrument } from '../holdings/units.ts';

export interface OfferForm {
  /** The organization that is to get the units; the body names its account. */
  to?: string;
  kind?: 'tCO2e' | 'MWh';
  quantities?: Quantities;
  /** In yuan, with two decimals: the price, or the loan that is secured. */
  price?: number | null;
}

const FEN_PER_YUAN = 100;

export const fenOf = (yuan: number): number => Math.round(yuan * FEN_PER_YUAN);

/** Why units can't change hands: the names of the words that say so. */
export type Unsellable = 'expired' | 'tradedOnce';

/**
 * Parts of a lot that can be offered, and why the others can't. Pure; whether the kind of power lets its
 * certificates be sold at all the registry says.
 */
export function sellable(
  lots: readonly Lot[],
  today: string,
): { lots: Lot[]; unfit: { lot: Lot; why: Unsellable }[] } {
  const found: Lot[] = [];
  const unfit: { lot: Lot; why: Unsellable }[] = [];
  for (const lot of lots) {
    const { instrument, validThrough } = lot.batch;
    if (validThrough !== undefined && today > validThrough) {
      unfit.push({ lot, why: 'expired' });
      continue;
    }
    const isOnce = isInstrument(instrument) && instruments[instrument].tradedOnce;
    const spent = isOnce ? lot.traded : 0;
    if (lot.quantity > spent) found.push({ ...lot, quantity: lot.quantity - spent });
    if (spent > 0) unfit.push({ lot: { ...lot, quantity: spent }, why: 'tradedOnce' });
  }
  return { lots: found, unfit };
}

/** What an offer asks for: units of one account for another, and money where it is named. */
export interface OfferInput {
  from: string;
  to: string;
  items: { batch: string; quantity: number }[];
  /** The price, or the loan. */
  money?: { fen: number };
}

export function offerInput(
  from: string,
  to: string,
  { quantities, price }: OfferForm,
  lots: readonly Lot[],
): OfferInput {
  return {
    from,
    to,
    items: chosenOf(quantities, lots).map(({ lot, quantity }) => ({ batch: lot.batch.id, quantity })),
    ...(typeof price === 'number' && { money: { fen: fenOf(price) } }),
  };
}
