/** Keys of organizations, for the tests that go over every route. */
import { OPERATOR, registerOrganization, type TestApi } from './api.ts';
import type { BodyCase } from './bodies.ts';
import type { Make } from './probes.ts';
import { must } from './scene.ts';
import { TestSigner } from './signing.ts';

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
  const { publicKey } = signer;
  await must(
    api,
    `POST /v1/organizations/${organization}/keys`,
    { org: organization, roles: role },
    { publicKey },
  );
  api.signers.set(organization, signer);
  return signer;
}

export const keyProbes: Record<string, Make> = {
  'POST /v1/organizations/{id}/keys': async (_scene, api) => {
    const { id } = await registerOrganization(api);
    const { publicKey } = freshKey();
    return { request: `POST /v1/organizations/${id}/keys`, body: { publicKey }, owner: id };
  },
  'POST /v1/organizations/{id}/keys/{kid}/revoke': async (_scene, api) => {
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
      body: { alg: 'Ed25519', publicKey: freshKey().publicKey },
      fields: { '/alg': 'name?', '/publicKey': 'name' },
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
