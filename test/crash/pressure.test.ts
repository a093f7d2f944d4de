/**
 * Many at once want units of one block. All are served in time, however many function instances
 * they come through.
 */
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Command, commit } from '../../functions/ledger/commit.ts';
import type { World } from '../../functions/ledger/ledger-world.ts';
import { loadForMoving, type Movable } from '../../functions/ledger/load.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { decideRetireUnits } from '../../shared/units/retire-units.ts';
import type { Item } from '../../shared/units/selection.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { worldAt } from '../support/local/world.ts';
import { blocksOf, issueBatch, loadHandlers, TestApi } from '../support/probes/api.ts';

const TAKERS = 200;
const EACH = 10;
const ISSUED = 100_000;
const LANES_CUT_MAX = 64;

let api: TestApi;
let client: Sender;
let tableName: string;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
});

/**
 * All instances share this process and one DynamoDB Local, where the cloud gives each a machine of its
 * own. Their clock goes so many times slower, so that the deadline measures the protocol and not how
 * busy this machine is.
 */
const SLOWER = 10;
let writes = 0;

/** A function instance of its own, which waits as the real one does. */
function instance(): World {
  const send = (command: object) => {
    if (command instanceof TransactWriteCommand) writes++;
    return client.send(command as never);
  };
  return {
    ...worldAt({ send } as unknown as Sender, tableName, () => new Date(Date.now() / SLOWER)),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}

function retirement(
  world: World,
  developer: { id: string; account: string },
  batch: string,
  n: number,
  items: Item[] = [{ batch, quantity: EACH }],
) {
  const { account } = developer;
  const command: Command<Movable> = {
    org: developer.id,
    role: 'developer',
    scope: 'own',
    idempotencyKey: `taker-${n}`,
    request: 'retire',
    load: (reading) => loadForMoving(reading, account, items),
    decide: ({ entities, candidates }, context) =>
      decideRetireUnits(
        entities,
        candidates,
        { account, items, beneficiary: '示例', reason: '测试', purpose: 'voluntary' },
        context,
      ),
  };
  return commit(world, command);
}

describe(`${TAKERS} takers of one block at once`, () => {
  // Within one instance none loses a race. Between instances some do, fewer with every lane that losers cut.
  it.each([
    { instances: 1, writesMax: TAKERS },
    { instances: 8, writesMax: 4 * TAKERS },
    { instances: 50, writesMax: 10 * TAKERS },
  ])('through $instances instances: all are served, nothing twice', async ({ instances, writesMax }) => {
    const { batch, developer } = await issueBatch(api, ISSUED);
    const worlds = Array.from({ length: instances }, instance);
    writes = 0;
    await Promise.all(
      Array.from({ length: TAKERS }, (_, n) => retirement(worlds[n % instances]!, developer, batch, n)),
    );
    expect(writes).toBeGreaterThanOrEqual(TAKERS);
    expect(writes).toBeLessThanOrEqual(writesMax);
    const blocks = await blocksOf(api, batch);
    const sum = (status: string) =>
      blocks.filter((each) => each.status === status).reduce((total, { quantity }) => total + quantity, 0);
    expect([sum('retired'), sum('held')]).toEqual([TAKERS * EACH, ISSUED - TAKERS * EACH]);
    // Cutting ahead ends where there is room enough: the owner's units aren't chopped up.
    expect(blocks.filter(({ status }) => status === 'held').length).toBeLessThanOrEqual(LANES_CUT_MAX);
  });

  it('one alone writes three items, whatever others did before', async () => {
    const { batch, developer } = await issueBatch(api, ISSUED);
    const items: number[] = [];
    const send = (command: object) => {
      if (command instanceof TransactWriteCommand) items.push(command.input.TransactItems?.length ?? 0);
      return client.send(command as never);
    };
    const world = worldAt({ send } as unknown as Sender, tableName);
    for (let n = 0; n < 3; n++) await retirement(world, developer, batch, n);
    expect(items).toEqual([3, 3, 3]);
  });

  it('two that want what the other is moving, in either order, both get it', async () => {
    const first = await issueBatch(api, 100);
    const { batch, developer } = first;
    await api.send(`POST /v1/batches/${batch}/subdivide`, {
      caller: developer.caller,
      body: { block: 1, lanes: 2 },
    });
    const world = instance();
    const ranges = [
      [{ batch, from: 50, to: 51 }],
      [
        { batch, from: 41, to: 45 },
        { batch, from: 91, to: 95 },
      ],
    ];
    const rest = [
      { batch, from: 96, to: 97 },
      { batch, from: 46, to: 47 },
    ];
    await Promise.all([...ranges, rest].map((items, n) => retirement(world, developer, batch, n, items)));
    const taken = (await blocksOf(api, batch)).filter(({ status }) => status === 'retired');
    expect(taken.reduce((total, { quantity }) => total + quantity, 0)).toBe(16);
  });
});
