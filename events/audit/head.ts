/**
 * The head of a log: the key signed it, the tiles make it, and it only grew out of the heads seen before. The
 * content of the leaves is not looked at.
 */
import { equalBytes, fromUtf8, toHex } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import {
  type Checkpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
} from '../tlog/checkpoint.ts';
import { parseNote } from '../tlog/note.ts';
import type { NoteKey } from '../tlog/note-key.ts';
import { UnverifiedError } from '../tlog/unverified.ts';
import type { Findings } from './report.ts';
import type { LogSource } from './source.ts';
import { auditTree, type TreeAudit } from './tree.ts';
import { violation } from './violation.ts';

/** The head of a tree that was verified earlier. */
export interface SeenHead {
  size: number;
  root: Uint8Array;
}

export interface HeadOptions {
  /** The log's key, from a source other than the log. */
  vkey: NoteKey;
  /** Keys that must all have cosigned. */
  witnesses: readonly NoteKey[];
  /** Heads that were verified earlier. */
  seen: readonly SeenHead[];
  /** Leaves hashed, of the total. */
  onProgress?: (done: number, total: number) => void;
}

export interface VerifiedHead {
  checkpoint: Checkpoint & { text: string };
  tree: TreeAudit;
}

/**
 * Verifies checkpoint, tree and consistency; faults go to `findings`. Undefined where no checkpoint is signed
 * with the key. Throws only what the source throws.
 */
export async function verifyHead(
  source: LogSource,
  { vkey, witnesses, seen, onProgress }: HeadOptions,
  findings: Findings,
): Promise<VerifiedHead | undefined> {
  const checkpoint = checkCheckpoint(await source.checkpoint(), vkey, witnesses, findings);
  if (!checkpoint) return undefined;
  const { size } = checkpoint;
  const tree = await auditTree(
    source,
    size,
    (found) => findings.add([found]),
    (done) => onProgress?.(done, size),
  );
  await checkRoots(tree, checkpoint, seen, findings);
  const beyond = await source.beyond?.(size);
  if (beyond) findings.add([violation('checkpoint-behind-tiles', { tile: beyond }, { size })]);
  return { checkpoint, tree };
}

/**
 * The checkpoint, if it can be read at all. A checkpoint with a wrong signature isn't followed: anyone can
 * claim its size and root.
 */
function checkCheckpoint(
  bytes: Uint8Array,
  vkey: NoteKey,
  witnesses: readonly NoteKey[],
  findings: Findings,
): (Checkpoint & { text: string }) | undefined {
  let text: string;
  let opened: OpenedCheckpoint;
  try {
    text = fromUtf8(bytes);
    parseCheckpoint(parseNote(text).body);
    opened = openCheckpoint(text, vkey, { witnesses });
  } catch (error) {
    if (error instanceof MalformedError)
      findings.add([violation('checkpoint-malformed', { tile: 'checkpoint' }, { error: error.message })]);
    else if (error instanceof UnverifiedError)
      findings.add([violation('checkpoint-signature', { tile: 'checkpoint' }, { error: error.message })]);
    else throw error;
    return undefined;
  }
  for (const witness of witnesses) {
    if (opened.verified.some(({ key }) => key === witness)) continue;
    findings.add([violation('cosignature-missing', { tile: 'checkpoint' }, { witness: witness.name })]);
  }
  return { ...opened.checkpoint, text };
}

/** The tiles give the checkpoint's root, and each tree seen earlier is a prefix of this one. */
async function checkRoots(
  tree: TreeAudit,
  { size, root }: Checkpoint,
  heads: readonly SeenHead[],
  findings: Findings,
): Promise<void> {
  const place = { tile: 'checkpoint' };
  const own = await tree.rootAt(size);
  if (own && !equalBytes(own, root)) {
    const seen = { root: toHex(own), expected: toHex(root), size };
    findings.add([violation('root-mismatch', place, seen)]);
  }
  for (const head of heads) {
    const seen = { seenSize: head.size, seenRoot: toHex(head.root), size, root: toHex(root) };
    if (head.size > size) {
      findings.add([violation('checkpoint-rollback', place, seen)]);
      continue;
    }
    const now = head.size === size ? root : await tree.rootAt(head.size);
    if (now && !equalBytes(now, head.root))
      findings.add([violation('checkpoint-fork', place, { ...seen, now: toHex(now) })]);
  }
}
