/** Keys of organizations, for the tests that go over every route. */

import { TestSigner } from '../signing.ts';
import { OPERATOR, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Make } from './probe.ts';

let keys = 100;
/** A key that no organization has yet. */
export const freshKey = () => new TestSigner(++keys);

/** Registers a key for the organization; TestApi signs with it from then on. */
export async function registerKey(
  api: TestApi,
  organization: string,
  role: Parameters<typeof registerOrganization>[1] = ['enterprise'],
) {
  const signer = freshKey();
  const key = `key:${signer.kid}`;
  const { status, body } = await api.send(`POST /v1/organizations/${organization}/keys`, {
    caller: { org: organization, roles: role },
    key,
    body: signer.registration(organization, key),
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  api.signers.set(organization, signer);
  return signer;
}

export const keyProbes: Record<string, Make> = {
  'POST /v1/organizations/{id}/keys': async (_registry, api) => {
    const { id } = await registerOrganization(api);
    const body = freshKey().registration(id, 'first-key');
    return { request: `POST /v1/organizations/${id}/keys`, key: 'first-key', body, owner: id };
  },
  'POST /v1/organizations/{id}/keys/{kid}/revoke': async (_registry, api) => {
    const { id } = await registerOrganization(api);
    const { kid } = await registerKey(api, id);
    const body = { reason: '换用新密钥' };
    return { request: `POST /v1/organizations/${id}/keys/${kid}/revoke`, body, owner: id };
  },
};

export async function keyBodies(api: TestApi): Promise<BodyCase[]> {
  const { id } = await registerOrganization(api);
  // Whoever has a key signs from then on, so the one that gets a key does nothing else.
  const keyless = await registerOrganization(api);
  const { kid } = await registerKey(api, id);
  return [
    {
      name: 'key',
      request: `POST /v1/organizations/${keyless.id}/keys`,
      caller: keyless.caller,
      key: 'first-key',
      body: { alg: 'Ed25519', ...freshKey().registration(keyless.id, 'first-key') },
      fields: { '/alg': 'name?', '/publicKey': 'name', '/proof': 'name' },
    },
    {
      name: 'revocation',
      request: `POST /v1/organizations/${id}/keys/${kid}/revoke`,
      caller: OPERATOR,
      body: { reason: '密钥遗失' },
      fields: { '/reason': 'text' },
    },
  ];
}
