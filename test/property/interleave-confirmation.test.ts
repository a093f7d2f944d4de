/**
 * Two pairs of eyes: what one alone and what two do while the demand for two comes and goes, in every order
 * and with clocks that differ. Whatever comes of it audits clean, so nobody acts alone where two were
 * demanded, and no honest race is condemned.
 */
import { afterAll, beforeAll, it, vi } from 'vitest';
import type { Actor } from '../support/interleave/interleave.ts';
import {
  commandOf,
  expectSound,
  type Play,
  pairsOf,
  TEST_TIMEOUT_MS,
  tableAfter,
  triplesOf,
} from '../support/interleave/setting.ts';
import { issueBatch, registerOrganization, type TestApi } from '../support/probes/api.ts';
import { initiated, requireConfirmation } from '../support/probes/confirmations.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { retire } from '../support/probes/small-registry.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/interleave/shared-world.ts')).worldHere,
}));
vi.mock('../../functions/work/work-table.ts', async (original) => {
  const { memoryWork } = await import('../support/local/memory-work.ts');
  const work = memoryWork();
  return { ...(await original<object>()), theWork: () => work };
});

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });

beforeAll(() => onDay('2026-01-05'));
afterAll(() => vi.useRealTimers());

async function play(make: (api: TestApi) => Promise<Actor[]>): Promise<Play> {
  let actors: Actor[] = [];
  vi.useRealTimers();
  onDay('2026-01-05');
  const items = await tableAfter(async (api) => {
    actors = await make(api);
  });
  // Long after the last commit of the start: that one holds up no clock that is behind.
  return { items, actors, now: Date.now() + 3_600_000 };
}

/** What a holder does alone, and what its second confirms, `next` the demand that two put. */
async function actorsOf(api: TestApi, before: string[], next: string[]): Promise<Actor[]> {
  const { developer, batch } = await issueBatch(api, 90, 3);
  const buyer = await registerOrganization(api);
  const { caller, account, id } = developer;
  const offer = { from: account, to: buyer.account, items: [{ batch, quantity: 10 }] };
  if (before.length > 0) await requireConfirmation(api, caller, before);
  const confirming = async (name: string, request: string, body: object): Promise<Actor> => {
    const { id: _, ...call } = await initiated(api, caller, request, body);
    return { name, run: () => api.send(request, { ...call, caller }) };
  };
  return [
    await confirming('demand', `POST /v1/organizations/${id}/require-confirmation`, { commands: next }),
    await confirming('two retire', 'POST /v1/retirements', retire(account, batch, 5)),
    await confirming('two offer', 'POST /v1/transfers', offer),
    commandOf(api, 'retire alone', 'POST /v1/retirements', caller, retire(account, batch, 7)),
    commandOf(api, 'offer alone', 'POST /v1/transfers', caller, offer),
  ];
}

/** One alone comes to something only while the demand changes. */
const withDemand = (groups: Actor[][]) =>
  groups.filter((group) => group.some(({ name }) => name === 'demand'));

it.each<[string, string[], string[]]>([
  ['comes', [], ['retirement', 'transfer']],
  ['goes', ['retirement', 'transfer'], []],
  ['is for something else', ['retirement'], ['transfer']],
])('while the demand %s', async (title, before, next) => {
  const start = await play((api) => actorsOf(api, before, next));
  await expectSound(`demand ${title}, pairs`, start, withDemand(pairsOf(start.actors)));
  await expectSound(`demand ${title}, triples`, start, withDemand(triplesOf(start.actors)));
});

it('while others act in its name under the same key', async () => {
  const start = await play(async (api) => {
    const { developer, batch } = await issueBatch(api, 90, 3);
    const { caller, account } = developer;
    await requireConfirmation(api, caller, ['retirement']);
    const body = retire(account, batch, 5);
    const { id: _, request, ...call } = await initiated(api, caller, 'POST /v1/retirements', body);
    return ['bo', 'cai', 'dan'].map((sub) => ({
      name: sub,
      run: () => api.send(request, { ...call, caller: { ...caller, sub } }),
    }));
  });
  await expectSound('confirmed by several, pairs', start, pairsOf(start.actors));
});
