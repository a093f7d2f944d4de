/** Offline proof of one commit, as tlog-proof text: the same for a proof request and for a certificate. */
import { formatProof } from '../../events/proof.ts';
import { hashesFromTiles, proveInclusion, withEdge } from '../../events/prove.ts';
import { readHead, tileReader } from '../ledger/log-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { CommitRecord, LogHead } from '../ledger/table.ts';

/** The proof of a commit under the log's present checkpoint; undefined while it waits for its place. */
export async function proveCommit(
  reads: LedgerReads,
  record: CommitRecord,
  head?: LogHead,
): Promise<string | undefined> {
  const { seq } = record;
  if (seq === undefined) return undefined;
  const { size, edge, checkpoint } = head ?? (await requireHead(reads));
  // A head read before the commit was placed doesn't cover it yet.
  if (seq >= size) return undefined;
  const hashes = await proveInclusion(
    seq,
    size,
    withEdge(size, edge, hashesFromTiles(size, tileReader(reads))),
  );
  return formatProof({ index: seq, hashes, checkpoint });
}

export async function requireHead(reads: LedgerReads): Promise<LogHead> {
  const head = await readHead(reads);
  if (!head) throw new Error('a commit has its place in a log without a head');
  return head;
}
