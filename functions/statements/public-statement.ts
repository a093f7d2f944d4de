/** What everybody sees of an emission statement: totals, coverage and status; its lines stay sealed. */
import type { StatementState } from '../../shared/statements/states.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { statementView } from '../views/statement.ts';
import { newerRevisions } from './draws.ts';
import { membersOf } from './roll-up.ts';

export async function publicStatement(reads: LedgerReads, id: string, state: StatementState) {
  const [newer, members] = await Promise.all([newerRevisions(reads, state), membersOf(reads, state)]);
  return statementView(id, state, undefined, { newer, members });
}
