/** Loads what the deciders of unit movements look at: accounts, and blocks that the account may move. */

import { ADVANCES_MAX } from '../../shared/ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  type EntityId,
  facilityEntity,
  isStateOf,
  parcelEntity,
  projectEntity,
  read,
} from '../../shared/ledger/entity.ts';
import { quantityOf } from '../../shared/units/block.ts';
import type { Candidate, Item } from '../../shared/units/selection.ts';
import type { BlockState, BlockStatus, SerialRange } from '../../shared/units/states.ts';
import type { Reading } from './commit.ts';
import type { LedgerReads } from './reads.ts';
import { recentBlocks } from './recent-blocks.ts';
import { recall } from './remembered.ts';
import { addTo, type Stored, storedOf } from './stored.ts';

/** Blocks of one batch in an account that a taker looks at first. */
const CANDIDATES_FEW = 10;
/** Blocks that a taker looks at where the first do not suffice. More do not fit one transaction. */
const CANDIDATES_MAX = 100;
/** Lost races for an account's blocks after which a taker cuts a second lane. */
const LOSSES_BEFORE_CUTTING = 2;
/** Number of blocks at which takers spread well enough and cut no further lane. */
const LANES_ENOUGH = CANDIDATES_FEW;
/** A lane to be cut holds at least so many times the quantity asked for. */
const LANE_WORTH = 4;
/** Blocks that a named range or a large quantity may need; more don't fit one transaction anyway. */
const COVERING_MAX = 2 * ADVANCES_MAX;
/** Blocks of a batch that a thorough search reads at most, before it trusts the index. */
const THOROUGH_SCAN_MAX = 20_000;

export interface Movable {
  entities: Map<EntityId, Stored>;
  candidates: Candidate[];
}

/**
 * Loads the accounts, the batches of the items, further entities, and the blocks of that status from which
 * `items` may be taken. The blocks are in random order, so that many takers spread over the lanes. The first
 * attempt may start from what this instance remembers; a `thorough` one reads the table itself instead of the
 * index.
 */
export async function loadForMoving(
  { reads, attempt }: Pick<Reading, 'reads' | 'attempt'>,
  account: string,
  items: readonly Item[],
  further: readonly EntityId[] = [],
  status: BlockStatus = 'held',
): Promise<Movable> {
  const wanted = new Map<string, number>();
  const named = items.map(({ batch }) => batchEntity(batch));
  const searches: Promise<Stored<BlockState>[]>[] = [];
  for (const item of items) {
    if ('quantity' in item) wanted.set(item.batch, (wanted.get(item.batch) ?? 0) + item.quantity);
    else searches.push(reads.blocksCovering(item.batch, item.from, item.to, COVERING_MAX));
  }
  const entities = await recall(reads, [...new Set([accountEntity(account), ...further, ...named])]);
  for (const [batch, quantity] of wanted) {
    const issued = read(entities, batchEntity(batch))?.state.issued;
    if (issued === undefined) continue;
    searches.push(
      attempt.thorough
        ? reads.blocksHeldNow(account, batch, THOROUGH_SCAN_MAX, status)
        : someHeld(reads, { account, batch, quantity, issued, status }, attempt.number),
    );
  }
  const found = await Promise.all(searches);
  const blocks = new Map<EntityId, Stored<BlockState>>();
  for (const block of found.flat()) {
    const { batch, from, account: holder } = block.state;
    if (holder !== account || block.state.status !== status) continue;
    blocks.set(blockEntity(batch, from), storedOf(block));
  }
  addTo(entities, blocks);
  const candidates = shuffled([...blocks.values()]);
  return {
    entities,
    candidates: attempt.number < LOSSES_BEFORE_CUTTING ? candidates : cutAhead(candidates, wanted),
  };
}

/**
 * Every taker from a block has to advance it, so of many at once one wins and all others lose. A taker that
 * has lost twice takes its units from the middle of the block: the commit has one item more, and two blocks
 * are left for the others. The lanes double with every such win, until takers hardly meet.
 */
function cutAhead(candidates: Candidate[], wanted: ReadonlyMap<string, number>): Candidate[] {
  const blocks = new Map<string, number>();
  for (const { state } of candidates) blocks.set(state.batch, (blocks.get(state.batch) ?? 0) + 1);
  return candidates.map((candidate) => {
    const { batch, from } = candidate.state;
    const half = Math.floor(quantityOf(candidate.state) / 2);
    const quantity = wanted.get(batch);
    const cuts =
      quantity !== undefined && half >= quantity * LANE_WORTH && (blocks.get(batch) ?? 0) < LANES_ENOUGH;
    return cuts ? { ...candidate, aheadOf: from + half } : candidate;
  });
}

/**
 * Adds the facilities that issued the loaded batches: the rules of trade ask for a facility's technology,
 * connection and market. These never change, however often the facility is metered, so the facilities are
 * returned as fixed.
 */
export async function addFacilities(
  reads: LedgerReads,
  entities: Map<EntityId, Stored>,
): Promise<ReadonlySet<string>> {
  const facilities = new Set<EntityId>();
  for (const [id, { state }] of entities) {
    if (!isStateOf('batch:', id, state)) continue;
    const { facility, energy } = state;
    if (facility !== undefined && energy !== undefined) facilities.add(facilityEntity(facility));
  }
  if (facilities.size === 0) return facilities;
  addTo(entities, await reads.entities([...facilities]));
  return facilities;
}

/**
 * Adds the projects of the loaded batches with their first parcels: a cover tells removals from avoidance,
 * and local from other. Neither a project's methodology nor its land ever changes, so they are returned as
 * fixed.
 */
export async function addProjects(
  reads: LedgerReads,
  entities: Map<EntityId, Stored>,
): Promise<ReadonlySet<string>> {
  const projects = new Set<EntityId<'project'>>();
  for (const [id, { state }] of entities)
    if (isStateOf('batch:', id, state) && state.project !== undefined)
      projects.add(projectEntity(state.project));
  const found = await reads.entities([...projects]);
  const parcels = [...projects].flatMap((id) => read(found, id)?.state.parcels?.slice(0, 1) ?? []);
  const land = await reads.entities(parcels.map(parcelEntity));
  addTo(entities, [...found, ...land]);
  return projects;
}

/**
 * Adds what a step of an offer or a pledge looks at besides its own entity: the locked blocks, their batches,
 * and the accounts of both sides.
 */
export async function addLocked(
  reads: LedgerReads,
  entities: Map<EntityId, Stored>,
  { from, to, items }: { from: string; to: string; items: readonly SerialRange[] },
): Promise<void> {
  const sides = [accountEntity(from), accountEntity(to), ...items.map(({ batch }) => batchEntity(batch))];
  const [unchanging, blocks] = await Promise.all([
    recall(reads, [...new Set(sides)]),
    reads.entities(items.map(({ batch, from: serial }) => blockEntity(batch, serial))),
  ]);
  addTo(entities, [...unchanging, ...blocks]);
}

/** What is taken, from where; `issued`: the batch's units. */
interface Taking {
  account: string;
  batch: string;
  quantity: number;
  issued: number;
  status: BlockStatus;
}

/** A few blocks below a random serial; if they don't hold the quantity, as many as may be useful. */
async function someHeld(
  reads: LedgerReads,
  { account, batch, quantity, issued, status }: Taking,
  attempt: number,
): Promise<Stored<BlockState>[]> {
  const recent = attempt === 0 ? recentBlocks(reads).take(account, batch, status) : undefined;
  if (recent && quantityOf(recent.state) >= quantity) return [recent];
  const serial = 1 + Math.floor(Math.random() * issued);
  const few = await reads.blocksHeld(account, batch, serial, CANDIDATES_FEW, status);
  const held = few.reduce((sum, { state }) => sum + quantityOf(state), 0);
  return held >= quantity ? few : reads.blocksHeld(account, batch, issued, CANDIDATES_MAX, status);
}

/** Fisher–Yates shuffle; the lane that a taker meets must be spread, not unpredictable. */
function shuffled<T>(values: T[]): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
  return values;
}
