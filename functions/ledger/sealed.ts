/** The private facts beside commits, sealed in events. Callers check who may see them. */
import { toHex } from '../../shared/base/encoding.ts';
import { SALT_BYTES, seal } from '../../shared/base/seal.ts';
import type { PrivateFacts } from './commit-record.ts';
import type { LedgerReads } from './reads.ts';

export interface Sealed<F> {
  /** Hex. */
  salt: string;
  facts: F;
}

/** A fresh salt; each salt seals one set of facts only. */
export const newSalt = (): Uint8Array => crypto.getRandomValues(new Uint8Array(SALT_BYTES));

/** Facts under a fresh salt: the commitment for the event, and what stands beside its commit. */
export function sealFacts<F extends object>(facts: F): { sealed: string; private: PrivateFacts<F> } {
  const salt = newSalt();
  return { sealed: seal(facts, salt), private: { salt: toHex(salt), facts } };
}

/** Sealed facts by commit, strongly consistent; commits that don't exist or have none are left out. */
export async function readSealed<F>(
  reads: LedgerReads,
  commits: readonly string[],
): Promise<Map<string, Sealed<F>>> {
  const found = new Map<string, Sealed<F>>();
  // Each commit is asked for once: BatchGetItem refuses a repeated key.
  const records = await reads.commits([...new Set(commits)]);
  for (const { id, private: sealed } of records) if (sealed) found.set(id, sealed as Sealed<F>);
  return found;
}
