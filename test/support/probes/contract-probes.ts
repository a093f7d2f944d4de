/** Probes of the routes of power contracts and consumption, and bodies that would do. */
import { chinaDate } from '../../../shared/base/day.ts';
import { monthOf } from '../../../shared/base/month.ts';
import { intervalsText } from '../../../shared/power/intervals.ts';
import { registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import {
  buyerOf,
  contractBody,
  PERIOD_PRICES,
  proposeContract,
  sellerOf,
  signContract,
} from './contracts.ts';
import { storedDocument } from './documents.ts';
import type { Member } from './lifecycle.ts';
import { registerFacility, type TestFacility } from './power.ts';
import type { Make, Probe } from './probe.ts';
import { must } from './small-registry.ts';

interface Parties {
  facility: TestFacility;
  steel: Member;
  zinc: Member;
}

/** One facility and two buyers for all the contracts of an API. */
const known = new WeakMap<TestApi, Promise<Parties>>();
function partiesOf(api: TestApi): Promise<Parties> {
  const found = known.get(api) ?? makeParties(api);
  known.set(api, found);
  return found;
}

async function makeParties(api: TestApi): Promise<Parties> {
  const facility = await registerFacility(api);
  const steel = await registerOrganization(api, ['enterprise'], '远联钢铁');
  return { facility, steel, zinc: await registerOrganization(api, ['enterprise'], '中色锌业') };
}

const sidesOf = ({ facility, steel, zinc }: Parties) => ({
  facility: facility.id,
  seller: facility.owner.id,
  buyers: [steel.id, zinc.id],
});

/** A month whose volume may still be amended. */
const thisMonth = () => monthOf(chinaDate(new Date().toISOString()));
const MONTH = '2025-01';
const PATH = '/v1/power-purchase-agreements';

const proposed = async (api: TestApi) => proposeContract(api, sidesOf(await partiesOf(api)));
const inForce = async (api: TestApi) => signContract(api, sidesOf(await partiesOf(api)));

/** A contract with hours of the steel works' that wait for the grid company. */
async function withReading(api: TestApi): Promise<string> {
  const id = await inForce(api);
  const { steel } = await partiesOf(api);
  const intervals = intervalsText(MONTH, Array<number>(744).fill(1));
  await must(api, `POST ${PATH}/${id}/consumption`, steel.caller, {
    month: MONTH,
    kilowattHours: 744,
    intervals,
  });
  return id;
}

function amendmentOf(parties: Parties) {
  const from = thisMonth();
  const { kind: _k, facility: _f, buyers: _b, ...terms } = contractBody(sidesOf(parties), { from });
  return terms;
}

const answerOf = ({ steel }: Parties) => ({ month: MONTH, buyer: steel.id, revision: 1 });

/** A probe at a contract, of the side that it is for. */
const at =
  (
    method: 'GET' | 'POST',
    rest: string,
    made: (api: TestApi) => Promise<string>,
    side: 'seller' | 'steel' | 'grid',
    bodyOf?: (parties: Parties) => object,
  ): Make =>
  async (_registry, api): Promise<Probe> => {
    const parties = await partiesOf(api);
    const { facility, steel } = parties;
    const owner = { seller: facility.owner.id, steel: steel.id, grid: facility.grid.id }[side];
    const body = bodyOf?.(parties);
    const request = `${method} ${PATH}/${await made(api)}${rest.replace('{buyer}', steel.id)}`;
    return { request, owner, ...(body && { body }) };
  };

export const contractProbes: Record<string, Make> = {
  [`POST ${PATH}`]: async (_registry, api) => {
    const parties = await partiesOf(api);
    return {
      request: `POST ${PATH}`,
      body: contractBody(sidesOf(parties)),
      owner: parties.facility.owner.id,
    };
  },
  [`GET ${PATH}/{id}`]: at('GET', '', proposed, 'seller'),
  [`POST ${PATH}/{id}/versions`]: at('POST', '/versions', inForce, 'seller', amendmentOf),
  [`POST ${PATH}/{id}/sign`]: at('POST', '/sign', proposed, 'steel', () => ({ version: 1 })),
  [`POST ${PATH}/{id}/decline`]: at('POST', '/decline', proposed, 'steel', () => ({
    version: 1,
    reason: '电价偏高',
  })),
  [`GET ${PATH}/{id}/standing`]: at('GET', '/standing?year=2026', inForce, 'seller'),
  [`POST ${PATH}/{id}/consumption`]: at('POST', '/consumption', inForce, 'steel', () => ({
    month: MONTH,
    kilowattHours: 90_500,
  })),
  [`GET ${PATH}/{id}/consumption`]: at('GET', '/consumption', inForce, 'grid'),
  [`POST ${PATH}/{id}/consumption/confirm`]: at(
    'POST',
    '/consumption/confirm',
    withReading,
    'grid',
    answerOf,
  ),
  [`POST ${PATH}/{id}/consumption/refuse`]: at(
    'POST',
    '/consumption/refuse',
    withReading,
    'grid',
    (parties) => ({
      ...answerOf(parties),
      reason: '表计异常',
    }),
  ),
  [`GET ${PATH}/{id}/consumption/{month}/{buyer}/intervals`]: at(
    ...(['GET', `/consumption/${MONTH}/{buyer}/intervals`, withReading, 'steel'] as const),
  ),
};

const TERMS_FIELDS = {
  '/from': 'name',
  '/megawattHours': 'list',
  '/megawattHours/1': 'amount',
  '/plan': 'list?',
  '/plan/1': 'object',
  '/plan/1/year': 'count',
  '/plan/1/generation': 'amount',
  '/plan/1/selfUse': 'amount',
  '/plan/1/onGrid': 'amount',
  '/plan/1/consumption': 'amount',
  '/deviationToleranceBasisPoints': 'amount?',
  '/document': 'object?',
  '/document/sha256': 'name',
  '/prices': 'object',
  '/prices/energyFenPerMegawattHour': 'amount',
  '/prices/environmentalFenPerMegawattHour': 'amount',
  '/prices/deviationFenPerMegawattHour': 'amount?',
} as const;

const PERIOD_PRICE_FIELDS = {
  '/prices/periods': 'object',
  '/prices/periods/fenPerMegawattHour': 'object',
  '/prices/periods/fenPerMegawattHour/peak': 'amount',
  '/prices/periods/schedule': 'list',
  '/prices/periods/schedule/0': 'object',
  '/prices/periods/schedule/0/months': 'list',
  '/prices/periods/schedule/0/months/11': 'count',
  '/prices/periods/schedule/0/hours': 'list',
  '/prices/periods/schedule/0/hours/23': 'name',
  '/prices/periods/splitBasisPoints': 'object',
  '/prices/periods/splitBasisPoints/valley': 'amount',
  '/prices/transmissionFenPerMegawattHour': 'amount?',
  '/prices/index': 'object?',
  '/prices/index/name': 'text',
  '/prices/index/base': 'text',
  '/prices/index/shareBasisPoints': 'count',
  '/prices/index/values/0': 'object',
  '/prices/index/values/0/year': 'count',
  '/prices/index/values/0/value': 'text',
} as const;

const ANSWER_FIELDS = { '/month': 'name', '/buyer': 'name', '/revision': 'count' } as const;

export async function contractBodies(api: TestApi): Promise<BodyCase[]> {
  const parties = await partiesOf(api);
  const { facility, steel } = parties;
  const seller = { caller: sellerOf(sidesOf(parties)) };
  const buyer = { caller: buyerOf(steel.id) };
  const grid = { caller: facility.grid.caller };
  const further = { document: await storedDocument(facility.owner.id), deviationToleranceBasisPoints: 500 };
  const read = await withReading(api);
  return [
    {
      name: 'power contract',
      request: `POST ${PATH}`,
      ...seller,
      body: contractBody(sidesOf(parties), further),
      fields: {
        '/kind': 'name',
        '/facility': 'name',
        '/buyers': 'list',
        '/buyers/1': 'object',
        '/buyers/1/organization': 'name',
        '/buyers/1/meterPoint': 'text',
        ...TERMS_FIELDS,
      },
    },
    {
      name: 'power contract of a park',
      request: `POST ${PATH}`,
      ...seller,
      body: contractBody(
        { ...sidesOf(parties), kind: 'park-supply' },
        { ...further, regulation: await storedDocument(facility.owner.id), prices: PERIOD_PRICES },
      ),
      fields: {
        '/plan/1/curtailed': 'amount',
        '/regulation': 'object',
        '/regulation/sha256': 'name',
        ...PERIOD_PRICE_FIELDS,
      },
    },
    {
      name: 'power contract version',
      request: `POST ${PATH}/${await inForce(api)}/versions`,
      ...seller,
      body: { ...amendmentOf(parties), ...further },
      fields: TERMS_FIELDS,
    },
    {
      name: 'signature of a power contract',
      request: `POST ${PATH}/${await proposed(api)}/sign`,
      ...buyer,
      body: { version: 1 },
      fields: { '/version': 'count' },
    },
    {
      name: 'refusal of a power contract',
      request: `POST ${PATH}/${await proposed(api)}/decline`,
      ...buyer,
      body: { version: 1, reason: '电价偏高' },
      fields: { '/version': 'count', '/reason': 'text' },
    },
    {
      name: 'consumption',
      request: `POST ${PATH}/${await inForce(api)}/consumption`,
      ...buyer,
      body: { month: MONTH, kilowattHours: 90_500, buyer: steel.id },
      fields: { '/month': 'name', '/kilowattHours': 'amount', '/buyer': 'name?' },
      bodyBytesMax: 131_072,
    },
    {
      name: 'confirmation of consumption',
      request: `POST ${PATH}/${read}/consumption/confirm`,
      ...grid,
      body: answerOf(parties),
      fields: ANSWER_FIELDS,
    },
    {
      name: 'refusal of consumption',
      request: `POST ${PATH}/${await withReading(api)}/consumption/refuse`,
      ...grid,
      body: { ...answerOf(parties), reason: '表计异常' },
      fields: { ...ANSWER_FIELDS, '/reason': 'text' },
    },
  ];
}
