/** Pledges through the API, for the tests that go over every route. */
import { registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Make } from './probe.ts';
import { must, type SmallRegistry } from './small-registry.ts';

/** One unit of the developer's, to a bank. */
const termsOf = ({ developer, batch }: SmallRegistry, bank: { account: string }) => ({
  from: developer.account,
  to: bank.account,
  items: [{ batch, quantity: 1 }],
});

/** A fresh pledge of one unit to a bank of its own, accepted where it shall be active. */
async function freshPledge(api: TestApi, registry: SmallRegistry, status: 'proposed' | 'active') {
  const bank = await registerOrganization(api, ['financier'], '示例银行');
  const { id } = await must(api, 'POST /v1/pledges', registry.developer.caller, termsOf(registry, bank));
  if (status === 'active') await must(api, `POST /v1/pledges/${id}/accept`, bank.caller);
  return { id: id as string, bank };
}

const stepping =
  (step: string, status: 'proposed' | 'active', side: 'bank' | 'developer'): Make =>
  async (registry, api) => {
    const { id, bank } = await freshPledge(api, registry, status);
    return {
      request: `POST /v1/pledges/${id}/${step}`,
      owner: side === 'bank' ? bank.id : registry.developer.id,
    };
  };

export const pledgeProbes: Record<string, Make> = {
  'POST /v1/pledges': async (registry, api) => ({
    request: 'POST /v1/pledges',
    body: termsOf(registry, await registerOrganization(api, ['financier'])),
    owner: registry.developer.id,
  }),
  'GET /v1/pledges/{id}': async (registry, api) => {
    const { id, bank } = await freshPledge(api, registry, 'proposed');
    return { request: `GET /v1/pledges/${id}`, owner: bank.id };
  },
  'GET /v1/accounts/{id}/pledges': async (registry, api) => {
    const { bank } = await freshPledge(api, registry, 'active');
    return { request: `GET /v1/accounts/${bank.account}/pledges`, owner: bank.id };
  },
  'POST /v1/pledges/{id}/accept': stepping('accept', 'proposed', 'bank'),
  'POST /v1/pledges/{id}/reject': stepping('reject', 'proposed', 'bank'),
  'POST /v1/pledges/{id}/withdraw': stepping('withdraw', 'proposed', 'developer'),
  'POST /v1/pledges/{id}/release': stepping('release', 'active', 'bank'),
  'POST /v1/pledges/{id}/enforce': stepping('enforce', 'active', 'bank'),
};

export async function pledgeBodies(api: TestApi, registry: SmallRegistry): Promise<BodyCase[]> {
  const bank = await registerOrganization(api, ['financier'], '示例银行');
  return [
    {
      name: 'pledge',
      request: 'POST /v1/pledges',
      caller: registry.developer.caller,
      body: { ...termsOf(registry, bank), loan: { fen: 1_000_000 } },
      fields: {
        '/from': 'name',
        '/to': 'name',
        '/items': 'list',
        '/items/0': 'object',
        '/items/0/batch': 'name',
        '/items/0/quantity': 'count',
        '/loan': 'object?',
        '/loan/fen': 'fen',
      },
    },
  ];
}
