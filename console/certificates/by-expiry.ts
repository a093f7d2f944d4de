/** Certificates by the month of their generation and the day on which they end. */
import type { Batch, Block, BlockStatus } from '../../events/client/operations.schemas.ts';
import { monthOf } from '../../shared/base/month.ts';
import { FACILITY_INSTRUMENT } from '../../shared/units/instrument.ts';

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

/** What ends first stands first. @param today ISO */
export function byExpiry(
  blocks: readonly Block[],
  batches: ReadonlyMap<string, Batch>,
  today: string,
): Holding[] {
  const sums = new Map<string, Holding>();
  for (const { batch: id, status, traded = false, quantity } of blocks) {
    const batch = batches.get(id);
    if (!batch || batch.instrument !== FACILITY_INSTRUMENT) continue;
    const key = `${id} ${status} ${traded}`;
    const before = sums.get(key);
    sums.set(key, {
      key,
      batch,
      month: batch.generated ? monthOf(batch.generated.from) : String(batch.vintage),
      status,
      isTraded: traded,
      quantity: quantity + (before?.quantity ?? 0),
      daysLeft: batch.validThrough === undefined ? undefined : daysBetween(today, batch.validThrough),
    });
  }
  return [...sums.values()].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
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
