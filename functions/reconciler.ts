/**
 * Lambda: the reconciler. Every day it replays the log, compares the outcome with the table, and records the
 * state root as a leaf, for every auditor to compare its own replay with.
 */

import { Replay } from '../events/audit/replay.ts';
import { TILE_WIDTH } from '../events/tlog/tile.ts';
import { STATE_ENTITY } from '../shared/ledger/entity.ts';
import { SYSTEM_ORGANIZATION } from '../shared/ledger/role.ts';
import { type Committed, commit } from './ledger/commit.ts';
import { entityItems } from './ledger/entity-items.ts';
import type { World } from './ledger/ledger-world.ts';
import { commitsOf, readHead } from './ledger/log-reads.ts';
import { Reconciliation } from './log/reconcile.ts';
import { gauge } from './metric.ts';
import { theWorld } from './world.ts';

/** Violations logged one by one at most; all of them are counted. */
const LOGGED_MAX = 100;

export interface Reconciled {
  /** Leaves replayed. */
  size: number;
  /** Items compared. */
  compared: number;
  violations: number;
  /** The commit that records the state root; absent where the table differs from the log. */
  recorded?: string;
}

export async function handler(): Promise<Reconciled> {
  const world = theWorld();
  const { reads, logOrigin } = world;
  const head = await readHead(reads);
  // A log without a leaf has no state to record.
  if (!head?.size) return { size: 0, compared: 0, violations: 0 };
  const { size } = head;
  const replay = new Replay({ log: logOrigin });
  const replayed = new Set<string>();
  const broken: string[] = [];
  for (let n = 0; n * TILE_WIDTH < size; n++) {
    for (const { id, leaf } of await commitsOf(reads, n, Math.min(TILE_WIDTH, size - n * TILE_WIDTH))) {
      for (const { rule } of replay.apply(replay.size, leaf))
        broken.push(`leaf ${replay.size - 1} breaks ${rule}`);
      replayed.add(id);
    }
  }
  for (const { rule } of replay.finish()) broken.push(`the log breaks ${rule}`);
  const reconciliation = new Reconciliation(replay.live, replayed);
  for await (const item of entityItems(reads)) reconciliation.compare(item);
  reconciliation.finish();
  const violations = [...broken, ...reconciliation.violations];
  for (const violation of violations.slice(0, LOGGED_MAX)) console.error({ violation });
  gauge('ReconciliationViolations', violations.length, 'Count');
  const result = { size, compared: reconciliation.compared, violations: violations.length };
  // Recording the root of a state that the table doesn't have would misstate the table.
  if (violations.length > 0) return result;
  return { ...result, recorded: (await record(world, size, replay.root())).id };
}

/** The key names the size, so a repeated run records once. */
function record(world: World, size: number, root: string): Promise<Committed> {
  return commit(world, {
    org: SYSTEM_ORGANIZATION,
    role: 'system',
    scope: 'any',
    idempotencyKey: `state:${size}`,
    request: `${size} ${root}`,
    load: async () => ({ entities: await world.reads.entities([STATE_ENTITY]) }),
    decide: () => ({ type: 'state.recorded', facts: { size, root }, advances: [STATE_ENTITY] }),
  });
}
