/**
 * The tests of bad requests start from a small registry in a fresh table and a body that would
 * do for every route.
 */
import { expect } from 'vitest';
import { freshTable } from '../local/dynamodb.ts';
import type { MemoryTable } from '../local/memory-table.ts';
import { type LeavesNoTrace, leavesNoTraceIn, leavesNoTraceInMemory } from '../local/snapshot.ts';
import { accreditationBodies } from './accreditations.ts';
import { agreementBodies } from './agreements.ts';
import { type Call, loadHandlers, TestApi } from './api.ts';
import { type BodyCase, bodyCases } from './bodies.ts';
import { confirmationBodies } from './confirmations.ts';
import { contractBodies } from './contract-probes.ts';
import { datasetBodies } from './datasets.ts';
import { disclosureBodies } from './disclosures.ts';
import { documentBodies } from './document-probes.ts';
import { facilityBodies } from './facility-probes.ts';
import { incomeBodies } from './first-sale.ts';
import { freezingBodies } from './freezing-probes.ts';
import { keyBodies } from './keys.ts';
import { REGULATOR } from './lifecycle.ts';
import { parcelBodies } from './parcels.ts';
import { parkBodies } from './parks.ts';
import { pledgeBodies } from './pledges.ts';
import { expectRefused } from './problem.ts';
import { projectBodies } from './project-probes.ts';
import { reportBodies } from './report-probes.ts';
import { settlementBodies } from './settlement-probes.ts';
import { foreignOrganization, makeSmallRegistry, type SmallRegistry } from './small-registry.ts';
import { statementBodies } from './statements.ts';
import { supplyBodies } from './supplies.ts';
import { unionBodies } from './unions.ts';
import { webhookBodies } from './webhook-probes.ts';

export interface Setup {
  api: TestApi;
  leavesNoTrace: LeavesNoTrace;
  registry: SmallRegistry;
  cases: BodyCase[];
}

/** In a fresh table; or in memory, where the file mocks `theWorld` by memory-world's. */
export async function setUp(memory?: MemoryTable): Promise<Setup> {
  const leavesNoTrace = memory ? leavesNoTraceInMemory(memory) : await inFreshTable();
  const api = new TestApi(await loadHandlers());
  const registry = await makeSmallRegistry(api);
  await api.introduce(REGULATOR);
  const cases = [
    ...bodyCases(registry, await foreignOrganization(api)),
    ...documentBodies(registry),
    ...(await datasetBodies(api)),
    ...(await keyBodies(api)),
    ...(await agreementBodies(api, registry)),
    ...(await incomeBodies(api)),
    ...(await projectBodies(api, registry)),
    ...(await parcelBodies(api, registry)),
    ...(await pledgeBodies(api, registry)),
    ...(await reportBodies(api)),
    ...(await facilityBodies(api, registry)),
    ...(await freezingBodies(api)),
    ...(await contractBodies(api)),
    ...(await settlementBodies(api)),
    ...(await statementBodies(api)),
    ...(await disclosureBodies(api)),
    ...(await parkBodies(api)),
    ...(await supplyBodies(api)),
    ...(await unionBodies(api)),
    ...webhookBodies(registry),
    ...(await accreditationBodies(api)),
    ...(await confirmationBodies(api)),
  ];
  return { api, leavesNoTrace, registry, cases };
}

async function inFreshTable(): Promise<LeavesNoTrace> {
  const { client, tableName } = await freshTable();
  return leavesNoTraceIn(client, tableName);
}

export const problem = (name: string) => `urn:lvzhang:problem:${name}`;

/** What a case is sent with, besides its body. */
export const callOf = ({ caller, headers = {}, key }: BodyCase): Call => ({
  caller,
  headers,
  ...(key !== undefined && { key }),
});

/** Spoils the request of every route that takes a body, and holds which problem each answers with. */
export async function everyRouteRefuses(
  { api, leavesNoTrace, cases }: Setup,
  spoil: (one: BodyCase) => Call,
  type: string,
  pointer?: string,
): Promise<void> {
  await leavesNoTrace(async () => {
    for (const one of cases) {
      const call = spoil(one);
      const headers = { ...one.headers, ...call.headers };
      const answer = await expectRefused(api, one.request, { ...callOf(one), ...call, headers });
      expect(`${one.name} ${answer.type}`).toBe(`${one.name} ${problem(type)}`);
      if (pointer !== undefined)
        expect(answer.errors).toContainEqual({ pointer, detail: expect.any(String) });
    }
  });
}
