/** What a statement still needs before a claim can be made on it, as far as its answer tells. */
import type { EmissionStatement } from '../../../events/client/operations.schemas.ts';
import { chinaDate, yearOf } from '../../../shared/base/day.ts';
import { decimal, minus, roundedDown } from '../../../shared/base/rational.ts';
import { lastDayOfCover } from '../../../shared/statements/cover-statement.ts';

export interface ClaimSteps {
  verification: 'waiting' | 'returned' | 'verified';
  openTonnes: number;
  /** The last day on which credits are retired for it, and whether that is over. */
  last: string;
  isClosed: boolean;
  /** Whole kWh of what was bought that no green power covers. */
  uncoveredKilowattHours: number;
  isYearOver: boolean;
  canClaim: boolean;
}

/** @param at the present instant */
export function claimSteps(statement: EmissionStatement, at: string): ClaimSteps {
  const { year, status, coverage, purchasedKilowattHours, views } = statement;
  const covered = decimal(views.market.green?.kilowattHours ?? '0');
  const left = roundedDown(minus(decimal(purchasedKilowattHours), covered));
  const last = lastDayOfCover(year);
  const isYearOver = yearOf(chinaDate(at)) > year;
  const isCovered = coverage.openTonnes === 0;
  return {
    verification: status === 'submitted' ? 'waiting' : status,
    openTonnes: coverage.openTonnes,
    last,
    isClosed: chinaDate(at) > last,
    uncoveredKilowattHours: Math.max(0, Number(left)),
    isYearOver,
    canClaim: status === 'verified' && isCovered && isYearOver,
  };
}
