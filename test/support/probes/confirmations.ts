/** Requests about commands that one initiates and another one confirms. */
import { type Caller, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Make, Probe } from './probe.ts';
import { retire, type SmallRegistry } from './small-registry.ts';

const INITIATE = { 'lvzhang-confirmation': 'initiate' };
const CONFIRM = { 'lvzhang-confirmation': 'confirm' };

let made = 0;

/** Has somebody else of the organization initiate it: the request that confirms it, and its id. */
export async function initiated(
  api: TestApi,
  caller: Caller,
  request: string,
  body?: object,
): Promise<Required<Pick<Probe, 'headers' | 'key'>> & { request: string; body?: object; id: string }> {
  const key = `initiated-${++made}`;
  const call = { caller: { ...caller, sub: 'initiator' }, key, headers: INITIATE, ...(body && { body }) };
  const answer = await api.send(request, call);
  if (answer.status !== 202) throw new Error(`${request}: ${JSON.stringify(answer.body)}`);
  return { request, key, headers: CONFIRM, ...(body && { body }), id: answer.body.id };
}

/** Puts a demand, by two. */
export async function requireConfirmation(
  api: TestApi,
  caller: Caller,
  commands: readonly string[],
): Promise<void> {
  const path = `POST /v1/organizations/${caller.org}/require-confirmation`;
  const { request, id: _, ...call } = await initiated(api, caller, path, { commands });
  const { status, body } = await api.send(request, { ...call, caller });
  if (status !== 200) throw new Error(JSON.stringify(body));
}

const ofWaiting =
  (method: 'GET' | 'POST', rest = ''): Make =>
  async ({ developer, batch }: SmallRegistry, api) => {
    const body = retire(developer.account, batch);
    const { id } = await initiated(api, developer.caller, 'POST /v1/retirements', body);
    return { request: `${method} /v1/confirmations/${id}${rest}`, owner: developer.id };
  };

export const confirmationProbes: Record<string, Make> = {
  'POST /v1/organizations/{id}/require-confirmation': async (_registry, api) => {
    // Who has the demand can't act alone any more, so it does nothing else.
    const { id, caller } = await registerOrganization(api);
    const path = `POST /v1/organizations/${id}/require-confirmation`;
    const { id: _, ...probe } = await initiated(api, caller, path, { commands: ['retirement', 'transfer'] });
    return { ...probe, owner: id };
  },
  'GET /v1/confirmations/{id}': ofWaiting('GET'),
  'POST /v1/confirmations/{id}/decline': ofWaiting('POST', '/decline'),
};

export async function confirmationBodies(api: TestApi): Promise<BodyCase[]> {
  const { id, caller } = await registerOrganization(api);
  return [
    {
      name: 'demand',
      request: `POST /v1/organizations/${id}/require-confirmation`,
      caller,
      headers: INITIATE,
      body: { commands: ['claim', 'pledge'] },
      // An empty list lifts the demand.
      fields: { '/commands/0': 'name' },
    },
  ];
}
