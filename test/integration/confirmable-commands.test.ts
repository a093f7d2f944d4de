/**
 * Every command that may need two, on DynamoDB: where its organization demands that, one alone is refused by
 * name, and another one confirms what one initiated.
 */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { DEMANDABLE } from '../../shared/ledger/confirmation.ts';
import { confirmedAs, type EventType } from '../../shared/ledger/event.ts';
import { type Grants, grants, type Role } from '../../shared/ledger/role.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { logKms } from '../support/local/log-kms.ts';
import { workTableAt } from '../support/local/table.ts';
import { type Caller, loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { initiated, requireConfirmation } from '../support/probes/confirmations.ts';
import { startDocuments } from '../support/probes/documents.ts';
import { probeOf } from '../support/probes/probes.ts';
import { makeSmallRegistry, must, type SmallRegistry } from '../support/probes/small-registry.ts';

let api: TestApi;
let registry: SmallRegistry;
let stopKms: () => Promise<void>;
afterAll(() => stopKms());
beforeAll(async () => {
  stopKms = await logKms(7);
  await freshTable();
  await workTableAt(inject('dynamoDbEndpoint'));
  await startDocuments();
  api = new TestApi(await loadHandlers());
  registry = await makeSmallRegistry(api);
});

const THE_DEMAND = 'POST /v1/organizations/{id}/require-confirmation';
const commands = Object.entries(allEndpoints())
  .filter(([route, { confirmable }]) => confirmable && route !== THE_DEMAND)
  .map(([route]) => route);

it('they are those that give, bind, take or claim', () => {
  expect(commands.sort()).toEqual([
    'POST /v1/claims',
    'POST /v1/pledges',
    'POST /v1/pledges/{id}/accept',
    'POST /v1/pledges/{id}/enforce',
    'POST /v1/pledges/{id}/release',
    'POST /v1/retirements',
    'POST /v1/transfers',
    'POST /v1/transfers/{id}/accept',
  ]);
});

/** Who owns what the request touches, in a role that may do it. */
async function ownerOf(owner: string, route: string): Promise<Caller> {
  const { roles } = await must(api, `GET /v1/organizations/${owner}`, OPERATOR);
  const granted: Grants = grants[allEndpoints()[route]!.action!];
  return { org: owner, roles: (roles as Role[]).filter((role) => granted[role]) };
}

it.each(commands)('%s', async (route) => {
  const { request, owner, body } = await probeOf(route, api, registry);
  const caller = await ownerOf(owner!, route);
  await requireConfirmation(api, caller, DEMANDABLE);
  const call = body && { body };
  const refused = await api.send(request, { caller, ...call });
  expect([refused.status, refused.body.type]).toEqual([403, 'urn:lvzhang:problem:confirmation-required']);
  const { id, request: _, ...confirming } = await initiated(api, caller, request, body);
  const done = await api.send(request, { caller, ...confirming });
  expect([done.status < 300, done.body.commit?.id]).toEqual([true, id]);
  const { event } = await must(api, `GET /v1/commits/${id}`, OPERATOR);
  expect(confirmedAs(event.type as EventType)).toBe(refused.body.seen.command);
  expect(event.confirmation.initiator).not.toBe(event.confirmation.confirmer);
  // What the next probe makes is made by one.
  await requireConfirmation(api, caller, []);
});
