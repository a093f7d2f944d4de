/** Loads what the deciders of unit movements look at: accounts, and blocks that the account may move. */

import { ADVANCES_MAX } from '../../shared/decision.ts';
import type { BlockState, Entity, EntityId } from '../../shared/entity.ts';
import { accountEntity, blockEntity } from '../../shared/entity.ts';
import type { Candidate, Item } from '../../shared/selection.ts';
import type { LedgerReads } from './reads.ts';

/** How many of an account's blocks of one batch a taker looks at before it picks; enough lanes to spread over. */
const CANDIDATES_MAX = 100;
/** A named range or a large quantity may need this many blocks; more don't fit one transaction anyway. */
const COVERING_MAX = 2 * ADVANCES_MAX;
/** A thorough search reads a batch's blocks up to this many before it trusts the index. */
const THOROUGH_SCAN_MAX = 20_000;

export interface Loaded {
  entities: Map<EntityId, Entity>;
  candidates: Candidate[];
}

/**
 * The accounts and further entities, and the blocks from which `items` may be taken, in random order so that
 * many takers spread over the lanes. `thorough` reads the table itself instead of the index.
 */
export async function loadForMoving(
  reads: LedgerReads,
  account: string,
  items: readonly Item[],
  further: readonly EntityId[],
  thorough: boolean,
): Promise<Loaded> {
  const byQuantity = new Set<string>();
  const searches: Promise<Entity<BlockState>[]>[] = [];
  for (const item of items) {
    if ('quantity' in item) byQuantity.add(item.batch);
    else searches.push(reads.blocksCovering(item.batch, item.from, item.to, COVERING_MAX));
  }
  for (const batch of byQuantity) {
    searches.push(
      thorough
        ? reads.blocksHeldNow(account, batch, THOROUGH_SCAN_MAX)
        : reads.blocksHeld(account, batch, CANDIDATES_MAX),
    );
  }
  const [entities, ...found] = await Promise.all([
    reads.entities([accountEntity(account), ...further]),
    ...searches,
  ]);
  const blocks = new Map<EntityId, Candidate>();
  for (const block of found.flat()) {
    const { batch, from, account: holder, status } = block.state;
    if (holder !== account || status !== 'held') continue;
    const { version, commit, state } = block;
    blocks.set(blockEntity(batch, from), { version, commit, state });
  }
  for (const [id, block] of blocks) entities.set(id, block);
  return { entities, candidates: shuffled([...blocks.values()]) };
}

/** Fisher and Yates; which lane a taker meets need not be unpredictable, only spread. */
function shuffled<T>(values: T[]): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
  return values;
}
