/** Rules of organizations' keys, in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { organizationEntity } from '../../../shared/ledger/entity.ts';
import {
  decideRegisterKey,
  decideRevokeKey,
  type RegisterKey,
  type RevokeKey,
} from '../../../shared/parties/register-key.ts';
import type { OrganizationKey } from '../../../shared/parties/states.ts';
import { holdLadder, type Situation } from '../../support/ladder.ts';
import { TestSigner } from '../../support/signing.ts';
import { contextOf, entity, idNamed } from '../../support/states/states.ts';

const organization = idNamed('o', 'owner');
const id = organizationEntity(organization);
const context = contextOf(organization, 'enterprise', 'own');
const at = Date.parse(context.at);
const keyOf = (number: number, until?: number): OrganizationKey => ({
  ...new TestSigner(number).key,
  from: new Date(at - 86_400_000).toISOString(),
  ...(until !== undefined && { until: new Date(until).toISOString() }),
});
const withKeys = (...keys: OrganizationKey[]) =>
  entity({ name: '示例', roles: ['enterprise' as const], keys });

const registration = (): Situation<RegisterKey> => ({
  entities: new Map([[id, withKeys(keyOf(1))]]),
  candidates: [],
  command: {
    organization,
    ...new TestSigner(2).key,
    proof: new TestSigner(2).proof(organization, context.id),
  },
  context,
});
const register = ({ entities, command, context: by }: Situation<RegisterKey>) =>
  decideRegisterKey(entities, command, by);

holdLadder('register a key', registration, register, [
  ['not-found', undefined, ({ entities }) => entities.delete(id)],
  ['not-yours', undefined, (s) => (s.context = contextOf(idNamed('o', 'other'), 'operator', 'any'))],
  [
    'key-already-registered',
    '/publicKey',
    ({ entities, command }) => entities.has(id) && Object.assign(command, new TestSigner(1).key),
  ],
  [
    'too-many-key-changes',
    undefined,
    ({ entities }) => {
      const found = entities.get(id);
      if (found) entities.set(id, { ...found, version: 1000 });
    },
  ],
]);

describe('keys are few', () => {
  const decide = (keys: OrganizationKey[]) =>
    register({ ...registration(), entities: new Map([[id, withKeys(...keys)]]) });
  const many = (until?: number) => Array.from({ length: 16 }, (_, n) => keyOf(100 + n, until));

  it('those that ended within the hour included, and older ones not', () => {
    expect(decide(many())).toMatchObject({ rejected: 'too-many-keys', seen: { limit: 16 } });
    expect(decide(many(at - 60_000))).toMatchObject({ rejected: 'too-many-keys' });
    expect(decide(many(at - 3_600_001))).toMatchObject({ type: 'organization.key-registered' });
  });
});

const revocation = (): Situation<RevokeKey> => ({
  entities: new Map([[id, withKeys(keyOf(1), keyOf(3, at - 1000))]]),
  candidates: [],
  command: { organization, kid: keyOf(1).kid, reason: '换用新密钥' },
  context,
});

holdLadder(
  'revoke a key',
  revocation,
  ({ entities, command, context: by }) => decideRevokeKey(entities, command, by),
  [
    ['not-found', undefined, ({ entities }) => entities.delete(id)],
    ['not-yours', undefined, (s) => (s.context = contextOf(idNamed('o', 'other'), 'enterprise', 'own'))],
    ['key-not-in-force', undefined, ({ command }) => (command.kid = keyOf(2).kid)],
    ['key-not-in-force', undefined, ({ command }) => (command.kid = keyOf(3).kid)],
  ],
);

it('a lost key the operator revokes', () => {
  const operator = contextOf('lvzhang-operator', 'operator', 'any');
  const { entities, command } = revocation();
  expect(decideRevokeKey(entities, command, operator)).toMatchObject({ type: 'organization.key-revoked' });
});
