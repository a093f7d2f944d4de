/**
 * Delivers the log's leaves to the subscriptions of the organizations that they name, made from the index of
 * mentions after it was written. A subscription's leaves are first sent in the log's order, each after the
 * one before it; what failed is sent again later, by itself.
 */
import { randomUUID } from 'node:crypto';
import { leafHash } from '../../events/tlog/merkle.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import type { EventType } from '../../shared/ledger/event.ts';
import { MENTIONED_KEY } from '../ledger/keys.ts';
import type { World } from '../ledger/ledger-world.ts';
import { mentionsFrom } from '../ledger/mention-reads.ts';
import type { MentionRecord } from '../ledger/table.ts';
import { readProgress } from '../log/indexing.ts';
import type { Work, WorkKey } from '../work/work-table.ts';
import type { Hooks } from './hooks.ts';
import type { Send } from './send.ts';
import { signedHeaders } from './signature.ts';
import {
  afterAttempt,
  type Delivery,
  type Subscription,
  secretsOf,
  TEST_TYPE,
  takesNew,
} from './subscription.ts';
import { takeTurns } from './turns.ts';

/**
 * Subscriptions worked on at once: they mostly wait for receivers. One organization's slow ones take up two
 * places of them, and the others stay for everyone else.
 */
const TURNS = { atOnce: 16, perOrganization: 2 };
/** New leaves and repeated attempts of a subscription in one turn; then others have theirs. */
const PER_TURN_MAX = 20;
/**
 * Leaves that a subscription of some types looks at in one turn: those of other types cost nothing to send.
 */
const LOOKED_AT_MAX = 500;
/**
 * Longer than an attempt, and what is written after it. A worker that dies holds a subscription up so long.
 */
const LEASE_MS = 60_000;
/** A subscription or delivery that its owner moves at the same time is read again so often. */
const WRITES_MAX = 5;

export interface Delivered {
  /** Attempts of this run, and those that failed. */
  attempts: number;
  failed: number;
  /** Deliveries that this run gave up. */
  dead: number;
}

interface Run {
  world: World;
  hooks: Hooks;
  send: Send;
  deadline: Date;
  holder: string;
  /** Leaves that the index of mentions covered at the beginning. */
  mentioned: number;
  /**
   * Subscriptions whose receiver let an attempt time out in this run: the time of others isn't spent on it.
   */
  silent: Set<string>;
  done: Delivered;
}

/**
 * Gives every subscription turns, until nothing is left to send now or the time is up.
 * @throws the first failure of the tables, after the other subscriptions had their turns
 */
export async function deliverAll(world: World, hooks: Hooks, send: Send, deadline: Date): Promise<Delivered> {
  const done: Delivered = { attempts: 0, failed: 0, dead: 0 };
  const mentioned = await readProgress(world.reads, MENTIONED_KEY);
  const silent = new Set<string>();
  const run: Run = { world, hooks, send, deadline, holder: randomUUID(), mentioned, silent, done };
  await takeTurns(await everySubscription(hooks), TURNS, ({ organization, id }) =>
    takeTurn(run, organization, id),
  );
  return done;
}

async function everySubscription(hooks: Hooks): Promise<{ organization: string; id: string }[]> {
  const found: { organization: string; id: string; turn: number }[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await hooks.directories(cursor);
    for (const { data } of items)
      for (const { id } of data.subscriptions)
        found.push({ organization: data.organization, id, turn: Math.random() });
    cursor = next;
  } while (cursor !== undefined);
  // In another order each time, so that slow receivers don't always come before the same others.
  return found.sort((a, b) => a.turn - b.turn);
}

/** What a subscription has to send now. */
interface Load {
  due: WorkKey[];
  mentions: MentionRecord[];
}

async function loadOf(
  { world, hooks, mentioned }: Run,
  { id, organization, next, events }: Subscription,
): Promise<Load> {
  const limit = events ? LOOKED_AT_MAX : PER_TURN_MAX;
  const [due, mentions] = await Promise.all([
    hooks.due(id, PER_TURN_MAX),
    next < mentioned ? mentionsFrom(world.reads, organization, next, limit) : [],
  ]);
  return { due, mentions: mentions.filter(({ index }) => index < mentioned) };
}

/** Whether anything was sent or passed over, so that there may be more. */
async function takeTurn(run: Run, organization: string, id: string): Promise<boolean> {
  const { world, hooks, deadline, silent } = run;
  if (silent.has(id) || world.now() >= deadline) return false;
  const found = await hooks.find(organization, id);
  const now = world.now();
  if (found?.data.state !== 'enabled') return false;
  if (found.data.lease && found.data.lease.until > now.toISOString()) return false;
  const { due, mentions } = await loadOf(run, found.data);
  if (due.length === 0 && (mentions.length === 0 || !takesNew(found.data, now))) return false;
  let tried = 0;
  let current = await hooks.move(found, { ...found.data, lease: leaseOf(run) });
  const goesOn = () => current?.data.state === 'enabled' && !silent.has(id) && world.now() < deadline;
  for (const key of due) {
    if (!current || !goesOn()) break;
    const delivery = await hooks.findByKey(key);
    if (!delivery || !isDue(delivery.data, world.now())) continue;
    tried++;
    current = await attempt(run, current, delivery);
  }
  let { next } = found.data;
  let sent = 0;
  for (const mention of mentions) {
    if (sent === PER_TURN_MAX || !current || !goesOn() || !takesNew(current.data, world.now())) break;
    next = mention.index + 1;
    if (!wants(current.data, mention)) continue;
    sent++;
    current = await attempt(
      run,
      { ...current, data: { ...current.data, next } },
      newDelivery(current.data, mention, world),
    );
  }
  const moved = tried + sent > 0 || next > found.data.next;
  if (!current) return moved;
  // If we crash before this line, the lease ends by itself; leaves that nobody asked for are looked at again.
  const { lease: _, ...free } = current.data;
  await hooks.move(current, { ...free, next: Math.max(next, free.next) });
  return moved;
}

const leaseOf = ({ holder, world }: Run) => ({
  holder,
  until: new Date(world.now().getTime() + LEASE_MS).toISOString(),
});

const isDue = ({ state, nextAttempt = '' }: Delivery, now: Date): boolean =>
  state === 'waiting' && nextAttempt <= now.toISOString();

const wants = ({ events }: Subscription, { type }: MentionRecord): boolean =>
  events === undefined || events.includes(type as EventType);

const newDelivery = (
  { id: subscription }: Subscription,
  { id, type, index }: MentionRecord,
  { now }: World,
): { version: undefined; data: Delivery } => ({
  version: undefined,
  data: {
    id,
    subscription,
    type: type as EventType,
    index,
    state: 'waiting',
    madeAt: now().toISOString(),
    attempts: 0,
  },
});

/**
 * Sends a delivery once and writes down what came of it. Undefined where the subscription is no longer this
 * worker's: it was removed, or another has its lease; then nothing was written, and who has it sends again.
 */
async function attempt(
  run: Run,
  subscription: Work<Subscription>,
  delivery: { version: number | undefined; data: Delivery },
): Promise<Work<Subscription> | undefined> {
  const { world, hooks, send, holder, done } = run;
  const { organization, id, next } = subscription.data;
  const body = await bodyOf(world, delivery.data);
  const at = world.now();
  const headers = signedHeaders(secretsOf(subscription.data, at), { id: delivery.data.id, at, body });
  const sent = await send(new URL(subscription.data.url), headers, body);
  done.attempts++;
  if ('failure' in sent && sent.failure === 'timeout') run.silent.add(id);
  let [current, seen, data] = [subscription, delivery.version, delivery.data];
  for (let tries = 0; tries < WRITES_MAX; tries++) {
    // If we crash before this is written, the leaf is sent again, under the same id.
    const after = afterAttempt(
      { ...current.data, next: Math.max(next, current.data.next) },
      data,
      sent,
      world.now(),
    );
    const leased = { ...after.subscription, lease: leaseOf(run) };
    const written = await hooks.move(current, leased, { seen, data: after.delivery });
    if (written) {
      if (after.delivery.state !== 'delivered') done.failed++;
      if (after.delivery.state === 'dead') done.dead++;
      return written;
    }
    const [fresh, freshDelivery] = await Promise.all([
      hooks.find(organization, id),
      hooks.findDelivery(organization, id, data.id),
    ]);
    if (fresh?.data.lease?.holder !== holder) return undefined;
    [current, seen, data] = [fresh, freshDelivery?.version, freshDelivery?.data ?? delivery.data];
  }
  return undefined;
}

/** The same bytes at each attempt: a leaf never changes. @throws where the log has no such leaf */
async function bodyOf(
  { reads }: World,
  { id, subscription, type, madeAt, index }: Delivery,
): Promise<string> {
  if (type === TEST_TYPE) return JSON.stringify({ type, timestamp: madeAt, data: { webhook: subscription } });
  const [record] = await reads.commits([id], 'id, leaf, seq');
  if (!record) throw new Error(`a mention names the commit ${id}, which doesn't exist`);
  const event = JSON.parse(record.leaf);
  const data = {
    index,
    leafHash: toHex(leafHash(toUtf8(record.leaf))),
    proof: `/v1/commits/${id}/proof`,
    event,
  };
  return JSON.stringify({ type, timestamp: event.at, data });
}
