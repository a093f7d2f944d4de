/**
 * Remembers the block that this function instance has just made or cut, for the next request that takes from
 * the same batch, and so spares the search. Memory can't mislead: the write is conditioned on the version, so
 * either the remembered block is still current, or the write fails and the next attempt searches.
 *
 * A remembered block is handed to one request at a time, so that concurrent requests don't all take the same
 * block.
 */
import { type Entity, type EntityId, isStateOf } from '../../shared/ledger/entity.ts';
import type { BlockState, BlockStatus } from '../../shared/units/states.ts';
import type { LedgerReads } from './reads.ts';
import type { Stored } from './stored.ts';

/** After a remembered block has moved, others take from that batch too: remembering would lose writes. */
const DISTRUST_MS = 5_000;
/** Some megabytes at most; then the memory is emptied. */
const REMEMBERED_MAX = 10_000;

/** What takers take from: an import retires first what was retired elsewhere. */
const TAKEN_FROM: ReadonlySet<BlockStatus> = new Set<BlockStatus>(['held', 'retired-elsewhere']);

class RecentBlocks {
  private readonly blocks = new Map<string, Stored<BlockState>>();
  private readonly distrusted = new Map<string, number>();

  take(account: string, batch: string, status: BlockStatus): Stored<BlockState> | undefined {
    const key = `${account}/${batch}/${status}`;
    const block = this.blocks.get(key);
    this.blocks.delete(key);
    return block;
  }

  /** Remembers the largest block of each status among the entities of a commit of that instant. */
  note(advanced: ReadonlyMap<EntityId, Entity>, at: string): void {
    if (this.blocks.size > REMEMBERED_MAX) this.blocks.clear();
    if (this.distrusted.size > REMEMBERED_MAX) this.distrusted.clear();
    for (const [id, { version, commit, state }] of advanced) {
      if (!isStateOf('block:', id, state)) continue;
      const block = { version, commit, state, moved: at };
      const { account, batch, status } = state;
      if (!TAKEN_FROM.has(status)) continue;
      if (Date.now() < (this.distrusted.get(`${account}/${batch}`) ?? 0)) continue;
      const key = `${account}/${batch}/${status}`;
      const known = this.blocks.get(key);
      if (!known || unitsOf(known) < unitsOf(block)) this.blocks.set(key, block);
    }
  }

  distrust(advanced: ReadonlyMap<EntityId, Entity>): void {
    for (const [id, { state }] of advanced)
      if (isStateOf('block:', id, state))
        this.distrusted.set(`${state.account}/${state.batch}`, Date.now() + DISTRUST_MS);
  }
}

const unitsOf = ({ state }: Entity<BlockState>): number => state.to - state.from + 1;

const ofReads = new WeakMap<LedgerReads, RecentBlocks>();

/** What this instance remembers of the table behind `reads`. */
export function recentBlocks(reads: LedgerReads): RecentBlocks {
  const known = ofReads.get(reads);
  if (known) return known;
  const fresh = new RecentBlocks();
  ofReads.set(reads, fresh);
  return fresh;
}
