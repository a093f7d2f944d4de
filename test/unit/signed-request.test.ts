/** What a signature leaves out of a request can't change what the request does. */
import { expect, it } from 'vitest';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { organizationEntity, statementEntity } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { decideIdentifyOrganization } from '../../shared/parties/register-organization.ts';
import { NO_MEGAWATT_HOURS, NO_TONNES } from '../../shared/statements/coverage.ts';
import type { Line } from '../../shared/statements/line.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { decideReviseStatement, statedFrom } from '../../shared/statements/submit-statement.ts';
import { statementOf } from '../support/history/statement-steps.ts';
import { entity, idNamed } from '../support/states/states.ts';

const AT = '2026-11-27T08:00:00.000Z';

const commands = Object.entries(allEndpoints()).filter(([, { commits }]) => commits);

it('no command has a query', () => {
  expect(commands.length).toBeGreaterThan(50);
  expect(commands.filter(([, { query }]) => query).map(([route]) => route)).toEqual([]);
});

it('If-Match only refuses: at whatever version it is taken, each command with it does the same, and once', () => {
  // A further one whose effect depends on what its sender saw has to sign that (a new scheme beside
  // lvzhang-command/v1).
  expect(commands.filter(([, { ifMatch }]) => ifMatch).map(([route]) => route)).toEqual([
    'POST /v1/organizations/{id}/identify',
    'POST /v1/emission-statements/{id}/versions',
  ]);
});

it('a statement is revised whole: whatever version was there, the body is what is stated', () => {
  const [org, statement] = [idNamed('o', 'works'), `e-${'0'.repeat(20)}`];
  const lines: Line[] = [{ id: 'gas', category: 1, kind: 'gas', gas: 'SF6', kilograms: '2' }];
  const command = statementOf(lines);
  const made = statedFrom(command, AT);
  if (isRejection(made)) throw new Error(made.rejected);
  const decided = [1, 2, 7].map((version) => {
    const state: StatementState = {
      organization: org,
      version,
      stated: made.stated,
      status: 'submitted',
      submission: '',
      sealed: '',
      green: NO_MEGAWATT_HOURS,
      retired: NO_TONNES,
    };
    const entities = new Map([[statementEntity(statement), entity(state)]]);
    const context = { id: 'A'.repeat(43), at: AT, org, role: 'enterprise', scope: 'own' } as const;
    const draft = decideReviseStatement(entities, { ...command, statement, ifMatch: version }, context);
    if (isRejection(draft)) throw new Error(draft.rejected);
    const { version: next, ...facts } = draft.facts;
    expect(next).toBe(version + 1);
    return facts;
  });
  expect(decided).toEqual(decided.map(() => decided[0]));
});

it('an organization is identified alike at whatever version, and once', () => {
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
