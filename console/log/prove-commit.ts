/** Holds one event against the log, in this browser: the registry brings the proof and decides nothing. */
import type { Commit } from '../../events/client/operations.schemas.ts';
import { parseVkey } from '../../events/tlog/note-key.ts';
import { verifyProof } from '../../events/tlog/proof.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import type { Api } from '../api/api.ts';
import { trustedKey } from './trusted-key.ts';

export interface Proven {
  /** The leaf's number in the log, from 0. */
  index: number;
  /** Leaves of the tree in which it is proven. */
  size: number;
  /** Whether the key is the person's own, and not just the one that the registry shows. */
  isIndependent: boolean;
}

/**
 * @param event the commit's event, as it is shown: its canonical form is the leaf
 * @throws UnverifiedError, MalformedError where the proof doesn't hold; Refusal, NoAnswer
 */
export async function proveCommit(api: Api, { id, event }: Pick<Commit, 'id' | 'event'>): Promise<Proven> {
  const own = trustedKey();
  const [proof, key] = await Promise.all([
    api.text(`/v1/commits/${encodeURIComponent(id)}/proof`),
    own ?? api.text('/log/vkey'),
  ]);
  const { index, opened } = verifyProof(proof, { bytes: toUtf8(canonicalize(event)) }, parseVkey(key.trim()));
  return { index, size: opened.checkpoint.size, isIndependent: own !== undefined };
}
