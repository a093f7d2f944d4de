/** Rules of an organization's demand for two pairs of eyes, in the order in which they speak. */
import { expect, it } from 'vitest';
import { organizationEntity, read } from '../../../shared/ledger/entity.ts';
import { evolveConfirmationRequired } from '../../../shared/parties/confirmation.ts';
import {
  decideRequireConfirmation,
  type RequireConfirmation,
} from '../../../shared/parties/require-confirmation.ts';
import type { Demand } from '../../../shared/parties/states.ts';
import { holdLadder, type Situation } from '../../support/ladder.ts';
import { contextOf, entity, idNamed } from '../../support/states/states.ts';

const organization = idNamed('o', 'owner');
const id = organizationEntity(organization);
const context = contextOf(organization, 'enterprise', 'own');
const FROM = '2026-01-01T00:00:00.000Z';

const organizationWith = (more: { confirmation?: Demand[]; unitedInto?: string } = {}) =>
  entity({ name: '示例', roles: ['enterprise' as const], ...more });

const demand = (): Situation<RequireConfirmation> => ({
  entities: new Map([[id, organizationWith()]]),
  candidates: [],
  command: { organization, commands: ['retirement'] },
  context,
});
const decide = ({ entities, command, context: by }: Situation<RequireConfirmation>) =>
  decideRequireConfirmation(entities, command, by);

holdLadder('demand two pairs of eyes', demand, decide, [
  ['not-found', undefined, ({ entities }) => entities.delete(id)],
  ['not-yours', undefined, (s) => (s.context = contextOf(idNamed('o', 'other'), 'enterprise', 'own'))],
  [
    'organization-united',
    undefined,
    ({ entities }) =>
      entities.has(id) && entities.set(id, organizationWith({ unitedInto: idNamed('o', 'kept') })),
  ],
  ['confirmation-unchanged', '/commands', ({ command }) => Object.assign(command, { commands: [] })],
  [
    'too-many-changes',
    undefined,
    ({ entities }) => {
      const found = entities.get(id);
      if (found) entities.set(id, { ...found, version: 1000 });
    },
  ],
]);

it('a demand names each command once, in one order, and changes only if they are others', () => {
  const decided = (...commands: RequireConfirmation['commands']) =>
    decide({ ...demand(), command: { organization, commands } });
  expect(decided('transfer', 'claim', 'transfer')).toMatchObject({
    facts: { commands: ['claim', 'transfer'] },
  });
});

it('after a thousand changes it can still be lifted', () => {
  const s = demand();
  const confirmation: Demand[] = [{ command: 'retirement', from: FROM }];
  s.entities.set(id, { ...organizationWith({ confirmation }), version: 1000 });
  s.command = { organization, commands: [] };
  expect(decide(s)).toMatchObject({ type: 'organization.confirmation-required' });
});

it('what was demanded before goes on since then', () => {
  const entities = new Map([[id, organizationWith({ confirmation: [{ command: 'transfer', from: FROM }] })]]);
  const event = {
    at: context.at,
    facts: { organization, commands: ['retirement', 'transfer'] },
  } as Parameters<typeof evolveConfirmationRequired>[1];
  const [[, state] = []] = evolveConfirmationRequired(entities, event);
  expect(state).toMatchObject({
    confirmation: [
      { command: 'retirement', from: context.at },
      { command: 'transfer', from: FROM },
    ],
  });
  expect(read(entities, id)?.state.confirmation).toHaveLength(1);
});
