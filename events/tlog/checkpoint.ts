import { fromBase64, toBase64 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { parseDecimal } from './decimal.ts';
import { HASH_BYTES } from './merkle.ts';
import { type OpenedNote, openNote, signNote } from './note.ts';
import type { NoteKey, NoteSigner } from './note-key.ts';
import { UnverifiedError } from './unverified.ts';

// C2SP tlog-checkpoint: the head of a log's tree, as a signed note.

export interface Checkpoint {
  /** Identity of the log, e.g. `lvzhang.local/log`. */
  origin: string;
  size: number;
  root: Uint8Array;
  /** Opaque lines after the root. This log never writes any: no monitor can audit them. */
  extensions?: readonly string[];
}

export interface OpenedCheckpoint extends OpenedNote {
  checkpoint: Checkpoint;
}

/** The note text of a checkpoint. @throws MalformedError when the parts don't make one. */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  const body = `${[origin, size, toBase64(root), ...extensions].join('\n')}\n`;
  parseCheckpoint(body);
  return body;
}

/** @throws MalformedError unless `body` is the note text of a checkpoint, to the letter. */
export function parseCheckpoint(body: string): Checkpoint {
  if (!body.endsWith('\n')) throw new MalformedError('a checkpoint ends in a newline');
  const [origin, size, root, ...extensions] = body.slice(0, -1).split('\n');
  if (!origin) throw new MalformedError('a checkpoint without an origin');
  if (size === undefined || root === undefined) throw new MalformedError('a checkpoint has three lines');
  if (extensions.includes('')) throw new MalformedError('an empty extension line');
  const hash = fromBase64(root);
  if (hash.length !== HASH_BYTES) throw new MalformedError(`a root of ${hash.length} bytes`);
  return { origin, size: parseDecimal(size, 'tree size'), root: hash, extensions };
}

/** A signed checkpoint. @throws UnverifiedError when a signer doesn't sign with its key. */
export async function signCheckpoint(checkpoint: Checkpoint, ...signers: NoteSigner[]): Promise<string> {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/**
 * Verifies a signed checkpoint of the log with this key. Signatures of `witnesses` are verified too and show
 * up in `verified`; the caller decides how many are enough.
 * @param options.origin the log's own name for itself, when it isn't its key's name.
 * @throws MalformedError on anything but a signed checkpoint.
 * @throws UnverifiedError when the log's signature is absent, any known one is false, or
 * the origin is another.
 */
export function openCheckpoint(
  text: string,
  logKey: NoteKey,
  options: { origin?: string; witnesses?: readonly NoteKey[] } = {},
): OpenedCheckpoint {
  const { origin = logKey.name, witnesses = [] } = options;
  const note = openNote(text, [logKey, ...witnesses]);
  const checkpoint = parseCheckpoint(note.body);
  if (!note.verified.some(({ key }) => key === logKey)) throw new UnverifiedError('the log did not sign it');
  // One key may serve several logs: its signature alone doesn't identify the log.
  if (checkpoint.origin !== origin) throw new UnverifiedError('a checkpoint of another log');
  return { ...note, checkpoint };
}
