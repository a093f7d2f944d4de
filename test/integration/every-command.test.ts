/**
 * Every command of the API on DynamoDB: most tests of commands play them on a table in memory, which stands
 * for this one. Each succeeds here too, and its event is in the table.
 */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { routes } from '../../functions/routes.ts';
import { grants, type Role } from '../../shared/ledger/role.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { logKms } from '../support/local/log-kms.ts';
import { workTableAt } from '../support/local/table.ts';
import {
  type Answer,
  accredit,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { startDocuments } from '../support/probes/documents.ts';
import type { Probe } from '../support/probes/probe.ts';
import { probeOf } from '../support/probes/probes.ts';
import { registeredAlsoAs } from '../support/probes/registered.ts';
import { makeSmallRegistry, must, type SmallRegistry } from '../support/probes/small-registry.ts';

let api: TestApi;
let registry: SmallRegistry;
/** Whoever acts on everybody's entities. */
let supervisor: string;
let stopKms: () => Promise<void>;
afterAll(() => stopKms());
beforeAll(async () => {
  stopKms = await logKms(7);
  await freshTable();
  await workTableAt(inject('dynamoDbEndpoint'));
  await startDocuments();
  api = new TestApi(await loadHandlers());
  registry = await makeSmallRegistry(api);
  const { caller } = await registerOrganization(api, ['verifier']);
  supervisor = caller.org;
  registry.supervisor = supervisor;
  await accredit(api, supervisor);
});

/** As the first of the granted roles that may, of the thing's owner or of whoever acts on everybody's. */
async function answered({ request, owner, ...call }: Probe, roles: readonly Role[]): Promise<Answer> {
  const refusals: unknown[] = [];
  for (const role of roles)
    for (const org of owner === undefined ? [supervisor] : [owner, supervisor]) {
      const send = () => api.send(request, { ...call, caller: { org, roles: [role] } });
      const answer = await registeredAlsoAs(org, role, send);
      if (answer.status < 300) return answer;
      refusals.push(answer.body);
    }
  throw new Error(`${request}: ${JSON.stringify(refusals)}`);
}

/** What anybody may bring commits in the registry's own name. */
const commands = routes
  .map(({ method, path }) => `${method} ${path}`)
  .filter((route) => {
    const { commits, changes, action } = allEndpoints()[route]!;
    return commits || (changes && !action);
  });

it.each(commands)('%s', async (route) => {
  const { action } = allEndpoints()[route]!;
  const { request, ...call } = await probeOf(route, api, registry);
  const { body } = action
    ? await answered({ request, ...call }, Object.keys(grants[action]) as Role[])
    : await api.send(request, { ...call, key: null });
  const { id, event } = await must(api, `GET /v1/commits/${body.commit.id}`, OPERATOR);
  expect([id, event.id]).toEqual([body.commit.id, body.commit.id]);
});
