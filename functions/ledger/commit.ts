/**
 * `commit()`: one command, one transaction, one leaf. Every change of state goes through here.
 *
 * The commit's id is made of the party and its Idempotency-Key, so a retry meets its own first answer, even
 * if another acts for the party by then. The one conditional Put under that id makes a command happen exactly
 * once.
 */

import { leafHash } from '../../events/tlog/merkle.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { type Context, commitId, type Draft, eventOf, leafBytesMax } from '../../shared/ledger/decision.ts';
import type { Actor, RegistryEvent } from '../../shared/ledger/event.ts';
import { advancedEntities } from '../../shared/ledger/evolve.ts';
import { isRejection, type Rejection, reject } from '../../shared/ledger/rejection.ts';
import type { Scope } from '../../shared/ledger/role.ts';
import type { Signature } from '../../shared/ledger/signature.ts';
import { standingOf } from './acting.ts';
import { basisOf, type Counted, instantOf, type Loaded } from './basis.ts';
import type { Attachment, CommitRecord, PrivateFacts } from './commit-record.ts';
import { type Confirmed, refuseUnconfirmed, representativesOf } from './confirmed.ts';
import type { World } from './ledger-world.ts';
import type { LedgerReads } from './reads.ts';
import { recentBlocks } from './recent-blocks.ts';
import { ContendedError, KeyReusedError, RejectedError } from './refused.ts';
import { remember } from './remembered.ts';
import { refuseSignature } from './signed.ts';
import type { Stored, StoredEntities } from './stored.ts';
import { type CommitWrite, writeCommit } from './table.ts';
import { newTurn, type Turn } from './turns.ts';
import type { WriteResult } from './write-result.ts';

/** Which try of its command a load serves. */
export interface Attempt {
  /** Counts from 0. */
  number: number;
  /** Every read must be strongly consistent: only then is a refusal final. */
  thorough: boolean;
}

/** What a load knows of its command, and the reads it uses. */
export interface Reading {
  reads: LedgerReads;
  /** The commit's id, which also names every entity that the command creates. */
  id: string;
  org: string;
  attempt: Attempt;
}

/** What is written with a commit but isn't in its leaf. */
export interface Beside<F extends object = object> {
  /** What the draft's `sealed` commits to. */
  private?: PrivateFacts<F> | undefined;
  /** Bytes that the event names by digest. */
  attachments?: readonly Attachment[] | undefined;
  /** The body that was signed, RFC 8785, where evidence will disclose it. */
  body?: string | undefined;
}

/**
 * How a command becomes a draft: first everything is read, then the instant is stamped, then the decision is
 * made from what was read. So an instant is never before what its decision saw.
 */
export interface Plan<L extends Loaded = Loaded, D extends Draft = Draft, F extends object = object> {
  load: (reading: Reading) => Promise<L>;
  /** Pure: the decision sees only what was loaded. */
  decide: (loaded: L, context: Context) => D | Rejection;
  /** What the decision counted besides what it moves, where that is more than the loaded entities. */
  counted?: ((draft: D, loaded: L) => Counted) | undefined;
  beside?: ((draft: D, loaded: L, context: Context) => Beside<F>) | undefined;
  /**
   * Asks for what isn't in the table, after the decision stands: a caller that may not act at all learns that
   * first, and nothing of what is stored. Refuses by throwing.
   */
  confirm?: (() => Promise<void>) | undefined;
}

export interface Command<L extends Loaded = Loaded, D extends Draft = Draft, F extends object = object>
  extends Plan<L, D, F> {
  /** The party: whose act it is. */
  org: string;
  /** Who acts for the party, where that is another: the agent's keys and signature count. */
  agent?: string | undefined;
  role: Actor;
  scope: Scope;
  idempotencyKey: string;
  /** Canonical digest of the request; another request under the same key is refused. */
  request: string;
  /** What the leaf carries to prove that the organization asked for it. */
  signature?: Signature | undefined;
  /** Where one confirms what another initiated; a rejection where that can't be. */
  confirmed?: Confirmed | Rejection | undefined;
}

export interface Committed<F extends object = object> {
  event: RegistryEvent;
  /** What stands beside the event, as first written. The key order of stored maps isn't kept. */
  private: F | undefined;
  id: string;
  /** Merkle leaf hash, hex. */
  leafHash: string;
  /** True when this answer is the first one, found again. */
  replayed: boolean;
}

/** How long a command may keep trying; API Gateway gives a request 30 s, part of which the answer needs. */
export const COMMIT_DEADLINE_MS = 20_000;

/**
 * Full jitter: a wait is uniform between 0 and base · 2^attempt, at most the cap. The cap lets 200
 * takers of one block come one after the other: shorter waits only make their reads and lost writes
 * crowd out the winner.
 */
const BACKOFF_BASE_MS = 8;

const BACKOFF_CAP_MS = 3_000;

/** Every so-manieth lost race reads the table itself: a stale index may have caused the losses. */
const THOROUGH_EVERY_ATTEMPTS = 4;

/** DynamoDB's own bound on one TransactWriteItems. */
const TRANSACTION_ACTIONS_MAX = 100;

/**
 * Decides and commits a command exactly once.
 * Throws RejectedError, KeyReusedError or ContendedError; in each case this call wrote nothing.
 */
export async function commit<L extends Loaded, D extends Draft, F extends object>(
  world: World,
  command: Command<L, D, F>,
): Promise<Committed<F>> {
  const turn = newTurn(world.reads);
  try {
    return await commitInTurn(world, command, turn);
  } finally {
    turn.end();
  }
}

async function commitInTurn<L extends Loaded, D extends Draft, F extends object>(
  world: World,
  command: Command<L, D, F>,
  turn: Turn,
): Promise<Committed<F>> {
  const { org, agent, role, scope } = command;
  const id = commitId(org, command.idempotencyKey);
  const deadline = world.now().getTime() + COMMIT_DEADLINE_MS;
  let refusedBefore = false;
  for (let number = 0; ; number++) {
    const thorough = refusedBefore || number % THOROUGH_EVERY_ATTEMPTS === THOROUGH_EVERY_ATTEMPTS - 1;
    const loading = command.load({ reads: world.reads, id, org, attempt: { number, thorough } });
    // A caller that may not act learns only that; what the load found meanwhile is not told.
    loading.catch(() => {});
    const acting = await standingOf(world, command);
    if (acting.refusal) {
      // An earlier commit stands, even if its organization has been united into another since. A stranger
      // that names it learns nothing.
      const record = await world.reads.commit(id);
      return firstAnswer(record && isOf(record, agent ?? org) ? record : undefined, command, acting.refusal);
    }
    const loaded = await loading;
    const { entities } = loaded;
    const seen = newest(acting.entities, entities);
    const at = instantOf(world.now(), { ...loaded, entities: seen });
    const context: Context = { id, at, org, agent, role, scope };
    const signed = { log: world.logOrigin, id, at };
    const unsigned = refuseSignature(seen, command, signed);
    if (unsigned) {
      // An earlier commit stands, though its retry fails here if it registered the first key or ended the key
      // that signed it.
      return firstAnswer(await world.reads.commit(id), command, unsigned);
    }
    const outcome = command.decide(loaded, context);
    if (isRejection(outcome)) {
      // The state that the first try made refuses its retry: look for the first answer.
      const record = await world.reads.commit(id);
      if (record) return replay(record, command);
      if (thorough) throw new RejectedError(outcome);
      refusedBefore = true;
      continue;
    }
    const unconfirmed = refuseUnconfirmed(seen, command, outcome.type, signed);
    // An earlier commit stands, though what was initiated has gone since.
    if (unconfirmed) return firstAnswer(await world.reads.commit(id), command, unconfirmed);
    if (!(await turn.take(outcome.advances.filter((entity) => entities.has(entity))))) {
      if (world.now().getTime() >= deadline) throw new ContendedError('waited');
      // No race was lost: the block that the previous commit left may be in memory.
      number--;
      continue;
    }
    await command.confirm?.();
    const write = await writeOf(world, command, { outcome, loaded, seen, context });
    // If we crash before this line is written, nothing has happened: a retry with the same key decides anew.
    const written = await writeCommit(world.reads.client, world.reads.tableName, write);
    // If we crash after the line above, everything has happened: event, states, marks and receipt. Only the
    // answer is lost; a retry under the same key finds it in the commit's item. If the table gives no answer,
    // that item tells too.
    const result = await settle(world, write.record, written);
    if (result.outcome === 'written') {
      recentBlocks(world.reads).note(write.advanced, at);
      remember(world.reads, write.advanced, at);
      return committed(write.record, false);
    }
    if (result.outcome === 'exists') return replay(result.record, command);
    if (result.outcome === 'moved') recentBlocks(world.reads).distrust(write.advanced);
    if (world.now().getTime() >= deadline) throw new ContendedError(result.outcome);
    await world.sleep(Math.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** number));
  }
}

/** What a decision writes. @throws RejectedError `counted-too-many` where one transaction can't hold it */
async function writeOf<L extends Loaded, D extends Draft, F extends object>(
  world: World,
  command: Command<L, D, F>,
  decided: { outcome: D; loaded: L; seen: StoredEntities; context: Context },
): Promise<CommitWrite & { record: CommitRecord<F> }> {
  const { outcome, loaded, seen, context } = decided;
  const { entities } = loaded;
  const beside = command.beside?.(outcome, loaded, context);
  const counted = await countedIn(world, command.counted?.(outcome, loaded));
  const { confirmation, representatives } = representativesOf(command);
  const event = eventOf(outcome, entities, context, command.signature, confirmation);
  const leaf = canonicalize(event);
  if (toUtf8(leaf).length > leafBytesMax(event))
    throw new Error(`${event.type} makes a leaf over ${leafBytesMax(event)} bytes`);
  const record: CommitRecord<F> = { id: context.id, leaf, request: command.request, at: context.at };
  const { after, kept } = basisOf({ ...loaded, entities: seen }, event, counted);
  if (after.length > 0) record.after = after;
  if (beside?.private) record.private = beside.private;
  if (beside?.body) record.body = beside.body;
  if (representatives) record.representatives = representatives;
  const advanced = advancedEntities(entities, event);
  const { attachments = [] } = beside ?? {};
  const actions = 1 + advanced.size + kept.size + attachments.length;
  if (actions > TRANSACTION_ACTIONS_MAX)
    throw new RejectedError(
      reject('counted-too-many', undefined, {
        counted: kept.size,
        most: TRANSACTION_ACTIONS_MAX - actions + kept.size,
      }),
    );
  return { record, seen: entities, advanced, kept, attachments };
}

/**
 * The newer of two reads of each entity. An organization that moves itself is judged by the state that the
 * commit is conditioned on, or by a later one; in the latter case the commit isn't written.
 */
export function newest(a: StoredEntities, b: StoredEntities): StoredEntities {
  const found = new Map<string, Stored>(a);
  for (const [id, stored] of b) if (stored.version >= (found.get(id)?.version ?? 0)) found.set(id, stored);
  return found;
}

/** The first answer again, whatever refuses the command now. @throws RejectedError without a commit */
function firstAnswer<F extends object>(
  record: CommitRecord | undefined,
  command: Pick<Command, 'request'>,
  refusal: Rejection,
): Committed<F> {
  if (record) return replay(record, command);
  throw new RejectedError(refusal);
}

/** What was counted, less the used-up part that is in the log already (most of it) and needs no mention. */
async function countedIn({ reads }: World, counted: Counted = {}): Promise<Counted> {
  return counted.past ? { ...counted, past: await reads.outsideLog(counted.past) } : counted;
}

/** After an unclear answer the commit's item tells: it exists if and only if the transaction happened. */
async function settle(world: World, sent: CommitRecord, result: WriteResult): Promise<WriteResult> {
  if (result.outcome !== 'unknown') return result;
  const record = await world.reads.commit(sent.id);
  if (!record) return { outcome: 'contended' };
  return record.leaf === sent.leaf ? { outcome: 'written' } : { outcome: 'exists', record };
}

/** Whether the organization made the commit, or another made it on its behalf. */
function isOf({ leaf }: CommitRecord, caller: string): boolean {
  const { by } = JSON.parse(leaf) as RegistryEvent;
  return by.org === caller || by.for === caller;
}

function replay<F extends object>(record: CommitRecord, command: Pick<Command, 'request'>): Committed<F> {
  if (record.request !== command.request) throw new KeyReusedError(record.id);
  // The same request wrote what stands beside the event, in the shape that its plan gives.
  return committed(record as CommitRecord<F>, true);
}

/** The event is read from its leaf even the first time, so a retry's answer is the same byte for byte. */
function committed<F extends object>(
  { leaf, private: sealed }: CommitRecord<F>,
  replayed: boolean,
): Committed<F> {
  const event = JSON.parse(leaf) as RegistryEvent;
  const hash = toHex(leafHash(toUtf8(leaf)));
  return { event, private: sealed?.facts, id: event.id, leafHash: hash, replayed };
}
