/** A command happens once, also where its organization is united into another between two attempts. */
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import type { MemoryTable } from '../support/local/memory-table.ts';
import { playIn, playOn, worldHere } from '../support/local/memory-world.ts';
import {
  type Answer,
  type Caller,
  loadHandlers,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { retire } from '../support/probes/small-registry.ts';
import { actsFor, twoSpellings, unite } from '../support/probes/unions.ts';

beforeAll(() => onDay('2026-01-05'));
afterAll(() => vi.useRealTimers());

let api: TestApi;
let table: MemoryTable;
let s: Awaited<ReturnType<typeof twoSpellings>>;
beforeEach(async () => {
  table = playOn();
  api = new TestApi(await loadHandlers());
  s = await twoSpellings(api);
});

const attempt = (caller: Caller, headers: Record<string, string> = {}, quantity = 5) =>
  api.send('POST /v1/retirements', {
    caller,
    key: 'k-1',
    headers,
    body: retire(s.half.account, s.batch, quantity),
  });
const forHalf = () => attempt(s.full.caller, actsFor(s.half.id));
const retirements = () =>
  [...table.snapshot().values()].filter(({ leaf }) => String(leaf).includes('"type":"units.retired"')).length;
const ruleOf = ({ body }: Answer) => String(body.type).replace('urn:lvzhang:problem:', '');

it('what it did before, it and who acts for it then find again', async () => {
  const first = await attempt(s.half.caller);
  expect(first.status).toBe(201);
  await unite(api, s.full.id, s.half.id);
  const again = { status: 201, headers: { 'idempotent-replayed': 'true' }, body: first.body };
  expect(await attempt(s.half.caller)).toMatchObject(again);
  expect(await forHalf()).toMatchObject(again);
  expect(retirements()).toBe(1);
});

it('what was done for it, it finds as well; another request under the key is refused', async () => {
  await unite(api, s.full.id, s.half.id);
  const first = await forHalf();
  expect(first.status).toBe(201);
  expect(await attempt(s.half.caller)).toMatchObject({ status: 201, body: first.body });
  expect(ruleOf(await attempt(s.full.caller, actsFor(s.half.id), 6))).toBe('idempotency-key-reused');
  expect(retirements()).toBe(1);
});

it('a stranger that names it is told nothing of what it did', async () => {
  const stranger = await registerOrganization(api, ['developer', 'enterprise']);
  await attempt(s.half.caller);
  for (const quantity of [5, 6])
    expect(ruleOf(await attempt(stranger.caller, actsFor(s.half.id), quantity))).toBe('acts-for-stranger');
});

it('what it still does while the other acts for it: one of the two, and both get its answer', async () => {
  let write = () => {};
  const held = new Promise<void>((resolve) => {
    write = resolve;
  });
  let arrived = () => {};
  const writing = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const plain = worldHere();
  const send = async (command: unknown) => {
    if (command instanceof TransactWriteCommand) {
      arrived();
      await held;
    }
    return plain.reads.client.send(command as TransactWriteCommand);
  };
  playIn({ ...plain, reads: new LedgerReads({ send } as Sender, plain.reads.tableName) });
  const slow = attempt(s.half.caller);
  await writing;
  playIn(plain);
  await unite(api, s.full.id, s.half.id);
  const first = await forHalf();
  expect(first.status).toBe(201);
  write();
  expect(await slow).toMatchObject({ status: 201, body: first.body });
  expect(retirements()).toBe(1);
});
