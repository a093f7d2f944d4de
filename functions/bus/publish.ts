/**
 * Puts the log's leaves on the event bus, made from the log after it was written: in its order, each at least
 * once. No commit and no append waits for it.
 */
import { TILE_WIDTH } from '../../events/tlog/tile.ts';
import type { World } from '../ledger/ledger-world.ts';
import { leavesBetween, readHead } from '../ledger/log-reads.ts';
import type { Work, WorkKey, WorkTable } from '../work/work-table.ts';
import { EVENTS_AT_ONCE_MAX, type Put } from './bus.ts';
import { type CloudEvent, cloudEventOf } from './cloud-event.ts';

/** The publisher reads and writes in partitions of this prefix alone (infra/publishing.ts). */
export const BUS_PREFIX = 'BUS#';
const POSITION_KEY: WorkKey = { partition: `${BUS_PREFIX}LOG`, name: 'POSITION' };
/** The table of work wants every item to end; this one is written again long before. */
const POSITION_KEPT_MS = 10 * 366 * 86_400_000;

/** Tries to put what the bus didn't take, beside those of the SDK, which knows of whole requests only. */
const TRIES_MAX = 5;
const BACKOFF_MS = 200;

/** How far the log was published. */
interface Position {
  /** The first leaf that isn't on the bus. */
  next: number;
}

export interface Published {
  /** The first leaf that isn't on the bus. */
  next: number;
  /** Events put by this run. */
  put: number;
  /** How long the oldest leaf has waited that isn't on the bus, s; 0 where none waits. */
  waitingSeconds: number;
}

/** Publishes until no leaf is left or the time is up. Two runs at once repeat events, and lose none. */
export async function publishLog(
  world: World,
  work: WorkTable,
  put: Put,
  deadline: Date,
): Promise<Published> {
  const { reads, now } = world;
  const size = (await readHead(reads))?.size ?? 0;
  let position = await work.find<Position>(POSITION_KEY);
  let next = position?.data.next ?? 0;
  let done = 0;
  while (next < size) {
    const events = await eventsFrom(world, next, size);
    // Asked once events are at hand, so that a run that is out of time knows how long the oldest has waited.
    if (now() >= deadline) return { next, put: done, waitingSeconds: ageOf(events[0], now()) };
    await putAll(world, put, events);
    // If we crash after this line, these events are on the bus and the position isn't written: the next run
    // puts them again, under the same ids.
    const moved = await advance(work, position, next + events.length, now());
    // Another run is ahead, or was: it goes on from there.
    if (!moved) return { next, put: done + events.length, waitingSeconds: 0 };
    position = moved;
    next = moved.data.next;
    done += events.length;
  }
  return { next, put: done, waitingSeconds: 0 };
}

async function advance(
  work: WorkTable,
  position: Work<Position> | undefined,
  next: number,
  now: Date,
): Promise<Work<Position> | undefined> {
  const seen = position?.version;
  const data = { next };
  const expires = new Date(now.getTime() + POSITION_KEPT_MS);
  if ((await work.write([{ key: POSITION_KEY, seen, data, expires }])) === 'moved') return undefined;
  return { key: POSITION_KEY, version: (seen ?? 0) + 1, data };
}

/** The leaves from an index on, as many as go at once, and all of one tile. */
async function eventsFrom({ reads, logOrigin }: World, from: number, size: number): Promise<CloudEvent[]> {
  const tileEnd = (Math.floor(from / TILE_WIDTH) + 1) * TILE_WIDTH;
  const until = Math.min(size, from + EVENTS_AT_ONCE_MAX, tileEnd);
  const records = await leavesBetween(reads, from, until);
  return records.map(({ leaf }, i) => cloudEventOf(leaf, from + i, logOrigin));
}

/**
 * Puts all of them. What wasn't taken is put again before anything that follows.
 * @throws where some are refused again and again: the next run begins with all of them
 */
async function putAll({ sleep }: World, put: Put, events: readonly CloudEvent[]): Promise<void> {
  let rest = events;
  for (let tries = 1; ; tries++) {
    const failures = await put(rest);
    const first = failures.find((failure) => failure !== undefined);
    rest = rest.filter((_, i) => failures[i] !== undefined);
    if (rest.length === 0) return;
    if (tries === TRIES_MAX)
      throw new Error(`the bus did not take ${rest.length} events, first ${rest[0]?.index}: ${first}`);
    await sleep(Math.random() * BACKOFF_MS * 2 ** tries);
  }
}

const ageOf = (event: CloudEvent | undefined, now: Date): number =>
  event ? Math.max(0, (now.getTime() - Date.parse(event.time)) / 1000) : 0;
