/** The log's side of C2SP tlog-witness: submits one checkpoint to one witness, for its cosignature. */
import { parseDecimal } from '../../events/tlog/decimal.ts';
import { parseNote } from '../../events/tlog/note.ts';
import type { NoteKey, NoteSignature } from '../../events/tlog/note-key.ts';
import { acceptCosignatures, formatAddCheckpoint } from '../../events/tlog/witness.ts';
import type { Post, Reply } from './post.ts';
import type { Witness } from './witnesses.ts';

export interface Submission {
  size: number;
  checkpoint: string;
  /** The consistency proof from a smaller tree or from this one; empty from size 0. */
  proveFrom(size: number): Promise<Uint8Array[]>;
}

/** The witness has cosigned a larger tree than was submitted. */
export class AheadError extends Error {
  readonly size: number;
  constructor(size: number) {
    super(`it has signed a tree of ${size}, larger than the log's`);
    this.size = size;
  }
}

/**
 * @param knownSize the size that the witness is believed to have signed last; the witness corrects it once.
 * @throws with the reason, when the witness didn't cosign or what it sent doesn't verify
 */
export async function submit(
  { key, url }: Witness,
  submission: Submission,
  knownSize: number,
  post: Post,
): Promise<NoteSignature> {
  const { size, checkpoint, proveFrom } = submission;
  const send = async (oldSize: number) =>
    post(url, formatAddCheckpoint({ oldSize, proof: await proveFrom(oldSize), checkpoint }));
  let reply = await send(knownSize);
  const signedSize = sizeIn(reply);
  if (signedSize !== undefined && signedSize !== knownSize) {
    if (signedSize > size) throw new AheadError(signedSize);
    reply = await send(signedSize);
  }
  if (reply.status !== 200) throw new Error(`it answered ${reply.status}: ${excerpt(reply.body)}`);
  return signatureOf(acceptCosignatures(checkpoint, reply.body, [key]), key);
}

export const isBy =
  (key: NoteKey) =>
  ({ name, keyId }: NoteSignature): boolean =>
    name === key.name && keyId === key.id;

/** The size that a 409 names as the witness's own; any other 409 means a second root for one size. */
function sizeIn({ status, contentType, body }: Reply): number | undefined {
  if (status !== 409 || contentType !== 'text/x.tlog.size') return undefined;
  return parseDecimal(body.replace(/\n$/, ''), 'the size in a 409');
}

/**
 * Takes one signature, however many lines the witness sent: a note holds only so many, and other witnesses
 * need theirs.
 */
function signatureOf(cosigned: string, key: NoteKey): NoteSignature {
  const found = parseNote(cosigned).signatures.find(isBy(key));
  if (!found) throw new Error('it did not sign with its key');
  return found;
}

const EXCERPT_CHARS = 200;

/** An excerpt of a stranger's words, for our own log. */
function excerpt(body: string): string {
  return JSON.stringify(body.slice(0, EXCERPT_CHARS));
}
