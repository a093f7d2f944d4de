import { describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from '../../events/tlog/merkle.ts';
import { UnverifiedError } from '../../events/tlog/unverified.ts';
import { hasVectors, vectorJson } from './published.ts';

interface Case {
  case: string;
  wantErr: boolean;
  proof: string[] | null;
}
type InclusionCase = Case & { leafIdx: number; treeSize: number; root: string; leafHash: string };
type ConsistencyCase = Case & { size1: number; size2: number; root1: string; root2: string };

// Node's lenient decoder: some vectors hold hashes of a wrong length on purpose, which the verifier must
// refuse.
const bytes = (base64: string | null) => new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
const hashes = (proof: string[] | null) => (proof ?? []).map(bytes);

describe.skipIf(!hasVectors())('transparency-dev/merkle vectors', () => {
  it.each(vectorJson<InclusionCase[]>('merkle-inclusion.json'))('inclusion $case', (c) => {
    const verify = () =>
      verifyInclusion(c.leafIdx, c.treeSize, bytes(c.leafHash), hashes(c.proof), bytes(c.root));
    if (c.wantErr) expect(verify).toThrow(UnverifiedError);
    else verify();
  });

  it.each(vectorJson<ConsistencyCase[]>('merkle-consistency.json'))('consistency $case', (c) => {
    const verify = () => verifyConsistency(c.size1, c.size2, bytes(c.root1), bytes(c.root2), hashes(c.proof));
    if (c.wantErr) expect(verify).toThrow(UnverifiedError);
    else verify();
  });

  it('has vectors of both kinds', () => {
    for (const file of ['merkle-inclusion.json', 'merkle-consistency.json']) {
      const wanted = new Set(vectorJson<Case[]>(file).map((c) => c.wantErr));
      expect([...wanted].sort()).toEqual([false, true]);
    }
  });
});
