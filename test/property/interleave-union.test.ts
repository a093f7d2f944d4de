/** Two identities that are united while each of them acts, and one acts for the other, in every order. */
import { expect, it, vi } from 'vitest';
import type { Actor } from '../support/interleave/interleave.ts';
import {
  commandOf,
  expectSound,
  LARGE,
  type Play,
  pairsOf,
  TEST_TIMEOUT_MS,
  tableAfter,
  triplesOf,
} from '../support/interleave/setting.ts';
import { OPERATOR, registerOrganization, type TestApi } from '../support/probes/api.ts';
import { proposeContract } from '../support/probes/contracts.ts';
import { registerFacility } from '../support/probes/power.ts';
import { freshUscc, must, retire } from '../support/probes/small-registry.ts';
import { actsFor, spelt, twoSpellings, uniting } from '../support/probes/unions.ts';
import { TestSigner } from '../support/signing.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/interleave/shared-world.ts')).worldHere,
}));
vi.mock(
  '../../functions/documents/store.ts',
  async () => (await import('../support/local/stored-documents.ts')).store,
);
vi.mock(
  '../support/probes/documents.ts',
  async () => (await import('../support/local/stored-documents.ts')).documents,
);

vi.setConfig({ testTimeout: TEST_TIMEOUT_MS });

/**
 * The other identity has units, an offer to take and a contract to sign; a third one is the same
 * organization, too.
 */
async function spellings(api: TestApi) {
  const { full, half, batch } = await twoSpellings(api);
  const third = await spelt(api, '赤峰林业集团');
  const seller = await registerOrganization(api, ['developer', 'generator']);
  const sale = { from: half.account, to: full.account, items: [{ batch, quantity: 10 }] };
  const { id: offered } = await must(api, 'POST /v1/transfers', half.caller, sale);
  const facility = await registerFacility(api, { owner: seller });
  const contract = await proposeContract(api, {
    facility: facility.id,
    seller: seller.id,
    buyers: [half.id],
  });
  return { full, half, third, batch, offered: offered as string, contract };
}

async function play(
  actorsOf: (api: TestApi, s: Awaited<ReturnType<typeof spellings>>) => Actor[],
): Promise<Play> {
  let actors: Actor[] = [];
  const items = await tableAfter(async (api) => {
    actors = actorsOf(api, await spellings(api));
  });
  // Long after the last commit of the start: that one holds up no clock that is behind.
  return { items, actors, now: Date.now() + 3_600_000 };
}

it('a uniting, and whatever the two do meanwhile', async () => {
  const united = await play((api, { full, half, third, batch, offered, contract }) => {
    const [uscc, other] = [freshUscc(), freshUscc()];
    const units = (quantity: number) => ({ from: half.account, items: [{ batch, quantity }] });
    const of = (name: string, request: string, caller = half.caller, body?: object) =>
      commandOf(api, name, request, caller, body);
    const forHalf = (name: string, request: string, body?: object) =>
      commandOf(api, name, request, full.caller, body, actsFor(half.id));
    const unite = (kept: string, closed: string, code?: string) =>
      [`POST /v1/organizations/${kept}/unite`, OPERATOR, uniting(closed, code)] as const;
    return [
      of('unite', ...unite(full.id, half.id, uscc)),
      of('unite the other way', ...unite(half.id, full.id, uscc)),
      of('unite a third', ...unite(full.id, third.id, uscc)),
      of('unite with the third', ...unite(third.id, half.id, other)),
      of('retire', 'POST /v1/retirements', half.caller, retire(half.account, batch, 5)),
      of('offer', 'POST /v1/transfers', half.caller, { ...units(7), to: third.account }),
      of('withdraw', `POST /v1/transfers/${offered}/withdraw`),
      of('accept', `POST /v1/transfers/${offered}/accept`, full.caller),
      of('sign', `POST /v1/power-purchase-agreements/${contract}/sign`, half.caller, { version: 1 }),
      of(
        'register a key',
        `POST /v1/organizations/${half.id}/keys`,
        half.caller,
        new TestSigner(9).registration(half.id, 'register-a-key'),
      ),
      forHalf('retire for it', 'POST /v1/retirements', retire(half.account, batch, 3)),
      forHalf('withdraw for it', `POST /v1/transfers/${offered}/withdraw`),
      forHalf('sign for it', `POST /v1/power-purchase-agreements/${contract}/sign`, { version: 1 }),
    ];
  });
  const [unite, ...others] = united.actors as [Actor, ...Actor[]];
  const pairs = pairsOf(united.actors);
  // What is done for another succeeds behind the uniting only.
  const triples = LARGE
    ? triplesOf(united.actors)
    : pairsOf(others.filter(({ name }) => !name.startsWith('unite')).slice(-6)).map((pair) => [
        unite,
        ...pair,
      ]);
  await expectSound('united', united, [...pairs, ...triples], LARGE ? undefined : 200);
  expect(pairs).toHaveLength(78);
});
