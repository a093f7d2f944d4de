/** Imported supply contracts through the API, for their own test and those that go over every route. */
import { OPERATOR, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Member } from './lifecycle.ts';
import type { Make } from './probe.ts';
import { freshOrigin, must } from './small-registry.ts';

let certificates = 0;
/** Volume of a generation: the whole of one certificate, which nobody had before. */
export const freshCertificate = (kilowattHours: number) => ({
  kilowattHours,
  certificates: [{ number: `T-${++certificates}`, kilowattHours, drawn: kilowattHours }],
});

export const PERIOD = { from: '2021-04-01', to: '2021-06-30' };

/** Terms of a contract for 1000 MWh of wind power. */
export const supplyTerms = (seller: string) => ({
  seller,
  technology: 'wind',
  instrument: 'IREC',
  signedOn: '2022-02-07',
  deliverBy: '2022-05-30',
  period: PERIOD,
  megawattHours: 1000,
  origin: freshOrigin(),
});

export interface TestSupply {
  id: string;
  seller: Member;
  facility: string;
}

/** A contract for 1000 MWh, and a facility elsewhere that generates for it. */
export async function importSupply(api: TestApi, technology = 'wind'): Promise<TestSupply> {
  const seller = await registerOrganization(api, ['enterprise'], '供应商');
  const { id } = await must(api, 'POST /v1/supply-contracts/imports', OPERATOR, supplyTerms(seller.id));
  const facility = await must(api, 'POST /v1/facilities/imports', OPERATOR, {
    name: 'Longli Windfarm',
    technology,
    owner: seller.id,
    origin: freshOrigin(),
  });
  return { id, seller, facility: facility.id };
}

/** The same with so many MWh issued for it; returns the batch. */
export async function importSupplyBatch(api: TestApi, megawattHours = 100) {
  const supply = await importSupply(api);
  const { id: batch } = await must(api, `POST /v1/supply-contracts/${supply.id}/generation`, OPERATOR, {
    facility: supply.facility,
    period: PERIOD,
    ...freshCertificate(megawattHours * 1000),
  });
  return { ...supply, batch: batch as string };
}

export const supplyProbes: Record<string, Make> = {
  'POST /v1/supply-contracts/imports': (registry) => ({
    request: 'POST /v1/supply-contracts/imports',
    body: supplyTerms(registry.developer.id),
  }),
  'GET /v1/supply-contracts/{id}': async (_registry, api) => ({
    request: `GET /v1/supply-contracts/${(await importSupply(api)).id}`,
  }),
  'POST /v1/supply-contracts/{id}/generation': async (_registry, api) => {
    const { id, facility } = await importSupply(api);
    return {
      request: `POST /v1/supply-contracts/${id}/generation`,
      body: { facility, period: PERIOD, ...freshCertificate(1000) },
    };
  },
  'POST /v1/supply-contracts/{id}/deliveries': async (registry, api) => {
    const { id, batch } = await importSupplyBatch(api);
    return {
      request: `POST /v1/supply-contracts/${id}/deliveries`,
      body: { to: registry.buyer.account, items: [{ batch, quantity: 1 }] },
    };
  },
};

export async function supplyBodies(api: TestApi): Promise<BodyCase[]> {
  const { id, seller, facility, batch } = await importSupplyBatch(api);
  const receiver = await registerOrganization(api);
  const of = (what: string) => `POST /v1/supply-contracts/${id}/${what}`;
  const period = { '/period': 'object', '/period/from': 'name', '/period/to': 'name' } as const;
  return [
    {
      name: 'supply contract',
      request: 'POST /v1/supply-contracts/imports',
      caller: OPERATOR,
      body: { ...supplyTerms(seller.id), origin: { ...freshOrigin(), status: 'Delivered' } },
      fields: {
        '/seller': 'name',
        '/technology': 'name',
        '/instrument': 'name',
        '/signedOn': 'name',
        '/deliverBy': 'name',
        ...period,
        '/megawattHours': 'count',
        '/origin': 'object',
        '/origin/source': 'text',
        '/origin/code': 'text',
        '/origin/status': 'text?',
      },
    },
    {
      name: 'imported generation',
      request: of('generation'),
      caller: OPERATOR,
      body: { facility, period: PERIOD, ...freshCertificate(2000), lanes: 2 },
      fields: {
        '/facility': 'name',
        ...period,
        '/kilowattHours': 'amount',
        '/certificates': 'list',
        '/certificates/0': 'object',
        '/certificates/0/number': 'text',
        '/certificates/0/kilowattHours': 'amount',
        '/certificates/0/drawn': 'amount',
        '/lanes': 'count?',
      },
    },
    {
      name: 'delivery',
      request: of('deliveries'),
      caller: OPERATOR,
      body: { to: receiver.account, items: [{ batch, quantity: 1 }] },
      fields: {
        '/to': 'name',
        '/items': 'list',
        '/items/0': 'object',
        '/items/0/batch': 'name',
        '/items/0/quantity': 'count',
      },
    },
  ];
}
