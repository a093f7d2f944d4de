/** Disclosures through the API, for the tests that go over every route. */
import { registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Make } from './probe.ts';
import { must } from './small-registry.ts';
import { statementOwner, submitted } from './statements.ts';

const PATH = '/v1/disclosures';

const known = new WeakMap<TestApi, ReturnType<typeof makeReader>>();
const makeReader = (api: TestApi) => registerOrganization(api, ['financier'], '示例银行');
/** One organization to which everything is opened. */
function readerOf(api: TestApi) {
  const found = known.get(api) ?? makeReader(api);
  known.set(api, found);
  return found;
}

const bodyOf = async (api: TestApi) => ({
  subject: { kind: 'statement', id: await submitted(api), version: 1 },
  line: 'power',
  to: (await readerOf(api)).id,
});

const opened = new WeakMap<TestApi, Promise<string>>();
/** A disclosure to read; one for each API. */
export function disclosed(api: TestApi): Promise<string> {
  const found = opened.get(api) ?? disclose(api);
  opened.set(api, found);
  return found;
}

async function disclose(api: TestApi): Promise<string> {
  const { caller } = await statementOwner(api);
  return (await must(api, `POST ${PATH}`, caller, await bodyOf(api))).id;
}

export const disclosureProbes: Record<string, Make> = {
  'POST /v1/disclosures': async (_registry, api) => ({
    request: `POST ${PATH}`,
    body: await bodyOf(api),
    owner: (await statementOwner(api)).id,
  }),
  'GET /v1/disclosures/{id}': async (_registry, api) => ({
    request: `GET ${PATH}/${await disclosed(api)}`,
    owner: (await readerOf(api)).id,
  }),
  'GET /v1/disclosures/{id}/evidence.json': async (_registry, api) => ({
    request: `GET ${PATH}/${await disclosed(api)}/evidence.json`,
    owner: (await readerOf(api)).id,
  }),
};

export async function disclosureBodies(api: TestApi): Promise<BodyCase[]> {
  const { caller } = await statementOwner(api);
  return [
    {
      name: 'disclosure of a line',
      request: `POST ${PATH}`,
      caller,
      body: await bodyOf(api),
      fields: {
        '/subject': 'object',
        '/subject/kind': 'name',
        '/subject/id': 'name',
        '/subject/version': 'count',
        '/line': 'text?',
        '/to': 'name',
      },
    },
  ];
}
