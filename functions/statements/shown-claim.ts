/** A claim as everybody sees it: what it said when it was made, and what has become of it. */
import { read, statementEntity } from '../../shared/ledger/entity.ts';
import type { ClaimState } from '../../shared/statements/states.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { claimView } from '../views/claim.ts';
import { claimFacts } from './claim-facts.ts';
import { membersOf } from './roll-up.ts';

/** With the receipt of the commit that made it. */
export async function shownClaim(reads: LedgerReads, state: ClaimState) {
  const { facts, receipt } = await claimFacts(reads, state);
  const revised =
    facts.subject.kind === 'park' && state.status === 'made' ? await revisedMembers(reads, state) : [];
  return { view: claimView(state, facts, revised), receipt };
}

/** The statements that a park's claim rests on and that are no longer what they were. */
async function revisedMembers(reads: LedgerReads, { statement }: ClaimState): Promise<string[]> {
  const { state } = await requireEntity(reads, statementEntity(statement));
  const present = await membersOf(reads, state);
  const rolled = state.stated.park?.members ?? [];
  return rolled.flatMap(({ statement: member, version }) =>
    read(present, statementEntity(member))?.state.version === version ? [] : [member],
  );
}
