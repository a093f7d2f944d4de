/**
 * Gathers the witnesses' cosignatures for the log's head. A crash at any line loses at most signatures that
 * the witnesses give again: a witness signs the same tree as often as it is asked.
 */
import { formatNote, parseNote } from '../../events/tlog/note.ts';
import type { NoteSignature } from '../../events/tlog/note-key.ts';
import { hashesFromTiles, proveConsistency, withEdge } from '../../events/tlog/prove.ts';
import type { World } from '../ledger/ledger-world.ts';
import { readHead, readHeads, tileReader } from '../ledger/log-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { type CosignedHead, type LogHead, writeCosigned } from '../ledger/table.ts';
import type { Post } from './post.ts';
import { AheadError, isBy, type Submission, submit } from './submit.ts';
import type { Witness } from './witnesses.ts';

export interface Cosigning {
  /** Size of the head that was submitted; 0 if there is no head yet. */
  size: number;
  /** Cosignatures gained by this run. */
  gained: number;
  /** Witnesses that gave no cosignature, with the reason. */
  failures: { witness: string; reason: string }[];
}

const STORE_ATTEMPTS = 5;
/** Full jitter between tries that met a conflict. */
const BACKOFF_MS = 200;

/** Asks every witness that hasn't signed the head yet, all at once; none waits for another. */
export async function cosignHead(
  world: World,
  witnesses: readonly Witness[],
  post: Post,
): Promise<Cosigning> {
  const { reads } = world;
  const { head, cosigned } = await readHeads(reads);
  if (!head) return { size: 0, gained: 0, failures: [] };
  const signed = signaturesOf(head, cosigned);
  const missing = witnesses.filter(({ key }) => !signed.some(isBy(key)));
  const submission = submissionOf(reads, head);
  const gained: NoteSignature[] = [];
  const failures: Cosigning['failures'] = [];
  await Promise.all(
    missing.map(async (witness) => {
      const { name, id } = witness.key;
      const known = Math.min(cosigned?.witnesses[`${name}+${id}`] ?? 0, head.size);
      try {
        gained.push(await submit(witness, submission, known, post));
      } catch (error) {
        if (!(await isOvertaken(reads, error)))
          failures.push({ witness: `${name}+${id}`, reason: reasonOf(error) });
      }
    }),
  );
  if (gained.length > 0) await store(world, head, gained);
  return { size: head.size, gained: gained.length, failures };
}

function submissionOf(reads: LedgerReads, { size, edge, checkpoint }: LogHead): Submission {
  const hashAt = withEdge(size, edge, hashesFromTiles(size, tileReader(reads)));
  return {
    size,
    checkpoint,
    proveFrom: async (oldSize) => (oldSize === 0 ? [] : proveConsistency(oldSize, size, hashAt)),
  };
}

/** All signatures of the head's checkpoint that are stored: the log's own and those of witnesses. */
function signaturesOf(head: LogHead, cosigned: CosignedHead | undefined): NoteSignature[] {
  if (cosigned?.size !== head.size) return parseNote(head.checkpoint).signatures;
  if (cosigned.root !== head.root) throw new Error(`the log has two roots for size ${head.size}`);
  return parseNote(cosigned.checkpoint).signatures;
}

/** Whether the log has grown meanwhile and another run had the larger tree signed: then nothing is wrong. */
async function isOvertaken(reads: LedgerReads, error: unknown): Promise<boolean> {
  return error instanceof AheadError && ((await readHead(reads))?.size ?? 0) >= error.size;
}

/** Adds to what is stored by now: another run may have stored other signatures or a larger tree. */
async function store(world: World, head: LogHead, gained: readonly NoteSignature[]): Promise<void> {
  const { reads, now, sleep } = world;
  for (let attempt = 0; attempt < STORE_ATTEMPTS; attempt++) {
    const { cosigned } = await readHeads(reads);
    if (cosigned && cosigned.size > head.size) return;
    const signed = signaturesOf(head, cosigned);
    const added = gained.filter(
      ({ name, keyId }) => !signed.some((other) => other.name === name && other.keyId === keyId),
    );
    // After an inconclusive answer, this tells: the cosignatures are stored.
    if (added.length === 0) return;
    const { outcome } = await writeCosigned(
      reads.client,
      reads.tableName,
      {
        size: head.size,
        root: head.root,
        edge: head.edge,
        checkpoint: formatNote({
          body: parseNote(head.checkpoint).body,
          signatures: [...signed, ...added],
        }),
        vkey: head.vkey,
        at: now().toISOString(),
        witnesses: {
          ...cosigned?.witnesses,
          ...Object.fromEntries(added.map(({ name, keyId }) => [`${name}+${keyId}`, head.size])),
        },
      },
      cosigned,
    );
    if (outcome === 'written') return;
    await sleep(Math.random() * BACKOFF_MS);
  }
  throw new Error(`cosignatures of size ${head.size} could not be stored`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch says only that it failed; the reason is in the cause.
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
