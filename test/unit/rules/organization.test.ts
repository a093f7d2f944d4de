/** Rules of organizations (DOMAIN §1), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import {
  accountEntity,
  foreignEntity,
  organizationEntity,
  usccEntity,
} from '../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import type { Role } from '../../../shared/ledger/role.ts';
import {
  decideIdentifyOrganization,
  decideRegisterOrganization,
  type IdentifyOrganization,
  type RegisterOrganization,
} from '../../../shared/parties/register-organization.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { commitNamed, contextOf, entity, idNamed } from '../../support/states/states.ts';

const USCC = '91350100M000100Y43';
const FOREIGN = { source: 'Verra', name: 'Climate Bridge' };
const taken = entity({ holder: 'o-0' });
const operator = contextOf('lvzhang-operator', 'operator', 'any');

const registration = (): Situation<RegisterOrganization> => ({
  entities: new Map(),
  candidates: [],
  command: { name: '示例', roles: ['enterprise'], uscc: USCC },
  context: operator,
});
const register = ({ entities, command, context }: Situation<RegisterOrganization>) =>
  decideRegisterOrganization(entities, command, context);

holdLadder('register an organization', registration, register, [
  ['organization-roles-conflict', '/roles', ({ command }) => (command.roles = ['enterprise', 'verifier'])],
  [
    'identity-missing',
    '/uscc',
    ({ command }) => Object.assign(command, { uscc: undefined, foreign: undefined }),
  ],
  ['identity-missing', '/uscc', ({ command }) => Object.assign(command, { uscc: USCC, foreign: FOREIGN })],
  [
    'uscc-already-registered',
    '/uscc',
    ({ command, entities }) => {
      Object.assign(command, { uscc: USCC, foreign: undefined });
      entities.set(usccEntity(USCC), taken);
    },
  ],
  [
    'foreign-already-registered',
    '/foreign',
    ({ command, entities }) => {
      Object.assign(command, { uscc: undefined, foreign: FOREIGN });
      entities.set(foreignEntity(FOREIGN), taken);
    },
  ],
  [
    'id-taken',
    undefined,
    ({ entities, context }) =>
      entities.set(organizationEntity(`o-${idNamed('o', 'this commit').slice(2)}`), {
        ...taken,
        commit: context.id,
      }),
  ],
  ['id-taken', undefined, ({ entities }) => entities.set(accountEntity(idNamed('a', 'this commit')), taken)],
]);

/** The registrations one after the other; the last one's event. */
function registered(...names: string[]) {
  const s = registration();
  const events = names.map((name, i) => {
    s.context = { ...operator, id: commitNamed(`registration ${i}`) };
    s.command = { name, roles: ['developer'], foreign: { source: 'two', name } };
    const event = expectEvent(s, register) as EventOfType<'organization.registered'>;
    for (const [id, next] of advancedEntities(s.entities, event)) s.entities.set(id, next);
    return event;
  });
  return { first: events[0]!.facts, last: events.at(-1)!.facts, events };
}

describe('an organization under a name that is there already', () => {
  it.each([
    ['赤峰林业（集团）公司', '赤峰林业(集团)公司'],
    ['赤峰林业（集团）公司', '赤峰林业集团公司'],
    ['赤峰 林业 公司', '赤峰林业公司'],
    ['ABC Wind Co., Ltd.', 'ＡＢＣ wind co ltd'],
    ['«Север»', 'СЕВЕР'],
  ])('%s, %s: is registered, and is shown the other', (one, other) => {
    const { first, last } = registered(one, other);
    expect(first.alike).toBeUndefined();
    expect(last.alike).toEqual([first.organization]);
  });

  it.each([
    ['赤峰林业有限公司', '赤峰林业有限责任公司'],
    ['赤峰林业一公司', '赤峰林业二公司'],
    ['（）', '()()'],
  ])('%s, %s: are two', (one, other) => {
    expect(registered(one, other).last.alike).toBeUndefined();
  });

  it('is shown the first ten of very many', () => {
    const { events, last } = registered(...Array.from({ length: 13 }, (_, i) => `同名 ${' '.repeat(i)}公司`));
    expect(last.alike).toEqual(events.slice(0, 10).map(({ facts }) => facts.organization));
  });
});

describe('a registered organization', () => {
  it.each<[Role[], boolean]>([
    [['developer'], true],
    [['generator'], true],
    [['enterprise'], true],
    [['financier'], true],
    [['verifier'], false],
    [['operator'], false],
    [['regulator'], false],
    [['regulator', 'enterprise'], true],
  ])('as %s has an account: %s', (roles, has) => {
    const event = expectEvent({ ...registration(), command: { name: '示例', roles, uscc: USCC } }, register);
    expect('account' in event.facts).toBe(has);
  });

  it('has each role once, in one order', () => {
    const roles: Role[] = ['generator', 'developer', 'generator'];
    const event = expectEvent({ ...registration(), command: { name: '示例', roles, uscc: USCC } }, register);
    expect(event.facts).toMatchObject({ roles: ['developer', 'generator'] });
  });

  it('two foreign identities are never one, however they are cut', () => {
    const [one, other] = [
      { source: 'a/b', name: 'c' },
      { source: 'a', name: 'b/c' },
    ];
    expect(foreignEntity(one)).not.toBe(foreignEntity(other));
    expect(foreignEntity({ source: 'a~1b', name: 'c' })).not.toBe(foreignEntity(one));
  });
});

const organization = idNamed('o', 'imported');
const identification = (): Situation<IdentifyOrganization> => ({
  entities: new Map([
    [
      organizationEntity(organization),
      entity({ name: '示例', roles: ['developer' as const], foreign: FOREIGN }),
    ],
  ]),
  candidates: [],
  command: { organization, uscc: USCC },
  context: operator,
});

holdLadder(
  'identify an organization',
  identification,
  ({ entities, command }) => decideIdentifyOrganization(entities, command),
  [
    ['not-found', undefined, ({ entities }) => entities.delete(organizationEntity(organization))],
    [
      'already-identified',
      '/uscc',
      ({ entities }) =>
        entities.set(organizationEntity(organization), entity({ name: '示例', roles: [], uscc: USCC })),
    ],
    ['uscc-already-registered', '/uscc', ({ entities }) => entities.set(usccEntity(USCC), taken)],
  ],
);

it('a USCC that is registered already is told to be whose it is', () => {
  const situation = identification();
  situation.entities.set(usccEntity(USCC), taken);
  expect(decideIdentifyOrganization(situation.entities, situation.command)).toMatchObject({
    rejected: 'uscc-already-registered',
    seen: { uscc: USCC, holder: 'o-0' },
  });
});

it('an identified organization keeps all else that it was', () => {
  const situation = identification();
  const event = expectEvent(situation, ({ entities, command }) =>
    decideIdentifyOrganization(entities, command),
  );
  expect(event.advances[0]).toEqual({
    entity: organizationEntity(organization),
    version: 2,
    prev: commitNamed('before'),
  });
});
