import { fromBase64, toBase64 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { parseDecimal } from './decimal.ts';
import { HASH_BYTES, leafHash, verifyInclusion } from './merkle.ts';
import type { NoteKey } from './note-key.ts';
import { UnverifiedError } from './unverified.ts';

// C2SP tlog-proof: everything needed to check offline that one leaf is in the log.

const HEADER = 'c2sp.org/tlog-proof@v1';
/** Sizes stay below 2^63, so no path is longer. */
export const PROOF_HASHES_MAX = 63;

export interface TlogProof {
  index: number;
  /** From the leaf's sibling up to the root's child. */
  hashes: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  checkpoint: string;
  /** Opaque and not authenticated: never trust it. */
  extra?: Uint8Array;
}

export interface VerifyProofOptions {
  origin?: string;
  witnesses?: readonly NoteKey[];
  /** How many of the witnesses must have cosigned; 0 when absent. */
  quorum?: number;
}

/** The text of a proof. @throws MalformedError when the parts don't make one. */
export function formatProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [HEADER, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`];
  const text = `${[...lines, ...hashes.map(toBase64), '', checkpoint].join('\n')}`;
  parseProof(text);
  return text;
}

/** Takes a proof apart; nothing is verified, and the checkpoint isn't even parsed. @throws MalformedError */
export function parseProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  if (split === -1) throw new MalformedError('a proof has an empty line before its checkpoint');
  const lines = text.slice(0, split).split('\n');
  if (lines.shift() !== HEADER) throw new MalformedError(`a proof starts with ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ')
    ? fromBase64(lines.shift()!.slice('extra '.length))
    : undefined;
  const index = lines.shift();
  if (!index?.startsWith('index ')) throw new MalformedError('a proof names the index of its leaf');
  return {
    index: parseDecimal(index.slice('index '.length), 'index'),
    hashes: parseHashLines(lines),
    checkpoint: text.slice(split + 2),
    ...(extra && { extra }),
  };
}

/**
 * Hashes, one per line in base64.
 * @throws MalformedError on another length than 32 bytes, or more than 63 lines.
 */
export function parseHashLines(lines: readonly string[]): Uint8Array[] {
  if (lines.length > PROOF_HASHES_MAX)
    throw new MalformedError(`more than ${PROOF_HASHES_MAX} hashes in a proof`);
  return lines.map((line) => {
    const hash = fromBase64(line);
    if (hash.length !== HASH_BYTES) throw new MalformedError(`a hash of ${hash.length} bytes`);
    return hash;
  });
}

/** A leaf as bytes or as its hash, labelled as such, because 32 bytes alone could be either. */
type Leaf = { bytes: Uint8Array } | { hash: Uint8Array };

/** The index of a proven leaf, and the checkpoint of the tree that it is in. */
interface InLog {
  index: number;
  opened: OpenedCheckpoint;
}

/**
 * Checks that a leaf is in the log.
 * @throws MalformedError on anything but a proof.
 * @throws UnverifiedError when the checkpoint, the quorum or the path doesn't hold.
 */
export const verifyProof = (text: string, leaf: Leaf, logKey: NoteKey, options?: VerifyProofOptions): InLog =>
  proofVerifier(logKey, options)(text, leaf);

/** The same for many leaves: a checkpoint that several proofs share has its signatures verified once. */
export function proofVerifier(
  logKey: NoteKey,
  { quorum = 0, ...options }: VerifyProofOptions = {},
): (text: string, leaf: Leaf) => InLog {
  const known = new Map<string, OpenedCheckpoint>();
  const openWithQuorum = (checkpoint: string): OpenedCheckpoint => {
    const opened = openCheckpoint(checkpoint, logKey, options);
    const cosigned = opened.verified.filter(({ key }) => key !== logKey).length;
    if (cosigned < quorum) throw new UnverifiedError(`${cosigned} of ${quorum} required cosignatures`);
    known.set(checkpoint, opened);
    return opened;
  };
  return (text, leaf) => {
    const { index, hashes, checkpoint } = parseProof(text);
    const opened = known.get(checkpoint) ?? openWithQuorum(checkpoint);
    const { size, root } = opened.checkpoint;
    verifyInclusion(index, size, 'hash' in leaf ? leaf.hash : leafHash(leaf.bytes), hashes, root);
    return { index, opened };
  };
}
