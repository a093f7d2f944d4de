/**
 * Rules of uniting two identities of one organization, in the order in which they speak; and
 * who acts for whom.
 */
import { describe, expect, it } from 'vitest';
import { type Draft, eventOf } from '../../../shared/ledger/decision.ts';
import {
  type Entity,
  type EntityId,
  type EntityState,
  foreignEntity,
  organizationEntity,
  usccEntity,
} from '../../../shared/ledger/entity.ts';
import { asParty } from '../../../shared/ledger/event.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { refuseActing } from '../../../shared/parties/acting.ts';
import { decideRegisterKey } from '../../../shared/parties/register-key.ts';
import { decideIdentifyOrganization } from '../../../shared/parties/register-organization.ts';
import type { OrganizationState } from '../../../shared/parties/states.ts';
import {
  decideUniteOrganizations,
  type UniteOrganizations,
} from '../../../shared/parties/unite-organizations.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { TestSigner } from '../../support/signing.ts';
import { contextOf, entity, idNamed } from '../../support/states/states.ts';

const USCC = '91350100M000100Y43';
const [organization, united] = [idNamed('o', 'full width'), idNamed('o', 'half width')];
const [kept, closed] = [organizationEntity(organization), organizationEntity(united)];
const FOREIGN = { source: 'Verra', name: '赤峰林业(集团)公司' };
const operator = contextOf('lvzhang-operator', 'operator', 'any');
const key = (until?: string) => ({
  ...new TestSigner(1).key,
  from: '2026-01-01T00:00:00.000Z',
  ...(until && { until }),
});

const identity = (changed: Partial<OrganizationState> = {}) =>
  entity<OrganizationState>({
    name: '赤峰林业集团公司',
    roles: ['developer'],
    foreign: FOREIGN,
    account: 'a-1',
    ...changed,
  });
const situation = (): Situation<UniteOrganizations> => ({
  entities: new Map<string, Entity>([
    [kept, identity({ foreign: { source: 'Verra', name: '赤峰林业（集团）公司' } })],
    [closed, identity()],
    [foreignEntity(FOREIGN), entity({ holder: united })],
  ]),
  candidates: [],
  command: { organization, united, uscc: USCC, reason: '营业执照' },
  context: operator,
});
const unite = ({ entities, command }: Situation<UniteOrganizations>) =>
  decideUniteOrganizations(entities, command);
/** Changes an organization, where it is there. */
const change =
  (id: EntityId, changed: Partial<OrganizationState>) =>
  ({ entities }: Situation<UniteOrganizations>) => {
    const state = entities.get(id)?.state as OrganizationState | undefined;
    if (state) entities.set(id, identity({ ...state, ...changed }));
  };

holdLadder('unite organizations', situation, unite, [
  ['united-with-itself', '/organization', ({ command }) => (command.united = organization)],
  ['not-found', undefined, ({ entities }) => entities.delete(kept)],
  ['not-found', '/organization', ({ entities }) => entities.delete(closed)],
  ['organization-united', undefined, change(kept, { unitedInto: idNamed('o', 'third') })],
  ['organization-united', '/organization', change(closed, { unitedInto: idNamed('o', 'third') })],
  ['two-legal-persons', '/organization', change(closed, { uscc: '91350100M000100Y43' })],
  [
    'already-identified',
    '/uscc',
    (s) => {
      s.command.uscc = USCC;
      change(kept, { uscc: '91150430MA00000001' })(s);
    },
  ],
  [
    'uscc-missing',
    '/uscc',
    (s) => {
      s.command.uscc = undefined;
      change(kept, { uscc: undefined } as never)(s);
    },
  ],
  [
    'uscc-already-registered',
    '/uscc',
    (s) => {
      s.command.uscc = USCC;
      change(kept, { uscc: undefined } as never)(s);
      s.entities.set(usccEntity(USCC), entity({ holder: 'o-0' }));
    },
  ],
  ['united-not-holders', undefined, change(kept, { roles: ['verifier'] })],
  ['united-not-holders', undefined, change(closed, { roles: ['enterprise', 'grid'] })],
  ['united-key-in-force', '/organization', change(closed, { keys: [key()] })],
  ['united-key-lost', '/organization', change(closed, { keyEndedByOther: true })],
  ['too-many-united', undefined, change(kept, { united: Array.from({ length: 50 }, (_, n) => `o-${n}`) })],
]);

/** What becomes of the entities. */
function statesAfter(s: Situation<UniteOrganizations>): Map<EntityId, EntityState> {
  const event = expectEvent(s, unite);
  return new Map([...advancedEntities(s.entities, event)].map(([id, { state }]) => [id, state]));
}

describe('two that are united', () => {
  it('are one: it has the USCC and both names, and the other knows where it went', () => {
    const next = statesAfter(situation());
    expect(next.get(kept)).toMatchObject({ uscc: USCC, united: [united], roles: ['developer'] });
    expect(next.get(closed)).toEqual({ ...identity().state, unitedInto: organization });
    expect(next.get(foreignEntity(FOREIGN))).toEqual({ holder: organization });
    expect(next.get(usccEntity(USCC))).toEqual({ holder: organization });
    expect(next.size).toBe(4);
  });

  it.each([undefined, USCC])('the USCC of the one that remains is not given again: %s', (uscc) => {
    const s = situation();
    change(kept, { uscc: USCC })(s);
    s.entities.set(usccEntity(USCC), entity({ holder: organization }));
    s.command.uscc = uscc;
    expect([...statesAfter(s).keys()]).toEqual([kept, closed, foreignEntity(FOREIGN)]);
  });

  it('a key that ended is the consent that it gave', () => {
    const s = situation();
    change(closed, { keys: [key('2026-02-01T00:00:00.000Z')] })(s);
    expect(statesAfter(s).size).toBe(4);
  });
});

describe('whoever was united into another', () => {
  const entities = new Map([
    [kept, identity({ roles: ['enterprise'], uscc: USCC, united: [united] })],
    [closed, identity({ unitedInto: organization })],
  ]);
  const third = idNamed('o', 'third');
  const refused = (org: string, role: 'developer' | 'enterprise', agent?: string) =>
    refuseActing(entities, { org, role, agent }, 'root')?.rejected;

  it('acts no more, and is told who does', () => {
    expect(refuseActing(entities, { org: united, role: 'developer' }, 'root')).toMatchObject({
      rejected: 'organization-united',
      seen: { org: united, into: organization },
    });
  });

  it('is acted for by that one, in its own roles, and by nobody else', () => {
    expect(refused(united, 'developer', organization)).toBeUndefined();
    expect(refused(united, 'enterprise', organization)).toBe('role-not-registered');
    expect(refused(united, 'developer', third)).toBe('acts-for-stranger');
    expect(refused(organization, 'enterprise', united)).toBe('acts-for-stranger');
    expect(refused(third, 'developer', organization)).toBe('acts-for-stranger');
    expect(refused(organization, 'enterprise')).toBeUndefined();
  });

  it('gets neither a USCC nor a key', () => {
    const uscc = '91150430MA00000001';
    expect(decideIdentifyOrganization(entities, { organization: united, uscc })).toMatchObject({
      rejected: 'organization-united',
    });
    const own = contextOf(united, 'developer', 'own');
    expect(
      decideRegisterKey(entities, { organization: united, ...new TestSigner(2).key, proof: '' }, own),
    ).toMatchObject({ rejected: 'organization-united' });
  });

  it('is the party of what is done for it, and the leaf says who did it', () => {
    const s = situation();
    const context = { ...contextOf(united, 'developer', 'own'), agent: organization };
    const event = eventOf(unite(s) as Draft, s.entities, context);
    expect(event.by).toEqual({ org: organization, role: 'developer', for: united });
    expect(asParty(event).by).toEqual({ org: united, role: 'developer' });
  });
});
