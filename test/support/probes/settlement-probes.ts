/** Probes of the routes of monthly settlement, and a body that would do. */
import { registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { buyerOf, recordConsumption, signContract } from './contracts.ts';
import type { Member } from './lifecycle.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from './power.ts';
import type { Make } from './probe.ts';
import { must } from './small-registry.ts';

const MONTH = '2025-01';
const PATH = '/v1/power-purchase-agreements';

interface Parties {
  facility: TestFacility;
  steel: Member;
}

/** One facility, whose January is confirmed, and one buyer for all the contracts of an API. */
const known = new WeakMap<TestApi, Promise<Parties>>();
function partiesOf(api: TestApi): Promise<Parties> {
  const found = known.get(api) ?? makeParties(api);
  known.set(api, found);
  return found;
}

async function makeParties(api: TestApi): Promise<Parties> {
  const facility = await registerFacility(api);
  await recordAndConfirm(api, { facility, month: MONTH, kilowattHours: 500_000 });
  return { facility, steel: await registerOrganization(api, ['enterprise'], '远联钢铁') };
}

/** A contract of which January can be settled; it gets what those before it left. */
async function confirmed(api: TestApi): Promise<string> {
  const { facility, steel } = await partiesOf(api);
  const sides = { facility: facility.id, seller: facility.owner.id, buyers: [steel.id] };
  const contract = await signContract(api, sides);
  const reading = { month: MONTH, kilowattHours: 1_000 };
  await recordConsumption(api, { contract, buyer: steel.id, grid: facility.grid.id, ...reading });
  return contract;
}

async function settled(api: TestApi): Promise<string> {
  const contract = await confirmed(api);
  const { steel } = await partiesOf(api);
  await must(api, `POST ${PATH}/${contract}/settlements`, buyerOf(steel.id), { month: MONTH });
  return contract;
}

export const settlementProbes: Record<string, Make> = {
  [`POST ${PATH}/{id}/settlements`]: async (_registry, api) => ({
    request: `POST ${PATH}/${await confirmed(api)}/settlements`,
    body: { month: MONTH },
    owner: (await partiesOf(api)).steel.id,
  }),
  [`GET ${PATH}/{id}/settlements`]: async (_registry, api) => ({
    request: `GET ${PATH}/${await settled(api)}/settlements`,
    owner: (await partiesOf(api)).facility.grid.id,
  }),
  [`GET ${PATH}/{id}/settlements/{month}`]: async (_registry, api) => ({
    request: `GET ${PATH}/${await settled(api)}/settlements/${MONTH}`,
    owner: (await partiesOf(api)).facility.owner.id,
  }),
};

export async function settlementBodies(api: TestApi): Promise<BodyCase[]> {
  const { steel } = await partiesOf(api);
  return [
    {
      name: 'settlement of a month',
      request: `POST ${PATH}/${await confirmed(api)}/settlements`,
      caller: buyerOf(steel.id),
      body: { month: MONTH },
      fields: { '/month': 'name' },
    },
  ];
}
