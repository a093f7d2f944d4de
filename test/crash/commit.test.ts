/** commit() under everything that may happen to its write: one effect, one answer, nothing half-done. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Command, commit } from '../../functions/ledger/commit.ts';
import { loadForMoving, type Movable } from '../../functions/ledger/load.ts';
import { ContendedError } from '../../functions/ledger/refused.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import { decideRetireUnits } from '../../shared/units/retire-units.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { Crash, type Fault, faulty, writesToMeet } from '../support/local/faults.ts';
import { worldAt } from '../support/local/world.ts';
import { blocksOf, issueBatch, loadHandlers, TestApi } from '../support/probes/api.ts';

let api: TestApi;
let client: Sender;
let tableName: string;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
});

const worldOf = (sender: Sender, now?: () => Date) => worldAt(sender, tableName, now);

/** A retirement of `quantity`, as the handler commands it. */
function retirement(
  org: string,
  account: string,
  batch: string,
  quantity: number,
  key: string,
): Command<Movable> {
  const items = [{ batch, quantity }];
  return {
    org,
    role: 'developer',
    scope: 'own',
    idempotencyKey: key,
    request: `retire ${quantity}`,
    load: (reading) => loadForMoving(reading, account, items),
    decide: ({ entities, candidates }, context) => {
      const command = { account, items, beneficiary: '示例', reason: '测试', purpose: 'voluntary' as const };
      return decideRetireUnits(entities, candidates, command, context);
    },
  };
}

const retired = async (batch: string) =>
  (await blocksOf(api, batch))
    .filter(({ status }) => status === 'retired')
    .reduce((sum, { quantity }) => sum + quantity, 0);

describe('commit', () => {
  const sequences: Fault[][] = [
    ['lost'],
    ['persisted'],
    ['conflict'],
    ['throttled'],
    ['lost', 'lost', 'persisted'],
    ['conflict', 'persisted'],
    ['persisted', 'none'],
    ['throttled', 'lost', 'conflict', 'persisted'],
  ];
  it.each(sequences.map((faults) => [faults.join(', '), faults] as const))(
    'after %s: one effect and its answer',
    async (_name, faults) => {
      const { batch, developer } = await issueBatch(api, 100);
      const sender = faulty(client, (n) => faults[n] ?? 'none');
      const command = retirement(developer.id, developer.account, batch, 30, 'k');
      const done = await commit(worldOf(sender), command);
      expect(sender.writes).toBeGreaterThanOrEqual(writesToMeet(faults));
      expect(done.event.facts).toMatchObject({ quantity: 30 });
      expect(await retired(batch)).toBe(30);
      // The caller never heard of it and tries again: the same answer, the same effect.
      const again = await commit(worldOf(client), command);
      expect(again).toMatchObject({ id: done.id, leafHash: done.leafHash, replayed: true });
      expect(await retired(batch)).toBe(30);
    },
  );

  it.each(['crash before', 'crash after'] as const)(
    '%s the write: a retry completes or finds it',
    async (fault) => {
      const { batch, developer } = await issueBatch(api, 100);
      const dying = worldOf(faulty(client, () => fault));
      const command = retirement(developer.id, developer.account, batch, 100, 'k');
      await expect(commit(dying, command)).rejects.toBeInstanceOf(Crash);
      const blocks = await blocksOf(api, batch);
      expect(blocks.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(100);
      const world = worldOf(client);
      const done = await commit(world, command);
      expect(done.replayed).toBe(fault === 'crash after');
      expect(await retired(batch)).toBe(100);
    },
  );

  it('gives up in time when conflicts never end, and leaves nothing', async () => {
    const { batch, developer } = await issueBatch(api, 100);
    let clock = Date.now();
    const now = () => {
      clock += 500;
      return new Date(clock);
    };
    const world = worldOf(
      faulty(client, () => 'conflict'),
      now,
    );
    const command = retirement(developer.id, developer.account, batch, 30, 'never');
    await expect(commit(world, command)).rejects.toBeInstanceOf(ContendedError);
    expect(await retired(batch)).toBe(0);
    expect(await world.reads.commit(commitId(developer.id, 'never'))).toBeUndefined();
  });

  it('a stale index never refuses what the table grants', async () => {
    const { batch, developer } = await issueBatch(api, 100);
    let asked = 0;
    const blind: Sender = {
      send: async (command: { input?: { IndexName?: string } }) => {
        if (command.input?.IndexName !== 'byAccount') return client.send(command as never);
        asked++;
        return { Items: [] };
      },
    } as unknown as Sender;
    const world = worldOf(blind);
    const done = await commit(world, retirement(developer.id, developer.account, batch, 100, 'blind'));
    expect(asked).toBeGreaterThan(0);
    expect(done.event.facts).toMatchObject({ quantity: 100 });
  });
});
