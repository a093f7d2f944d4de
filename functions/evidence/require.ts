/** Commits and proofs that an answer can't do without. */
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import { Problem } from '../http/problem.ts';
import { notFound } from '../http/require-entity.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { type Proven, proveCommits } from '../log/prove-commit.ts';

/** Commits are in the log within 60 s, mostly in less than one. */
const RETRY_AFTER = { 'retry-after': '1' };

export const notInLogYet = (): Problem => new Problem('not-in-log-yet', [], RETRY_AFTER);

/** @throws Problem `not-found` */
export async function requireCommit(reads: LedgerReads, id: string): Promise<CommitRecord> {
  const record = await reads.commit(id);
  if (!record) throw notFound(id);
  return record;
}

/** @throws Problem `not-found` */
export async function requireRetirement(
  reads: LedgerReads,
  id: string,
): Promise<{ record: CommitRecord; event: EventOfType<'units.retired'> }> {
  const record = await requireCommit(reads, id);
  const event = JSON.parse(record.leaf) as RegistryEvent;
  if (event.type !== 'units.retired') throw notFound(id);
  return { record, event };
}

/** In their order. @throws Error where the table lacks one that its own states name */
export async function requireCommits(reads: LedgerReads, ids: readonly string[]): Promise<CommitRecord[]> {
  const found = new Map((await reads.commits(ids)).map((record) => [record.id, record]));
  return ids.map((id) => {
    const record = found.get(id);
    if (!record) throw new Error(`commit ${id} does not exist`);
    return record;
  });
}

/** @throws Problem `not-in-log-yet` while one of the commits waits for its place */
export async function requireProofs(reads: LedgerReads, records: readonly CommitRecord[]): Promise<Proven> {
  const proven = await proveCommits(reads, records);
  if (!proven) throw notInLogYet();
  return proven;
}

/** @throws Problem `not-in-log-yet` */
export async function requireProof(reads: LedgerReads, record: CommitRecord): Promise<string> {
  const { evidence } = await requireProofs(reads, [record]);
  return evidence[0]!.proof;
}
