/**
 * Lambda: the reconciler. Every day it replays the log, compares the outcome with the table, and records the state
 * root as a leaf, against which every auditor's replay is held.
 */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { Replay } from '../events/audit/replay.ts';
import { TILE_WIDTH } from '../events/tlog/tile.ts';
import { STATE_ENTITY } from '../shared/ledger/entity.ts';
import { SYSTEM_ORGANIZATION } from '../shared/ledger/role.ts';
import { type Committed, commit } from './ledger/commit.ts';
import type { CommitRecord } from './ledger/commit-record.ts';
import { commitKey } from './ledger/keys.ts';
import { readHead, readTile } from './ledger/log-reads.ts';
import { Reconciliation, type TableEntity } from './log/reconcile.ts';
import { gauge } from './metric.ts';
import { theWorld } from './world.ts';

/** So many violations are logged one by one; they are all counted. */
const LOGGED_MAX = 100;

export interface Reconciled {
  /** Leaves replayed. */
  size: number;
  /** Items compared. */
  compared: number;
  violations: number;
  /** The commit that records the state root; none where the table is not what the log says. */
  recorded?: string;
}

export async function handler(): Promise<Reconciled> {
  const { reads, logOrigin } = theWorld();
  const head = await readHead(reads);
  // A log without a leaf has no state to record.
  if (!head?.size) return { size: 0, compared: 0, violations: 0 };
  const { size } = head;
  const replay = new Replay({ log: logOrigin });
  const replayed = new Set<string>();
  const broken: string[] = [];
  for (let n = 0; n * TILE_WIDTH < size; n++) {
    for (const { id, leaf } of await commitsOf(n, Math.min(TILE_WIDTH, size - n * TILE_WIDTH))) {
      for (const { rule } of replay.apply(replay.size, leaf))
        broken.push(`leaf ${replay.size - 1} breaks ${rule}`);
      replayed.add(id);
    }
  }
  for (const { rule } of replay.finish()) broken.push(`the log breaks ${rule}`);
  const reconciliation = new Reconciliation(replay.live, replayed);
  for await (const item of entityItems()) reconciliation.compare(item);
  reconciliation.finish();
  const violations = [...broken, ...reconciliation.violations];
  for (const violation of violations.slice(0, LOGGED_MAX))
    console.error(JSON.stringify({ level: 'ERROR', violation }));
  gauge('ReconciliationViolations', violations.length, 'Count');
  const result = { size, compared: reconciliation.compared, violations: violations.length };
  // A root of a state that the table hasn't would be a lie about the table.
  if (violations.length > 0) return result;
  return { ...result, recorded: (await record(size, replay.root())).id };
}

/** The commits of one bundle, in the log's order. */
async function commitsOf(n: number, width: number): Promise<CommitRecord[]> {
  const { reads } = theWorld();
  const ids = (await readTile(reads, 0, n))?.commits?.slice(0, width) ?? [];
  const records = (await reads.items(ids.map(commitKey))) as unknown as CommitRecord[];
  if (records.length !== width)
    throw new Error(`tile 0/${n} names ${records.length} commits that exist, not ${width}`);
  return records.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

/** Every entity's item of the table, in no order, strongly consistent page by page. */
async function* entityItems(): AsyncGenerator<TableEntity> {
  const { client, tableName } = theWorld().reads;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: tableName,
        FilterExpression: 'attribute_exists(entity)',
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    yield* (page.Items ?? []) as TableEntity[];
    start = page.LastEvaluatedKey;
  } while (start);
}

/** The key names the size, so a run that was repeated records once. */
function record(size: number, root: string): Promise<Committed> {
  const world = theWorld();
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
