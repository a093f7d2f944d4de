import { equalBytes, toBase64 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { type OpenedCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { parseDecimal } from './decimal.ts';
import { emptyRoot, verifyConsistency } from './merkle.ts';
import { formatNote, openNote, parseNote } from './note.ts';
import { formatSignatureLine, type NoteKey, type NoteSigner, parseSignatureLine } from './note-key.ts';
import { parseHashLines } from './proof.ts';
import { UnverifiedError } from './unverified.ts';

// C2SP tlog-witness: a third party that signs a log's checkpoint only if it extends the last one it signed,
// so that the log can't show different trees to different people.

export interface AddCheckpointRequest {
  oldSize: number;
  /** Consistency proof from oldSize to the checkpoint; empty from 0. */
  proof: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  checkpoint: string;
}

/** The last checkpoint that the witness signed for a log. */
export interface WitnessedHead {
  size: number;
  root: Uint8Array;
}

/** An HTTP answer. Only a 200 has `head`, and it must be stored before the answer is sent. */
export interface WitnessAnswer {
  status: 200 | 400 | 403 | 404 | 409 | 422;
  contentType: string;
  body: string;
  head?: WitnessedHead;
}

export interface AddCheckpointInput {
  /** Undefined before the first signature for this log. */
  head: WitnessedHead | undefined;
  request: string;
  /** The watched log's key; its name is the origin. */
  logKey: NoteKey;
  /** Its own key, of type COSIGNATURE_V1. */
  witness: NoteSigner;
  nowSeconds: number;
}

const TEXT = 'text/plain; charset=utf-8';
const SIZE = 'text/x.tlog.size';

/** The body of POST add-checkpoint. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpointRequest): string {
  return [`old ${oldSize}`, ...proof.map(toBase64), '', checkpoint].join('\n');
}

/**
 * @throws MalformedError unless `text` is the body of an add-checkpoint; the checkpoint in it isn't parsed.
 */
export function parseAddCheckpoint(text: string): AddCheckpointRequest {
  const split = text.indexOf('\n\n');
  if (split === -1) throw new MalformedError('an empty line precedes the checkpoint');
  const [old, ...hashes] = text.slice(0, split).split('\n');
  if (!old!.startsWith('old ')) throw new MalformedError('the first line names the old size');
  return {
    oldSize: parseDecimal(old!.slice('old '.length), 'old size'),
    proof: parseHashLines(hashes),
    checkpoint: text.slice(split + 2),
  };
}

/**
 * The witness's decision. The caller must read `head`, decide and store the new head in one atomic step (a
 * compare-and-swap on `head.size`): otherwise a slower request for a smaller tree rolls the head back. Throws
 * only when the signer itself fails, never for the content of the request.
 */
export async function addCheckpoint(input: AddCheckpointInput): Promise<WitnessAnswer> {
  const { request, logKey, witness, nowSeconds } = input;
  const head = input.head ?? { size: 0, root: emptyRoot() };
  let parsed: AddCheckpointRequest;
  let opened: OpenedCheckpoint;
  try {
    parsed = parseAddCheckpoint(request);
    const { origin } = parseCheckpoint(parseNote(parsed.checkpoint).body);
    if (origin !== logKey.name) return refuse(404, 'unknown log');
    opened = openCheckpoint(parsed.checkpoint, logKey);
  } catch (error) {
    if (error instanceof MalformedError) return refuse(400, error.message);
    if (error instanceof UnverifiedError) return refuse(403, error.message);
    throw error;
  }
  const { size, root } = opened.checkpoint;
  if (parsed.oldSize > size) return refuse(400, 'the old size is above that of the checkpoint');
  if (parsed.oldSize !== head.size) return { status: 409, contentType: SIZE, body: `${head.size}\n` };
  // A second root for a size already signed is a split view. The answer omits the size: a retry can't help.
  if (size === head.size && !equalBytes(root, head.root))
    return refuse(409, 'another root for the same size');
  try {
    verifyExtension(head, { size, root }, parsed.proof);
  } catch (error) {
    if (error instanceof UnverifiedError) return refuse(422, error.message);
    throw error;
  }
  const signature = await cosign(opened.body, witness, nowSeconds);
  return { status: 200, contentType: TEXT, body: formatSignatureLine(signature), head: { size, root } };
}

/**
 * The log's side: adds those lines of a witness's 200 answer to the checkpoint that verify under
 * a known witness key.
 * @throws MalformedError when the answer isn't signature lines.
 * @throws UnverifiedError when none is known, or one is false.
 */
export function acceptCosignatures(
  checkpoint: string,
  answer: string,
  witnesses: readonly NoteKey[],
): string {
  const { body, signatures } = parseNote(checkpoint);
  if (!answer.endsWith('\n')) throw new MalformedError('a witness answers whole lines');
  const offered = answer.slice(0, -1).split('\n').map(parseSignatureLine);
  const { unverified } = openNote(formatNote({ body, signatures: offered }), witnesses);
  const known = offered.filter(
    ({ name, keyId }) => !unverified.some((other) => other.name === name && other.keyId === keyId),
  );
  return formatNote({ body, signatures: [...signatures, ...known] });
}

function verifyExtension(head: WitnessedHead, next: WitnessedHead, proof: readonly Uint8Array[]): void {
  if (head.size > 0) verifyConsistency(head.size, next.size, head.root, next.root, proof);
  else if (proof.length > 0) throw new UnverifiedError('from size 0 there is nothing to prove');
}

function refuse(status: 400 | 403 | 404 | 409 | 422, reason: string): WitnessAnswer {
  return { status, contentType: TEXT, body: `${reason}\n` };
}
