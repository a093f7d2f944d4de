/** A contract's volume by month, and what was delivered of it. */
import type { MonthSettlement, PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { addMonths, monthsBetween } from '../../shared/base/month.ts';

/** The months of a version and their volumes. */
interface Terms {
  from: string;
  megawattHours: readonly number[];
}

/** The last delivery month of terms. */
export const lastMonthOf = ({ from, megawattHours }: Terms): string =>
  addMonths(from, megawattHours.length - 1);

/** Signed terms, or else those that are to be signed or were declined. */
export function shownTerms({ versions, pending, declined }: PowerPurchaseAgreement): readonly Terms[] {
  if (versions.length > 0) return versions;
  return [pending ?? declined].filter((each) => each !== undefined);
}

/** The last version that begins by a month applies to it; none where that has ended. */
export function volumeAt(terms: readonly Terms[], month: string): number | undefined {
  const version = terms.findLast(({ from }) => from <= month);
  return version?.megawattHours[monthsBetween(version.from, month)];
}

export interface CurveMonth {
  month: string;
  contracted: number | undefined;
  settlement: MonthSettlement | undefined;
}

/** Every month from the first to the last that any terms have; none without terms. */
export function curveOf(terms: readonly Terms[], settlements: readonly MonthSettlement[]): CurveMonth[] {
  const first = terms.map(({ from }) => from).sort()[0];
  const last = terms.map(lastMonthOf).sort().at(-1);
  if (first === undefined || last === undefined) return [];
  const settled = new Map(settlements.map((each) => [each.month, each]));
  return Array.from({ length: monthsBetween(first, last) + 1 }, (_, at) => {
    const month = addMonths(first, at);
    return { month, contracted: volumeAt(terms, month), settlement: settled.get(month) };
  }).filter(({ contracted, settlement }) => contracted !== undefined || settlement !== undefined);
}

/** Sums over the settled months, MWh. */
export function settledSums(settlements: readonly MonthSettlement[]) {
  const sum = (of: (each: MonthSettlement) => number) =>
    settlements.reduce((total, each) => total + of(each), 0);
  return {
    months: settlements.length,
    contracted: sum(({ contractMegawattHours }) => contractMegawattHours),
    delivered: sum(({ deliveredMegawattHours }) => deliveredMegawattHours),
  };
}

export type ContractStatus = 'toSign' | 'pending' | 'declined' | 'inForce' | 'ended';

/** @param month the current one @param org whoever looks */
export function statusOf(contract: PowerPurchaseAgreement, month: string, org: string): ContractStatus {
  const { versions, pending } = contract;
  if (pending?.turn === org) return 'toSign';
  const last = versions.map(lastMonthOf).sort().at(-1);
  if (last !== undefined) return last < month ? 'ended' : 'inForce';
  return pending ? 'pending' : 'declined';
}

/** Delivery months that are over and not settled yet, the earliest first. */
export const unsettled = (curve: readonly CurveMonth[], current: string): string[] =>
  curve.filter(({ month, settlement }) => !settlement && month < current).map(({ month }) => month);
