/** What a signature leaves out of a request can't change what the request does. */
import { expect, it } from 'vitest';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import { decideIdentifyOrganization } from '../../shared/parties/register-organization.ts';
import { entity, idNamed } from '../support/states/states.ts';

const commands = Object.entries(allEndpoints()).filter(([, { commits }]) => commits);

it('no command has a query', () => {
  expect(commands.length).toBeGreaterThan(50);
  expect(commands.filter(([, { query }]) => query).map(([route]) => route)).toEqual([]);
});

it('If-Match only refuses: at whatever version it is taken, the one command with it does the same, and once', () => {
  // A further one whose effect depends on what its sender saw has to sign that (a new scheme beside
  // lvzhang-command/v1).
  expect(commands.filter(([, { ifMatch }]) => ifMatch).map(([route]) => route)).toEqual([
    'POST /v1/organizations/{id}/identify',
  ]);
  const organization = idNamed('o', 'foreign');
  const uscc = '91150400MA0EXAMPL1';
  const foreign = { source: 'Verra', name: 'Someone' };
  const state = { name: '示例', roles: ['developer' as const], foreign };
  const decided = [1, 2, 7].map((version) => {
    const entities = new Map([[organizationEntity(organization), { ...entity(state), version }]]);
    return decideIdentifyOrganization(entities, { organization, uscc });
  });
  expect(decided[0]).toMatchObject({ type: 'organization.identified', facts: { organization, uscc } });
  expect(decided).toEqual(decided.map(() => decided[0]));
  const done = new Map([[organizationEntity(organization), entity({ ...state, uscc })]]);
  expect(decideIdentifyOrganization(done, { organization, uscc })).toHaveProperty('rejected');
});
