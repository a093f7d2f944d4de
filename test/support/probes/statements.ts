/** Probes of the routes of emission statements and claims, and bodies that would do. */
import { registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { storedDocument } from './documents.ts';
import type { Member } from './lifecycle.ts';
import { recordAndConfirm, registerFacility } from './power.ts';
import type { Make, Probe } from './probe.ts';
import { must } from './small-registry.ts';

const PATH = '/v1/emission-statements';
/** A year that is over, and whose coverage isn't. */
export const STATED_YEAR = new Date().getUTCFullYear() - 1;

interface Parties {
  works: Member;
  verifier: Pick<Member, 'caller' | 'id'>;
}

/** One enterprise and one verification body for all the statements of an API. */
const known = new WeakMap<TestApi, Promise<Parties>>();
function partiesOf(api: TestApi): Promise<Parties> {
  const found = known.get(api) ?? makeParties(api);
  known.set(api, found);
  return found;
}

async function makeParties(api: TestApi): Promise<Parties> {
  const works = await registerOrganization(api, ['enterprise'], '示例钢铁');
  return { works, verifier: await registerOrganization(api, ['verifier'], '示例核查机构') };
}

let boundaries = 0;
/** Lines that come to nothing. */
const NOTHING = [
  { id: 'power', category: 2, kind: 'electricity', kWh: '0', supply: 'grid', direction: 'received' },
  { id: 'coal', category: 1, kind: 'fuel', fuel: 'anthracite', quantity: '0.0', unit: 't' },
  { id: 'lime', category: 1, kind: 'process', process: 'CaCO3', quantity: '0' },
  { id: 'steam', category: 2, kind: 'heat', GJ: '0', origin: 'fossil', direction: 'received' },
  { id: 'gas', category: 1, kind: 'gas', gas: 'SF6', kilograms: '0' },
];
/** A statement of a boundary that no other has; of nothing it is covered as soon as it is verified. */
export const statementBody = (lines: readonly object[] = NOTHING) => ({
  subject: { kind: 'organization', name: '示例钢铁' },
  year: STATED_YEAR,
  province: '15',
  boundary: `示例厂区 ${++boundaries}`,
  lines,
});

/** Who states all of them. */
export const statementOwner = async (api: TestApi): Promise<Member> => (await partiesOf(api)).works;

export const submitted = async (api: TestApi): Promise<string> =>
  (await must(api, `POST ${PATH}`, (await partiesOf(api)).works.caller, statementBody())).id;

const report = async (verifier: string) => ({
  assurance: 'limited',
  report: await storedDocument(verifier),
});

async function verified(api: TestApi): Promise<string> {
  const id = await submitted(api);
  const { verifier } = await partiesOf(api);
  await must(api, `POST ${PATH}/${id}/verify`, verifier.caller, await report(verifier.id));
  return id;
}

const greened = new WeakMap<TestApi, Promise<string>>();
/** A verified statement for which certificates were retired; one for each API. Returns its id. */
export function greenStatement(api: TestApi): Promise<string> {
  const found = greened.get(api) ?? makeGreenStatement(api);
  greened.set(api, found);
  return found;
}

async function makeGreenStatement(api: TestApi): Promise<string> {
  const statement = await verified(api);
  const { works } = await partiesOf(api);
  const facility = await registerFacility(api);
  const month = `${STATED_YEAR}-12`;
  const { batch } = await recordAndConfirm(api, { facility, month, kilowattHours: 1_000 });
  const items = [{ batch, quantity: 1 }];
  const { owner } = facility;
  const offer = { from: owner.account, to: works.account, items };
  const { id } = await must(api, 'POST /v1/transfers', owner.caller, offer);
  await must(api, `POST /v1/transfers/${id}/accept`, works.caller);
  await must(api, 'POST /v1/retirements', works.caller, {
    account: works.account,
    items,
    beneficiary: '示例钢铁',
    reason: '绿电消费核算（示例）',
    statement,
  });
  return statement;
}

/** A claim that stands; returns its id. */
export const claimed = async (api: TestApi): Promise<string> =>
  (
    await must(api, 'POST /v1/claims', (await partiesOf(api)).works.caller, {
      statement: await verified(api),
    })
  ).id;

const standing = new WeakMap<TestApi, Promise<string>>();

/** A claim that nothing withdraws. */
export function standingClaim(api: TestApi): Promise<string> {
  const found = standing.get(api) ?? claimed(api);
  standing.set(api, found);
  return found;
}

export const statementProbes: Record<string, Make> = {
  'POST /v1/emission-statements': async (_registry, api) => ({
    request: `POST ${PATH}`,
    body: statementBody(),
    owner: (await partiesOf(api)).works.id,
  }),
  'GET /v1/emission-statements/{id}': async (_registry, api) => ({
    request: `GET ${PATH}/${await submitted(api)}`,
  }),
  'GET /v1/emission-statements/{id}/totals': async (_registry, api) => ({
    request: `GET ${PATH}/${await submitted(api)}/totals`,
  }),
  'GET /v1/emission-statements/{id}/evidence.json': async (_registry, api) => ({
    request: `GET ${PATH}/${await greenStatement(api)}/evidence.json`,
  }),
  'GET /v1/emission-statements/{id}/green-power-certificate.json': async (_registry, api) => ({
    request: `GET ${PATH}/${await greenStatement(api)}/green-power-certificate.json`,
  }),
  'GET /v1/emission-statements/{id}/green-power-certificate.pdf': async (_registry, api) => ({
    request: `GET ${PATH}/${await greenStatement(api)}/green-power-certificate.pdf`,
  }),
  'GET /v1/emission-statements/{id}/green-power-credential.json': async (_registry, api) => ({
    request: `GET ${PATH}/${await greenStatement(api)}/green-power-credential.json`,
  }),
  'GET /v1/claims/{id}/credential.json': async (_registry, api) => ({
    request: `GET /v1/claims/${await standingClaim(api)}/credential.json`,
  }),
  'POST /v1/emission-statements/{id}/versions': async (_registry, api): Promise<Probe> => ({
    request: `POST ${PATH}/${await submitted(api)}/versions`,
    body: statementBody(),
    headers: { 'if-match': '"v1"' },
    owner: (await partiesOf(api)).works.id,
  }),
  'POST /v1/emission-statements/{id}/verify': async (_registry, api): Promise<Probe> => {
    const { verifier } = await partiesOf(api);
    const request = `POST ${PATH}/${await submitted(api)}/verify`;
    return { request, body: await report(verifier.id), owner: verifier.id };
  },
  'POST /v1/emission-statements/{id}/return': async (_registry, api): Promise<Probe> => ({
    request: `POST ${PATH}/${await submitted(api)}/return`,
    body: { reason: '缺少凭证' },
  }),
  'POST /v1/claims': async (_registry, api): Promise<Probe> => ({
    request: 'POST /v1/claims',
    body: { statement: await verified(api) },
    owner: (await partiesOf(api)).works.id,
  }),
  'POST /v1/claims/{id}/withdraw': async (_registry, api): Promise<Probe> => ({
    request: `POST /v1/claims/${await claimed(api)}/withdraw`,
    body: { reason: '更正' },
    owner: (await partiesOf(api)).works.id,
  }),
};

export async function statementBodies(api: TestApi): Promise<BodyCase[]> {
  const { works, verifier } = await partiesOf(api);
  // Codes of tables are refused by rules of their own, which say what there is.
  const statementFields = {
    '/subject': 'object',
    '/subject/kind': 'name',
    '/subject/name': 'text',
    '/year': 'count',
    '/boundary': 'text',
    '/lines': 'list',
    '/lines/0': 'object',
    '/lines/0/id': 'text',
    '/lines/0/category': 'count',
    '/lines/0/kind': 'name',
    '/lines/0/kWh': 'text',
    '/lines/0/supply': 'name',
    '/lines/0/direction': 'name',
    '/lines/1/quantity': 'text',
    '/lines/3/GJ': 'text',
    '/lines/3/origin': 'name',
    '/lines/4/kilograms': 'text',
  } as const;
  return [
    {
      name: 'emission statement',
      request: `POST ${PATH}`,
      caller: works.caller,
      body: statementBody(),
      fields: statementFields,
      bodyBytesMax: 1_000_000,
    },
    {
      name: 'version of a statement',
      request: `POST ${PATH}/${await submitted(api)}/versions`,
      caller: works.caller,
      headers: { 'if-match': '"v1"' },
      body: statementBody(),
      fields: statementFields,
      bodyBytesMax: 1_000_000,
    },
    {
      name: 'verification of a statement',
      request: `POST ${PATH}/${await submitted(api)}/verify`,
      caller: verifier.caller,
      body: await report(verifier.id),
      fields: {
        '/assurance': 'name',
        '/report': 'object',
        '/report/sha256': 'name',
        '/report/bytes': 'count',
      },
    },
    {
      name: 'return of a statement',
      request: `POST ${PATH}/${await submitted(api)}/return`,
      caller: verifier.caller,
      body: { reason: '缺少凭证' },
      fields: { '/reason': 'text' },
    },
    {
      name: 'claim',
      request: 'POST /v1/claims',
      caller: works.caller,
      body: { statement: await verified(api), label: 'carbon-neutral', reductions: '电炉改造' },
      fields: { '/statement': 'name', '/label': 'name?', '/reductions': 'text?' },
    },
    {
      name: 'withdrawal of a claim',
      request: `POST /v1/claims/${await claimed(api)}/withdraw`,
      caller: works.caller,
      body: { reason: '更正' },
      fields: { '/reason': 'text' },
    },
  ];
}
