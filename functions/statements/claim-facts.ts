/** What a claim said when it was made. */
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { ClaimState } from '../../shared/statements/states.ts';
import { receiptOf } from '../http/receipt.ts';
import type { LedgerReads } from '../ledger/reads.ts';

/** The leaf that made the claim says all of it. */
export async function claimFacts(reads: LedgerReads, { made }: Pick<ClaimState, 'made'>) {
  const record = await reads.commit(made);
  if (!record) throw new Error(`the claim's commit ${made} is missing`);
  const event = JSON.parse(record.leaf) as RegistryEvent;
  if (event.type !== 'claim.made') throw new Error(`${made} is ${event.type} and makes no claim`);
  return { facts: event.facts, receipt: receiptOf(record) };
}
