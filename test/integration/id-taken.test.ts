/**
 * An id is 80 bits of a commit id, and whoever chooses keys finds two that share them in some hours. The
 * second of the two is refused at once, by name, and nothing is written; another key is taken.
 */
import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { entityKey } from '../../functions/ledger/keys.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { commitId, deriveId, type IdPrefix } from '../../shared/ledger/decision.ts';
import type { EntityId } from '../../shared/ledger/entity.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { type LeavesNoTrace, leavesNoTraceIn } from '../support/local/snapshot.ts';
import { type Caller, loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { probeOf } from '../support/probes/probes.ts';
import { makeSmallRegistry, type SmallRegistry } from '../support/probes/small-registry.ts';

/** Of a derived id: the kind of its entity. */
const kinds: Record<IdPrefix, readonly string[]> = {
  o: ['organization'],
  a: ['account'],
  p: ['project'],
  b: ['batch'],
  l: ['parcel'],
  j: ['agreement'],
  m: ['report'],
  f: ['facility'],
  c: ['contract', 'supply'],
  e: ['statement'],
  k: ['claim'],
  z: ['park'],
};

/** Who bears what: the route, the role, the prefix. */
const BIRTHS: [string, Caller['roles'][number], IdPrefix][] = [
  ['POST /v1/organizations', 'operator', 'o'],
  ['POST /v1/organizations', 'operator', 'a'],
  ['POST /v1/provincial-accounts', 'operator', 'a'],
  ['POST /v1/projects/{id}/register', 'operator', 'a'],
  ['POST /v1/projects/imports', 'operator', 'p'],
  ['POST /v1/projects', 'developer', 'p'],
  ['POST /v1/projects/{id}/issuances', 'operator', 'b'],
  ['POST /v1/monitoring-reports/{id}/issue', 'operator', 'b'],
  ['POST /v1/facilities/{id}/generation/confirm', 'grid', 'b'],
  ['POST /v1/supply-contracts/{id}/generation', 'operator', 'b'],
  ['POST /v1/parcels', 'developer', 'l'],
  ['POST /v1/agreements', 'developer', 'j'],
  ['POST /v1/projects/{id}/monitoring-reports', 'developer', 'm'],
  ['POST /v1/facilities', 'generator', 'f'],
  ['POST /v1/facilities/imports', 'operator', 'f'],
  ['POST /v1/power-purchase-agreements', 'generator', 'c'],
  ['POST /v1/supply-contracts/imports', 'operator', 'c'],
  ['POST /v1/emission-statements', 'enterprise', 'e'],
  ['POST /v1/claims', 'enterprise', 'k'],
  ['POST /v1/parks', 'enterprise', 'z'],
];
/** Races that are lost for want of a look at the id would go on for COMMIT_DEADLINE_MS. */
const AT_ONCE_MS = 5_000;

let api: TestApi;
let client: Sender;
let tableName: string;
let registry: SmallRegistry;
let leavesNoTrace: LeavesNoTrace;
beforeAll(async () => {
  const fresh = await freshTable();
  ({ client, tableName } = fresh);
  leavesNoTrace = leavesNoTraceIn(fresh.client, tableName);
  api = new TestApi(await loadHandlers());
  registry = await makeSmallRegistry(api);
});

/** Puts entities in the places that this key leads to, as another commit that begins alike would have. */
async function take(prefix: IdPrefix, org: string, key: string): Promise<void> {
  const id = deriveId(prefix, commitId(org, key));
  for (const kind of kinds[prefix]) {
    const entity = `${kind}:${id}` as EntityId;
    const Item = { ...entityKey(entity), entity, version: 1, commit: 'c'.repeat(43), state: {} };
    await client.send(new PutCommand({ TableName: tableName, Item }));
  }
}

describe('an id that another commit has made', () => {
  it.each(BIRTHS)('%s by %s: %s- is refused, and another key succeeds', async (route, role, prefix) => {
    const probe = await probeOf(route, api, registry);
    const caller = { org: role === 'operator' ? OPERATOR.org : probe.owner!, roles: [role] };
    const key = randomUUID();
    await take(prefix, caller.org, key);
    const { request, ...call } = probe;
    await leavesNoTrace(async () => {
      const started = performance.now();
      const { status, body } = await api.send(request, { ...call, caller, key });
      expect({ status, type: body.type }).toEqual({ status: 409, type: 'urn:lvzhang:problem:id-taken' });
      expect(body.detail).toContain('another Idempotency-Key');
      expect(performance.now() - started).toBeLessThan(AT_ONCE_MS);
    });
    const other = await api.send(request, { ...call, caller });
    expect(other.status, JSON.stringify(other.body)).toBeLessThan(300);
    vi.useRealTimers();
  });
});
