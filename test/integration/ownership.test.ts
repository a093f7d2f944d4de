/** Whoever's role allows an action may still not do it to somebody else's units. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { playOn } from '../support/local/memory-world.ts';
import { type LeavesNoTrace, leavesNoTraceInMemory } from '../support/local/snapshot.ts';
import {
  type Answer,
  type Caller,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { startDocuments } from '../support/probes/documents.ts';
import { registerNativeProject } from '../support/probes/lifecycle.ts';
import { issueReport } from '../support/probes/reports.ts';
import {
  makeSmallRegistry,
  must,
  offer,
  retire,
  type SmallRegistry,
} from '../support/probes/small-registry.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/local/memory-world.ts')).worldHere,
}));

let setup: { api: TestApi; registry: SmallRegistry; leavesNoTrace: LeavesNoTrace };
let stranger: { caller: Caller; account: string };
beforeAll(async () => {
  const leavesNoTrace = leavesNoTraceInMemory(playOn());
  await startDocuments();
  const api = new TestApi(await loadHandlers());
  setup = { api, registry: await makeSmallRegistry(api), leavesNoTrace };
  stranger = await registerOrganization(setup.api);
});

/** Sends what must be refused, and holds that it left no trace. */
const refused = (request: string, caller: Caller, body?: object): Promise<Answer> =>
  setup.leavesNoTrace(() => setup.api.send(request, { caller, ...(body && { body }) }));

describe("another organization's units", () => {
  it("the receiver can't withdraw, the sender can't accept or reject, a stranger nothing", async () => {
    const { developer, buyer } = setup.registry;
    const transfer = await offer(setup.api, setup.registry);
    const attempts: [string, Caller][] = [
      ['withdraw', buyer.caller],
      ['accept', developer.caller],
      ['reject', developer.caller],
      ...['withdraw', 'accept', 'reject'].map((settlement): [string, Caller] => [
        settlement,
        stranger.caller,
      ]),
    ];
    for (const [settlement, caller] of attempts)
      expect(await refused(`POST /v1/transfers/${transfer}/${settlement}`, caller)).toMatchObject({
        status: 403,
        body: { type: 'urn:lvzhang:problem:not-yours' },
      });
  });

  it("can't be named out of one's own account", async () => {
    const { account, caller } = stranger;
    const { batch, developer } = setup.registry;
    const items = [{ batch, from: 1, to: 1 }];
    const attempts: [string, object][] = [
      ['POST /v1/retirements', { ...retire(account, batch), items }],
      ['POST /v1/retirements', retire(account, batch)],
      ['POST /v1/transfers', { from: account, to: developer.account, items }],
      ['POST /v1/transfers', { from: account, to: developer.account, items: [{ batch, quantity: 1 }] }],
    ];
    for (const [request, body] of attempts) expect((await refused(request, caller, body)).status).toBe(409);
  });

  it("can't be moved out of the other's account either, and the answer names the account", async () => {
    const { batch, developer } = setup.registry;
    const { caller, account } = stranger;
    const offered = { from: developer.account, to: account, items: [{ batch, quantity: 1 }] };
    expect(await refused('POST /v1/transfers', caller, offered)).toMatchObject({
      status: 403,
      body: { type: 'urn:lvzhang:problem:not-yours', errors: [{ pointer: '#/from' }] },
    });
    expect(await refused('POST /v1/retirements', caller, retire(developer.account, batch))).toMatchObject({
      status: 403,
      body: { type: 'urn:lvzhang:problem:not-yours', errors: [{ pointer: '#/account' }] },
    });
  });

  it("while they are offered, they are nobody's to move", async () => {
    const { developer, batch } = setup.registry;
    await offer(setup.api, setup.registry);
    const blocks = await setup.api.send(`GET /v1/batches/${batch}/blocks`, { caller: OPERATOR });
    const { from, to } = blocks.body.items.find(({ status }: { status: string }) => status === 'offered');
    const body = { ...retire(developer.account, batch), items: [{ batch, from, to }] };
    expect((await refused('POST /v1/retirements', developer.caller, body)).status).toBe(409);
  });

  it('the operator retires nothing that was issued here', async () => {
    const native = await registerNativeProject(setup.api, { standard: 'VCS' });
    const period = { from: '2025-01-01', to: '2025-12-31' };
    const amounts = [{ vintage: 2025, kilograms: 5_000_000 }];
    const { batches } = await issueReport(setup.api, native, period, amounts, 1000);
    vi.useRealTimers();
    expect(
      await refused('POST /v1/retirements', OPERATOR, retire(native.developer.account, batches[2025]!)),
    ).toMatchObject({
      status: 403,
      body: {
        type: 'urn:lvzhang:problem:operator-retires-imports-only',
        errors: [{ pointer: '#/items/0/batch' }],
      },
    });
  });

  it('one key in two organizations is two keys', async () => {
    const { api, registry } = setup;
    await must(api, `POST /v1/transfers/${await offer(api, registry)}/accept`, registry.buyer.caller);
    const [one, other] = await Promise.all(
      [registry.developer, registry.buyer].map(({ caller, account }) =>
        api.send('POST /v1/retirements', {
          caller,
          body: retire(account, registry.batch),
          key: 'shared-key',
        }),
      ),
    );
    expect([one?.status, other?.status]).toEqual([201, 201]);
    expect(other?.body.id).not.toBe(one?.body.id);
  });
});
