/**
 * The lines that the seal of a statement's version commits to: sealed with it, and read beside its commit.
 */
import { canonicalize } from '../../shared/base/canonical.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import type { Flow } from '../../shared/statements/flow.ts';
import type { Line } from '../../shared/statements/line.ts';
import { sealLines as sealEach } from '../../shared/statements/line-seals.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import type { PrivateFacts } from '../ledger/commit-record.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { RejectedError } from '../ledger/refused.ts';
import { newSalt, readSealed, type Sealed } from '../ledger/sealed.ts';

/** A commit's item holds the lines, and an item of the table at most 400 KB. */
const LINE_BYTES_MAX = 300_000;

export interface SealedLines {
  lines: Line[];
  /** Of a park: what flowed between members. */
  flows?: Flow[];
}

/**
 * The lines under a fresh seal, each by itself, so that one can be shown alone. @throws RejectedError where
 * they don't fit one item
 */
export function sealLines({
  lines,
  park,
}: {
  lines: Line[];
  park?: { flows?: Flow[] | undefined } | undefined;
}): { sealed: string; private: PrivateFacts<SealedLines> } {
  const facts: SealedLines = { lines, ...(park?.flows && { flows: park.flows }) };
  const { length: bytes } = toUtf8(canonicalize(facts));
  if (bytes > LINE_BYTES_MAX)
    throw new RejectedError({
      rejected: 'statement-lines-too-long',
      pointer: '/lines',
      seen: { bytes, most: LINE_BYTES_MAX },
    });
  const secret = newSalt();
  return { sealed: sealEach(facts, secret), private: { salt: toHex(secret), facts } };
}

/**
 * The lines of those versions, each by the commit that submitted it, in their order.
 * @throws Error if a commit has no lines beside it: every statement's has
 */
export async function readSealedLines(
  reads: LedgerReads,
  submissions: readonly string[],
): Promise<Sealed<SealedLines>[]> {
  const found = await readSealed<SealedLines>(reads, submissions);
  return submissions.map((commit) => {
    const sealed = found.get(commit);
    if (!sealed) throw new Error(`the statement's commit ${commit} has no lines beside it`);
    return sealed;
  });
}

/** The lines of a statement's present version. */
export const sealedLinesOf = async (
  reads: LedgerReads,
  { submission }: Pick<StatementState, 'submission'>,
): Promise<Sealed<SealedLines>> => (await readSealedLines(reads, [submission]))[0]!;
