/** Probes of the routes of parks, and bodies that would do. */
import { registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Member } from './lifecycle.ts';
import type { Make, Probe } from './probe.ts';
import { must } from './small-registry.ts';

const park = () => ({
  name: '示例园区',
  province: '15',
  subParks: [{ code: 'east', name: '东区' }],
});
const target = () => ({
  indicator: 'emissions',
  year: 2027,
  value: '1000.5',
  unit: 'tCO2',
  source: '示例方案',
});

interface Made {
  operator: Member;
  member: Member;
  park: string;
}

/** A park of its own, which a member has asked to join. */
async function asked(api: TestApi): Promise<Made> {
  const operator = await registerOrganization(api, ['enterprise'], '示例运营');
  const member = await registerOrganization(api, ['enterprise'], '示例成员');
  const { id } = await must(api, 'POST /v1/parks', operator.caller, park());
  await must(api, `POST /v1/parks/${id}/request-membership`, member.caller, { from: '2025-01-01' });
  return { operator, member, park: id };
}

async function joined(api: TestApi): Promise<Made> {
  const made = await asked(api);
  const body = { organization: made.member.id };
  await must(api, `POST /v1/parks/${made.park}/members`, made.operator.caller, body);
  return made;
}

export const parkProbes: Record<string, Make> = {
  'POST /v1/parks': async (_registry, api): Promise<Probe> => ({
    request: 'POST /v1/parks',
    body: park(),
    owner: (await registerOrganization(api, ['enterprise'], '示例运营')).id,
  }),
  'GET /v1/parks/{id}': async (_registry, api) => ({ request: `GET /v1/parks/${(await asked(api)).park}` }),
  'POST /v1/parks/{id}/request-membership': async (_registry, api): Promise<Probe> => ({
    request: `POST /v1/parks/${(await asked(api)).park}/request-membership`,
    body: { from: '2026-01-01', subPark: 'east' },
    owner: (await registerOrganization(api, ['enterprise'], '示例成员')).id,
  }),
  'GET /v1/parks/{id}/membership-requests': async (_registry, api) => ({
    request: `GET /v1/parks/${(await asked(api)).park}/membership-requests`,
  }),
  'POST /v1/parks/{id}/members': async (_registry, api): Promise<Probe> => {
    const made = await asked(api);
    return {
      request: `POST /v1/parks/${made.park}/members`,
      body: { organization: made.member.id },
      owner: made.operator.id,
    };
  },
  'POST /v1/parks/{id}/members/{organization}/leave': async (_registry, api): Promise<Probe> => {
    const made = await joined(api);
    return {
      request: `POST /v1/parks/${made.park}/members/${made.member.id}/leave`,
      body: { to: '2026-06-30' },
      owner: made.member.id,
    };
  },
  'POST /v1/parks/{id}/targets': async (_registry, api): Promise<Probe> => {
    const made = await asked(api);
    return { request: `POST /v1/parks/${made.park}/targets`, body: target(), owner: made.operator.id };
  },
};

export async function parkBodies(api: TestApi): Promise<BodyCase[]> {
  const made = await asked(api);
  const { operator, member, park: home } = await joined(api);
  return [
    {
      name: 'park',
      request: 'POST /v1/parks',
      caller: operator.caller,
      body: park(),
      fields: {
        '/name': 'text',
        '/province': 'text',
        '/subParks/0': 'object',
        '/subParks/0/code': 'text',
        '/subParks/0/name': 'text',
      },
    },
    {
      name: 'request to join a park',
      request: `POST /v1/parks/${made.park}/request-membership`,
      caller: made.member.caller,
      body: { from: '2026-01-01', subPark: 'east' },
      fields: { '/from': 'name', '/subPark': 'text?' },
    },
    {
      name: 'admission to a park',
      request: `POST /v1/parks/${made.park}/members`,
      caller: made.operator.caller,
      body: { organization: made.member.id },
      fields: { '/organization': 'name' },
    },
    {
      name: 'end of a membership',
      request: `POST /v1/parks/${home}/members/${member.id}/leave`,
      caller: operator.caller,
      body: { to: '2026-06-30' },
      fields: { '/to': 'name' },
    },
    {
      name: 'target of a park',
      request: `POST /v1/parks/${made.park}/targets`,
      caller: made.operator.caller,
      body: target(),
      fields: {
        '/indicator': 'name',
        '/year': 'count',
        '/value': 'text',
        '/unit': 'text',
        '/source': 'text',
      },
    },
  ];
}
