/**
 * A certificate in the making: the proofs of its leaves, and the words that a pure function reads off them.
 */
import type { ProvenLeaf } from '../../events/certificate/consent.ts';
import type { Fault } from '../../events/certificate/evidence.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { Problem } from '../http/problem.ts';
import { BODY_BYTES_MAX, bytesInResult } from '../http/result-size.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { Proven } from '../log/prove-commit.ts';
import { requireCommits, requireProofs } from './require.ts';

/**
 * The words with the log and the evidence of the commits, each once and in their order. @throws Problem where
 * they are more than `most`, too large for an answer, or not in the log yet; Error where the leaves don't
 * prove what is composed of them
 */
export async function composed<W extends object>(
  reads: LedgerReads,
  commits: readonly string[],
  most: number,
  compose: (leaves: readonly ProvenLeaf[], fault: Fault) => W | undefined,
): Promise<Proven & { words: W }> {
  const ids = [...new Set(commits)];
  if (ids.length > most) throw tooLarge(ids.length, most);
  const records = await requireCommits(reads, ids);
  const { log, evidence } = await requireProofs(reads, records);
  const leaves = evidence.map(({ leaf }, at) => ({
    event: JSON.parse(leaf) as RegistryEvent,
    index: records[at]!.seq!,
  }));
  const words = compose(leaves, (path, _zh, en) => {
    throw new Error(`the certificate isn't proven at ${path}: ${en}`);
  });
  if (!words) throw new Error('the certificate has no main leaf');
  if (bytesInResult({ words, log, evidence }) > BODY_BYTES_MAX) throw tooLarge(ids.length, most);
  return { words, log, evidence };
}

export const tooLarge = (leaves: number, most: number) =>
  new Problem('certificate-too-large', [], {}, { leaves, most, bytes: BODY_BYTES_MAX });
