/** Certificates by the month of their generation and the day on which they end. */
import type { Batch, BlockStatus, Holding as Sum } from '../../events/client/operations.schemas.ts';
import { monthOf } from '../../shared/base/month.ts';
import { FACILITY_INSTRUMENT } from '../../shared/units/instrument.ts';
import { BLOCK_STATUSES } from '../../shared/units/states.ts';

/** What an account has of one batch in one status, traded or not. */
export interface Holding {
  key: string;
  batch: Batch;
  /** Of generation; of an import over several, the first. */
  month: string;
  status: BlockStatus;
  isTraded: boolean;
  quantity: number;
  /** From that day on nothing more; negative once it is past. Undefined where they don't end. */
  daysLeft: number | undefined;
}

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const isCertificate = ({ instrument }: Pick<Sum, 'instrument'>): boolean =>
  instrument === FACILITY_INSTRUMENT;

/** What ends first stands first. @param sums by batch @param today ISO */
export function byExpiry(
  sums: readonly Sum[],
  batches: ReadonlyMap<string, Batch>,
  today: string,
): Holding[] {
  const holdings = sums.flatMap(({ batch: id = '', quantity, traded = 0, ...sum }): Holding[] => {
    const batch = batches.get(id);
    const status = BLOCK_STATUSES.find((each) => each === sum.status);
    if (!batch || !status || !isCertificate(batch)) return [];
    const month = batch.generated ? monthOf(batch.generated.from) : String(batch.vintage);
    const daysLeft = batch.validThrough === undefined ? undefined : daysBetween(today, batch.validThrough);
    const parts = [
      { isTraded: false, quantity: quantity - traded },
      { isTraded: true, quantity: traded },
    ];
    return parts
      .filter((part) => part.quantity > 0)
      .map((part) => ({ key: `${id} ${status} ${part.isTraded}`, batch, month, status, daysLeft, ...part }));
  });
  return holdings.sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

const rank = ({ batch, month, key }: Holding) => `${batch.validThrough ?? '9'} ${month} ${key}`;

export const TERMS = ['lapsed', 'soon', 'year', 'later'] as const;
export type Term = (typeof TERMS)[number];

const SOON_DAYS = 90;
const YEAR_DAYS = 365;

/** The last day counts as one on which they can be used. */
export function termOf(daysLeft: number | undefined): Term {
  if (daysLeft === undefined) return 'later';
  if (daysLeft < 0) return 'lapsed';
  if (daysLeft <= SOON_DAYS) return 'soon';
  return daysLeft <= YEAR_DAYS ? 'year' : 'later';
}

/** They end by date or are locked until they come back; the others were used, or are void. */
const LIVE: readonly BlockStatus[] = ['held', 'offered', 'pledged', 'frozen'];

export const isLive = ({ status }: Pick<Holding, 'status'>): boolean => LIVE.includes(status);

/** Live certificates by term. What the registry recorded as expired is past its validity too. */
export function sumsByTerm(holdings: readonly Holding[]): Record<Term, number> {
  const sums: Record<Term, number> = { lapsed: 0, soon: 0, year: 0, later: 0 };
  for (const each of holdings) {
    if (isLive(each)) sums[termOf(each.daysLeft)] += each.quantity;
    if (each.status === 'expired') sums.lapsed += each.quantity;
  }
  return sums;
}

/** Live certificates by the month in which they end, in order. */
export function byMonthOfExpiry(holdings: readonly Holding[]): { month: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const each of holdings) {
    const { validThrough } = each.batch;
    if (!isLive(each) || validThrough === undefined) continue;
    sums.set(monthOf(validThrough), (sums.get(monthOf(validThrough)) ?? 0) + each.quantity);
  }
  return [...sums]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, quantity]) => ({ month, quantity }));
}
