/**
 * Lambda: the expirer. Every day it records which certificates' validity has ended: month of generation by
 * month, oldest first, a facility's blocks page by page. Validity itself is checked at each use; this job
 * only records its end, so a run may stop anywhere, and the next continues with what is still live.
 */
import type { Context } from 'aws-lambda';
import { toHex, toUtf8 } from '../shared/base/encoding.ts';
import { sha256 } from '../shared/base/sha256.ts';
import {
  batchEntity,
  blockEntity,
  type EntityId,
  expiryEntity,
  facilityEntity,
  read,
} from '../shared/ledger/entity.ts';
import type { RejectionCode } from '../shared/ledger/rejection.ts';
import { SYSTEM_ORGANIZATION } from '../shared/ledger/role.ts';
import {
  decideCloseMonth,
  decideExpireUnits,
  EXPIRED_BLOCKS_MAX,
  isPastExpiry,
} from '../shared/power/expire-units.ts';
import { EXPIRABLE, expiredMonths } from '../shared/power/expiry.ts';
import { quantityOf } from '../shared/units/block.ts';
import type { BlockState } from '../shared/units/states.ts';
import type { Loaded } from './ledger/basis.ts';
import { blocksOf, type GenerationRecord, generationOfMonth, isLive } from './ledger/certificate-reads.ts';
import { type Committed, commit, type Plan } from './ledger/commit.ts';
import { todayOf, type World } from './ledger/ledger-world.ts';
import { RejectedError } from './ledger/refused.ts';
import { addTo, type EntityItem } from './ledger/stored.ts';
import { gauge } from './metric.ts';
import { theWorld } from './world.ts';

/** A run stops this long before Lambda would end it: the last commit may need many tries. */
const STOP_BEFORE_MS = 60_000;

export interface Expired {
  /** Units recorded as expired by this run. */
  expired: number;
  /** Units whose validity has ended but which stay in place because they are offered or pledged. */
  locked: number;
  /** Months recorded as done. */
  months: number;
  /** True when the time was up before all months were looked at. */
  unfinished: boolean;
}

export async function handler(
  _event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<Expired> {
  const world = theWorld();
  const deadline = new Date(world.now().getTime() + context.getRemainingTimeInMillis() - STOP_BEFORE_MS);
  const result = await expireMonths(world, deadline);
  gauge('UnitsExpired', result.expired, 'Count');
  gauge('ExpiredUnitsLocked', result.locked, 'Count');
  return result;
}

/** Records expired units, until all are recorded or `deadline` is over. */
export async function expireMonths(world: World, deadline: Date): Promise<Expired> {
  const result: Expired = { expired: 0, locked: 0, months: 0, unfinished: false };
  const isOver = () => world.now() >= deadline;
  for (const month of await openMonths(world)) {
    const left = await expireMonth(world, month, result, isOver);
    if (left === 'unfinished') return { ...result, unfinished: true };
    result.locked += left.locked;
    // A month in which nothing was issued needs no record: nothing can be issued for it any more.
    if (left.batches === 0 || left.expirable > 0 || left.locked > 0) continue;
    if (!isPastExpiry(month, todayOf(world))) continue;
    if (isNew(await closeMonth(world, month, left.past))) result.months++;
  }
  return result;
}

/** Months whose validity has ended and which aren't recorded as done. */
async function openMonths(world: World): Promise<string[]> {
  const months = expiredMonths(todayOf(world));
  const done = await world.reads.entities(months.map(expiryEntity));
  return months.filter((month) => !done.has(expiryEntity(month)));
}

interface Left {
  /** Batches of the month, and their units that can expire or are locked. */
  batches: number;
  expirable: number;
  locked: number;
  /** Commits that used up the other units, with their instants. */
  past: Map<string, string>;
}

/**
 * Expires a month's blocks and looks again, until a look finds nothing to expire, or expires none of what it
 * finds: only that last look tells what is left.
 */
async function expireMonth(
  world: World,
  month: string,
  result: Expired,
  isOver: () => boolean,
): Promise<Left | 'unfinished'> {
  for (;;) {
    const left: Left = { batches: 0, expirable: 0, locked: 0, past: new Map() };
    const before = result.expired;
    for (const record of await generationOfMonth(world.reads, month)) {
      if (isOver() || !(await expireRecord(world, record, left, result, isOver))) return 'unfinished';
    }
    if (result.expired === before) return isOver() ? 'unfinished' : left;
  }
}

/** Expires what can expire of one facility's month and kind of energy; false where the time was up. */
async function expireRecord(
  world: World,
  { state: { facility, month, batches } }: GenerationRecord,
  left: Left,
  result: Expired,
  isOver: () => boolean,
): Promise<boolean> {
  let page: EntityItem<BlockState>[] = [];
  const flush = async (): Promise<boolean> => {
    // Blocks that don't fit the leaf are found again by the next look.
    if (page.length > 0) result.expired += await expirePage(world, { facility, month }, page);
    page = [];
    return !isOver();
  };
  left.batches += batches.length;
  for (const batch of batches) {
    for await (const block of blocksOf(world.reads, batch)) {
      if (!isLive(block)) {
        left.past.set(block.commit, block.moved);
        continue;
      }
      const quantity = quantityOf(block.state);
      if (!EXPIRABLE.has(block.state.status)) {
        left.locked += quantity;
        continue;
      }
      left.expirable += quantity;
      page.push(block);
      if (page.length === EXPIRED_BLOCKS_MAX && !(await flush())) return false;
    }
  }
  return flush();
}

/**
 * Commits a page; returns the units that this call expired. The key names the blocks as they were read: a
 * rerun after a crash, or another expirer, meets the same commit; a block that came back from an offer makes
 * another key.
 */
async function expirePage(
  world: World,
  of: { facility: string; month: string },
  page: readonly EntityItem<BlockState>[],
): Promise<number> {
  const wanted = page.map(({ state: { batch, from } }) => blockEntity(batch, from));
  const contents = page.map(({ entity, commit: made }) => `${entity} ${made}`).join('\n');
  const done = await commitAsSystem(world, `units.expired:${digestOf(contents)}`, 'nothing-to-expire', {
    load: async () => {
      const found = await world.reads.entities(wanted);
      const blocks = wanted.flatMap((id) => read(found, id) ?? []);
      const batches = page.map(({ state }) => batchEntity(state.batch));
      const entities = await world.reads.entities([facilityEntity(of.facility), ...batches]);
      addTo(entities, found);
      return { entities, blocks: blocks };
    },
    decide: ({ entities, blocks }, context) => decideExpireUnits(entities, { ...of, blocks }, context),
  });
  return isNew(done) && done.event.type === 'units.expired' ? done.event.facts.quantity : 0;
}

/**
 * Happens once by its key, even if another run does it at the same time. A month without live units stays so;
 * the commits that used them up stand before this one in the log.
 */
function closeMonth(world: World, month: string, past: Left['past']): Promise<Committed | undefined> {
  const id: EntityId = expiryEntity(month);
  return commitAsSystem(world, `month.expired:${month}`, 'month-done-already', {
    load: async () => ({ entities: await world.reads.entities([id]), past }),
    decide: ({ entities }, context) => decideCloseMonth(entities, { month, live: 0 }, context),
    counted: () => ({ past: past.keys() }),
  });
}

/** Commits in the registry's own name; undefined where another run was first (the rejection is `done`). */
async function commitAsSystem<L extends Loaded>(
  world: World,
  key: string,
  done: RejectionCode,
  plan: Plan<L>,
): Promise<Committed | undefined> {
  try {
    return await commit(world, {
      org: SYSTEM_ORGANIZATION,
      role: 'system',
      scope: 'any',
      idempotencyKey: key,
      request: key,
      ...plan,
    });
  } catch (error) {
    if (error instanceof RejectedError && error.rejection.rejected === done) return undefined;
    throw error;
  }
}

const isNew = (done: Committed | undefined): done is Committed => done !== undefined && !done.replayed;
const digestOf = (text: string) => toHex(sha256(toUtf8(text)));
