/** Accreditations through the API, for the tests that go over every route. */
import { accreditation, type Caller, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import { storedDocument } from './documents.ts';
import { REGULATOR } from './lifecycle.ts';
import type { Make } from './probe.ts';
import { must } from './small-registry.ts';

let bodies = 0;
/** An accredited verification body; returns its id. */
const accreditedBody = async (api: TestApi): Promise<string> =>
  (await registerOrganization(api, ['verifier'], `受监督核查机构${++bodies}`)).id;

const reason = { reason: '抽查不合格' };

const suspended = async (api: TestApi, by: Caller = REGULATOR): Promise<string> => {
  const id = await accreditedBody(api);
  await must(api, `POST /v1/accreditations/${id}/suspend`, by, reason);
  return id;
};

export const accreditationProbes: Record<string, Make> = {
  'POST /v1/accreditations': async (_registry, api) => ({
    request: 'POST /v1/accreditations',
    body: accreditation(await accreditedBody(api)),
  }),
  'GET /v1/accreditations/{verifier}': async (_registry, api) => ({
    request: `GET /v1/accreditations/${await accreditedBody(api)}`,
  }),
  'POST /v1/accreditations/{verifier}/suspend': async (_registry, api) => ({
    request: `POST /v1/accreditations/${await accreditedBody(api)}/suspend`,
    body: reason,
  }),
  'POST /v1/accreditations/{verifier}/resume': async (_registry, api) => ({
    request: `POST /v1/accreditations/${await suspended(api)}/resume`,
    body: reason,
  }),
  'POST /v1/accreditations/{verifier}/withdraw': async (_registry, api) => ({
    request: `POST /v1/accreditations/${await accreditedBody(api)}/withdraw`,
    body: reason,
  }),
};

export async function accreditationBodies(api: TestApi): Promise<BodyCase[]> {
  const caller = REGULATOR;
  const of = (name: string, id: string, verb: string): BodyCase => ({
    name: `${name} of an accreditation`,
    request: `POST /v1/accreditations/${id}/${verb}`,
    caller,
    body: reason,
    fields: { '/reason': 'text' },
  });
  return [
    {
      name: 'accreditation',
      request: 'POST /v1/accreditations',
      caller,
      body: { ...accreditation(await accreditedBody(api)), document: await storedDocument(REGULATOR.org) },
      // Either list may be empty, so no list is wrong as such.
      fields: {
        '/verifier': 'name',
        '/standards/0': 'name',
        '/sectors/0': 'name',
        '/statements': 'flag',
        '/validity': 'object',
        '/validity/from': 'name',
        '/validity/to': 'name',
        '/reference': 'text?',
        '/document': 'object?',
        '/document/sha256': 'name',
        '/document/mediaType': 'name',
        '/document/bytes': 'count',
      },
    },
    of('suspension', await accreditedBody(api), 'suspend'),
    of('resumption', await suspended(api), 'resume'),
    of('withdrawal', await accreditedBody(api), 'withdraw'),
  ];
}
