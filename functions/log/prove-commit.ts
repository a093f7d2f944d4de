/** Offline proofs of commits, as tlog-proof text: the same for a proof request and for a certificate. */
import { formatProof } from '../../events/tlog/proof.ts';
import { hashesFromTiles, proveInclusion, withEdge } from '../../events/tlog/prove.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import { readHeads, tileReader } from '../ledger/log-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { LogHead } from '../ledger/table.ts';

export interface Proven {
  /** The log as the checkpoint that all the proofs share names it. */
  log: { origin: string; vkey: string };
  /** Each record's leaf with its proof, in the records' order. */
  evidence: { leaf: string; proof: string }[];
}

/** The proofs of commits, all under one checkpoint; undefined while one commit waits for its place. */
export async function proveCommits(
  reads: LedgerReads,
  records: readonly CommitRecord[],
): Promise<Proven | undefined> {
  const placed = records.flatMap(({ leaf, seq }) => (seq === undefined ? [] : [{ leaf, seq }]));
  if (placed.length < records.length) return undefined;
  const under = await headOver(reads, Math.max(...placed.map(({ seq }) => seq)));
  if (!under) return undefined;
  const { size, edge, checkpoint } = under;
  const hashAt = withEdge(size, edge, hashesFromTiles(size, tileReader(reads)));
  const evidence = await Promise.all(
    placed.map(async ({ leaf, seq }) => {
      const hashes = await proveInclusion(seq, size, hashAt);
      return { leaf, proof: formatProof({ index: seq, hashes, checkpoint }) };
    }),
  );
  const [origin = ''] = checkpoint.split('\n', 1);
  return { log: { origin, vkey: under.vkey }, evidence };
}

/**
 * The head that covers an index: the cosigned one if it does, since the log can't have shown others a
 * different tree. Undefined where the heads were read before the commit was placed.
 */
async function headOver(reads: LedgerReads, index: number): Promise<LogHead | undefined> {
  const { head, cosigned } = await readHeads(reads);
  if (!head) throw new Error('a commit has its place in a log without a head');
  return [cosigned, head].find((one) => one !== undefined && index < one.size);
}
