/** Probes of the routes of facilities, metered months and provincial accounts, and bodies that would do. */
import { chinaDate } from '../../../shared/base/day.ts';
import { addMonths, daysOf, hoursIn, monthOf } from '../../../shared/base/month.ts';
import { intervalsText } from '../../../shared/power/intervals.ts';
import { OPERATOR, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Member } from './lifecycle.ts';
import {
  freshMeters,
  type GridCompany,
  generator,
  gridCompany,
  HONGSHAN,
  openProvincialAccount,
  recordAndConfirm,
  recordGeneration,
  registerFacility,
  type TestFacility,
} from './power.ts';
import type { Make, Probe } from './probe.ts';
import { freshOrigin, type SmallRegistry } from './small-registry.ts';

/** Over, and far from the end of its certificates' validity. */
const pastMonth = () => addMonths(monthOf(chinaDate(new Date().toISOString())), -2);

interface Parties {
  owner: Member;
  grid: GridCompany;
}
const known = new WeakMap<TestApi, Promise<Parties>>();

/** The generator and the grid company of all probes. */
function parties(api: TestApi): Promise<Parties> {
  const found =
    known.get(api) ??
    Promise.all([generator(api), gridCompany(api)]).then(([owner, grid]) => ({ owner, grid }));
  known.set(api, found);
  return found;
}
const freshFacility = async (api: TestApi): Promise<TestFacility> =>
  registerFacility(api, await parties(api));

/** The province whose account is there to be read; those of others are opened by the probes that do so. */
const opened = new WeakMap<TestApi, Promise<unknown>>();
async function withProvince(api: TestApi): Promise<string> {
  const done = opened.get(api) ?? openProvincialAccount(api, '13');
  opened.set(api, done);
  await done;
  return '13';
}

const registration = async (api: TestApi) => ({
  ...HONGSHAN,
  meters: freshMeters(),
  grid: (await parties(api)).grid.id,
});
const importation = ({ developer }: SmallRegistry) => ({
  name: 'Chifeng Wind Farm',
  technology: 'wind',
  owner: developer.id,
  origin: { ...freshOrigin(), status: 'Active' },
});

/** What a fresh reading waits for. */
async function pendingReading(api: TestApi) {
  const facility = await freshFacility(api);
  const month = pastMonth();
  const revision = await recordGeneration(api, { facility, month, kilowattHours: 12_345 });
  return { facility, named: { month, energy: 'on-grid', revision } };
}

/** Three certificates too many, and the body that cancels one of them. */
async function overIssued(api: TestApi) {
  const facility = await freshFacility(api);
  const month = pastMonth();
  const { batch } = await recordAndConfirm(api, { facility, month, kilowattHours: 10_000 });
  await recordAndConfirm(api, { facility, month, kilowattHours: 7000, reason: '倍率有误' });
  const items = [{ batch: batch!, quantity: 1 }];
  return { facility, body: { energy: 'on-grid', account: facility.owner.account, items, reason: '多核发' } };
}

const probe = ({ id }: { id: string }, verb: string, body: object, owner: { id: string }): Probe => ({
  request: `POST /v1/facilities/${id}/${verb}`,
  body,
  owner: owner.id,
});
const reading =
  (suffix = ''): Make =>
  async (_registry, api) => ({ request: `GET /v1/facilities/${(await freshFacility(api)).id}${suffix}` });

export const facilityProbes: Record<string, Make> = {
  'POST /v1/provincial-accounts': async (_registry, api) => ({
    request: 'POST /v1/provincial-accounts',
    body: { province: '22', organization: (await registerOrganization(api, ['regulator'])).id },
  }),
  'GET /v1/provincial-accounts/{province}': async (_registry, api) => ({
    request: `GET /v1/provincial-accounts/${await withProvince(api)}`,
  }),
  'POST /v1/facilities': async (_registry, api) => ({
    request: 'POST /v1/facilities',
    body: await registration(api),
    owner: (await parties(api)).owner.id,
  }),
  'POST /v1/facilities/imports': (registry) => ({
    request: 'POST /v1/facilities/imports',
    body: importation(registry),
  }),
  'GET /v1/facilities/{id}': reading(),
  'GET /v1/facilities/{id}/batches': reading('/batches'),
  'GET /v1/facilities/{id}/generation': reading('/generation'),
  'POST /v1/facilities/{id}/storage': async (_registry, api) => {
    const facility = await freshFacility(api);
    return probe(facility, 'storage', { kilowatts: 16_500, kilowattHours: 66_000 }, facility.owner);
  },
  'POST /v1/facilities/{id}/generation': async (_registry, api) => {
    const facility = await freshFacility(api);
    const body = { month: pastMonth(), energy: 'on-grid', kilowattHours: 12_345 };
    return probe(facility, 'generation', body, facility.owner);
  },
  'POST /v1/facilities/{id}/generation/confirm': async (_registry, api) => {
    const { facility, named } = await pendingReading(api);
    return probe(facility, 'generation/confirm', named, facility.grid);
  },
  'POST /v1/facilities/{id}/generation/refuse': async (_registry, api) => {
    const { facility, named } = await pendingReading(api);
    return probe(facility, 'generation/refuse', { ...named, reason: '表计倍率有误' }, facility.grid);
  },
  'GET /v1/facilities/{id}/generation/{month}/{energy}/intervals': async (_registry, api) => {
    const facility = await freshFacility(api);
    const month = pastMonth();
    const intervals = hoursOfOne(month);
    await recordGeneration(api, { facility, month, kilowattHours: hoursIn(month), intervals });
    return {
      request: `GET /v1/facilities/${facility.id}/generation/${month}/on-grid/intervals`,
      owner: facility.owner.id,
    };
  },
  'POST /v1/facilities/{id}/cancellations': async (_registry, api) => {
    const { facility, body } = await overIssued(api);
    return probe(facility, 'cancellations', body, facility.owner);
  },
};

/** A kWh in every hour. */
const hoursOfOne = (month: string) =>
  intervalsText(
    month,
    Array.from({ length: Number(daysOf(month).to.slice(8)) * 24 }, () => 1),
  );

const NAMED = { '/month': 'name', '/energy': 'name', '/revision': 'count' } as const;

/** In an order in which each does, one after the other. */
export async function facilityBodies(api: TestApi, registry: SmallRegistry): Promise<BodyCase[]> {
  const { owner, grid } = await parties(api);
  const confirmed = await pendingReading(api);
  const refused = await pendingReading(api);
  const over = await overIssued(api);
  const month = pastMonth();
  const of = ({ id }: TestFacility, verb: string) => `POST /v1/facilities/${id}/${verb}`;
  return [
    {
      name: 'provincial account',
      request: 'POST /v1/provincial-accounts',
      caller: OPERATOR,
      body: { province: '21', organization: registry.buyer.id },
      fields: { '/province': 'name', '/organization': 'name' },
    },
    {
      name: 'facility',
      request: 'POST /v1/facilities',
      caller: owner.caller,
      body: {
        ...(await registration(api)),
        technology: 'hydro',
        marketBased: true,
        code: '1504022024000000Z',
        storage: { kilowatts: 16_500, kilowattHours: 66_000 },
      },
      fields: {
        '/name': 'text',
        '/technology': 'name',
        '/banner': 'name',
        '/capacityKilowatts': 'count',
        '/connectedOn': 'name',
        '/marketBased': 'flag?',
        '/meters': 'list',
        '/meters/0': 'object',
        '/meters/0/id': 'text',
        '/meters/0/kind': 'name',
        '/grid': 'name',
        '/code': 'name?',
        '/storage': 'object?',
        '/storage/kilowatts': 'amount',
        '/storage/kilowattHours': 'amount',
      },
    },
    {
      name: 'storage of a facility',
      request: of(await freshFacility(api), 'storage'),
      caller: owner.caller,
      body: { kilowatts: 16_500, kilowattHours: 66_000 },
      fields: { '/kilowatts': 'amount', '/kilowattHours': 'amount' },
    },
    {
      name: 'import of a facility',
      request: 'POST /v1/facilities/imports',
      caller: OPERATOR,
      body: importation(registry),
      fields: {
        '/name': 'text',
        '/technology': 'name',
        '/owner': 'name',
        '/origin': 'object',
        '/origin/source': 'text',
        '/origin/code': 'text',
        '/origin/status': 'text?',
      },
    },
    {
      name: 'reading',
      bodyBytesMax: 131_072,
      request: of(over.facility, 'generation'),
      caller: owner.caller,
      body: {
        month,
        energy: 'on-grid',
        kilowattHours: 8000,
        dischargedKilowattHours: 1,
        curtailedKilowattHours: 100,
        reason: '漏抄',
      },
      fields: {
        '/month': 'name',
        '/energy': 'name',
        '/kilowattHours': 'amount',
        '/dischargedKilowattHours': 'amount?',
        '/curtailedKilowattHours': 'amount?',
        '/reason': 'text',
      },
    },
    {
      name: 'confirmation of a reading',
      request: of(confirmed.facility, 'generation/confirm'),
      caller: grid.caller,
      body: { ...confirmed.named, lanes: 2, code: `1504022024000000Z${'0'.repeat(15)}` },
      fields: { ...NAMED, '/lanes': 'count?', '/code': 'name?' },
    },
    {
      name: 'refusal of a reading',
      request: of(refused.facility, 'generation/refuse'),
      caller: grid.caller,
      body: { ...refused.named, reason: '表计倍率有误' },
      fields: { ...NAMED, '/reason': 'text' },
    },
    {
      name: 'cancellation of certificates',
      request: of(over.facility, 'cancellations'),
      caller: owner.caller,
      body: over.body,
      fields: {
        '/energy': 'name',
        '/account': 'name',
        '/items': 'list',
        '/items/0': 'object',
        '/items/0/batch': 'name',
        '/items/0/quantity': 'count',
        '/reason': 'text',
      },
    },
  ];
}
