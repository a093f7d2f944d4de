/** What the ledger touches of the world. */
import type { LedgerReads } from './reads.ts';

/** What commit() touches of the world, for tests to replace. */
export interface World {
  reads: LedgerReads;
  /** The organization that is operator without being registered: it registers all others. */
  rootOperator: string;
  /** What the log calls itself: a signature is for one log. */
  logOrigin: string;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
}
