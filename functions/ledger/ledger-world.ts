/** What the ledger touches of the world. */
import { chinaDate } from '../../shared/base/day.ts';
import type { LedgerReads } from './reads.ts';

/** What commit() touches of the world, for tests to replace. */
export interface World {
  reads: LedgerReads;
  /** The organization that is operator without being registered: it registers all other organizations. */
  rootOperator: string;
  /** The log's name for itself: a signature holds for one log only. */
  logOrigin: string;
  /** The work that a comment of the public comes with, zero bits. */
  commentWorkBits: number;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
}

/** The day in China. */
export const todayOf = ({ now }: Pick<World, 'now'>): string => chinaDate(now().toISOString());
