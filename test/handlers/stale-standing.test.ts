/**
 * Who asks for a further key signs, however the two reads of its organization meet the first
 * key's registration.
 */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { playIn, playOn, worldHere } from '../support/local/memory-world.ts';
import { loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { freshKey } from '../support/probes/keys.ts';
import { onDay } from '../support/probes/lifecycle.ts';

beforeAll(() => onDay('2026-01-05'));
afterAll(() => vi.useRealTimers());

/** Both read it once: the load's read is sent first, then the one that says who may act. */
it.each([0, 1])('read %i before the first key came, and the other one after', async (early) => {
  playOn();
  const plain = worldHere();
  const api = new TestApi(await loadHandlers());
  const { id, caller } = await registerOrganization(api);
  const register = (key: string) =>
    api.send(`POST /v1/organizations/${id}/keys`, { caller, key, body: freshKey().registration(id, key) });

  let reads = 0;
  let open = () => {};
  const firstKey = new Promise<void>((resolve) => {
    open = resolve;
  });
  const send = async (command: GetCommand) => {
    const read = command instanceof GetCommand ? reads++ : -1;
    if (read === 1 - early) await firstKey;
    const found = await plain.reads.client.send(command);
    if (read === early) {
      playIn(plain);
      expect((await register('first')).status).toBe(201);
      open();
    }
    return found;
  };
  playIn({ ...plain, reads: new LedgerReads({ send } as unknown as Sender, plain.reads.tableName) });
  const { status, body } = await register('second');
  expect([status, body.type]).toEqual([403, 'urn:lvzhang:problem:signature-missing']);
});
