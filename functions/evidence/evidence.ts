/** Lambda: evidence. Retirements, certificates, proofs, commits, and the history of one unit. */
import * as z from 'zod';
import { Evidence, NamedLog } from '../../events/certificate/evidence.ts';
import { ConsentEvidence, FORMAT } from '../../events/certificate/retirement-certificate.ts';
import { BatchId, CommitId, QUANTITY_MAX } from '../../shared/base/field.ts';
import { batchEntity, blockEntity, facilityEntity, projectEntity, read } from '../../shared/ledger/entity.ts';
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt, receiptOf } from '../http/receipt.ts';
import { notFound } from '../http/require-entity.ts';
import { wholeParameter } from '../http/whole-parameter.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { consentLeaves } from '../log/consent-leaves.ts';
import { walk } from '../log/provenance.ts';
import { BlockView, blockView, RetirementView, retirementView } from '../views/units.ts';
import { greenPowerEndpoints } from './green-power.ts';
import { requireCommit, requireProof, requireProofs } from './require.ts';
import { statementEvidenceEndpoints } from './statement.ts';

const CommitPath = z.strictObject({ id: CommitId });
const PROOF = 'text/plain; charset=utf-8';
async function requireRetirement(
  reads: LedgerReads,
  id: string,
): Promise<{ record: CommitRecord; event: EventOfType<'units.retired'> }> {
  const record = await requireCommit(reads, id);
  const event = JSON.parse(record.leaf) as RegistryEvent;
  if (event.type !== 'units.retired') throw notFound(id);
  return { record, event };
}

const readRetirement = reader({
  summary: '查询注销 Read a retirement',
  path: CommitPath,
  reply: RetirementView,
  find: ({ path }, { reads }) => requireRetirement(reads, path.id),
  view: ({ record, event }) => ({ ...retirementView(event), commit: receiptOf(record) }),
});

const retirementProof = endpoint({
  summary: '注销证明 Offline proof of a retirement (C2SP tlog-proof)',
  path: CommitPath,
  status: 200,
  reply: PROOF,
  run: async ({ path }, { reads }) => {
    const { record } = await requireRetirement(reads, path.id);
    return { text: await requireProof(reads, record) };
  },
});

const Certificate = () =>
  z.strictObject({
    format: z.literal(FORMAT),
    retirement: RetirementView(),
    log: NamedLog,
    evidence: z.array(Evidence),
    /** For a signed retirement: the leaves of its key and of its account, and the request that was signed. */
    consent: ConsentEvidence.optional(),
  });

const retirementCertificate = endpoint({
  summary: '注销证书 Retirement certificate that verifies offline: npx lvzhang verify',
  path: CommitPath,
  status: 200,
  reply: Certificate,
  run: async ({ path }, { reads }) => {
    const { record, event } = await requireRetirement(reads, path.id);
    const batches = [...new Set(event.facts.items.map(({ batch }) => batch))];
    const [origins, consent] = await Promise.all([
      originsOf(reads, batches, event.facts.imported ? broughtBy(event) : []),
      consentLeaves(reads, event),
    ]);
    const consenting = Object.entries(consent ?? {}) as [string, CommitRecord][];
    const { log, evidence } = await requireProofs(reads, [
      ...[record, ...origins],
      ...consenting.map(([, each]) => each),
    ]);
    const proven = evidence.splice(1 + origins.length);
    return {
      headers: { 'content-disposition': `attachment; filename="retirement-${path.id}.json"` },
      json: {
        format: FORMAT,
        retirement: retirementView(event),
        log,
        evidence,
        ...(consent && {
          consent: {
            ...Object.fromEntries(consenting.map(([name], index) => [name, proven[index]])),
            body: record.body ?? '',
          },
        }),
      },
    };
  },
});

/**
 * The commits in which the serials last changed hands or status; for an import, those that brought them in as
 * retired.
 */
function broughtBy({ advances, facts }: EventOfType<'units.retired'>): string[] {
  const prevs = new Map(advances.map(({ entity, prev }) => [entity, prev]));
  return facts.items.flatMap(({ batch, ranges }) =>
    ranges.flatMap(({ from, block, since }) => since ?? prevs.get(blockEntity(batch, block ?? from)) ?? []),
  );
}

/**
 * Where the units came from: the issuance of each batch, and the registration of each project or facility.
 * The commits that brought units in as retired are included, where these aren't the issuance itself.
 */
async function originsOf(
  reads: LedgerReads,
  batchIds: readonly string[],
  broughtIn: readonly string[],
): Promise<CommitRecord[]> {
  const found = await reads.entities(batchIds.map(batchEntity));
  const batches = batchIds.flatMap((id) => read(found, batchEntity(id)) ?? []);
  const from = batches.map(({ state: { project, facility } }) =>
    project === undefined ? facilityEntity(facility ?? '') : projectEntity(project),
  );
  const origins = await reads.entities([...new Set(from)]);
  const registered = from.flatMap((id) => read(origins, id)?.state.registered ?? []);
  const issued = batches.map(({ commit }) => commit);
  const commits = [...new Set([...issued, ...registered, ...broughtIn])];
  return Promise.all(commits.map((id) => requireCommit(reads, id)));
}

const CommitView = () =>
  z.strictObject({
    id: z.string(),
    leafHash: z.string(),
    /** Index in the log; null while it waits for its place. */
    index: z.int().nullable(),
    event: z.record(z.string(), z.unknown()),
  });

const readCommit = reader({
  summary: '查询提交 Read a commit: its event, verbatim, and its place in the log',
  path: CommitPath,
  reply: CommitView,
  find: ({ path }, { reads }) => requireCommit(reads, path.id),
  view: (record) => ({
    ...receiptOf(record),
    index: record.seq ?? null,
    event: JSON.parse(record.leaf) as object,
  }),
});

const commitProof = endpoint({
  summary: '提交证明 Offline proof of a commit (C2SP tlog-proof)',
  path: CommitPath,
  status: 200,
  reply: PROOF,
  run: async ({ path }, { reads }) => ({
    text: await requireProof(reads, await requireCommit(reads, path.id)),
  }),
});

const StepView = () =>
  z.strictObject({
    commit: CommitReceipt().pick({ id: true }),
    type: z.string(),
    at: z.string(),
    by: z.strictObject({ org: z.string(), role: z.string(), for: z.string().optional() }),
    index: z.int().nullable(),
    facts: z.record(z.string(), z.unknown()),
  });

const provenance = endpoint({
  summary: '溯源 The history of one unit, from its last commit back to its issuance',
  path: z.strictObject({
    batch: BatchId,
    serial: wholeParameter(QUANTITY_MAX),
  }),
  status: 200,
  reply: () =>
    z.strictObject({ batch: z.string(), serial: z.int(), block: BlockView(), steps: z.array(StepView()) }),
  run: async ({ path: { batch, serial } }, { reads }) => {
    const [block] = await reads.blocksCovering(batch, serial, serial, 1);
    if (!block) throw notFound(`${batch}/${serial}`, 'serial');
    const steps = await walk(reads, batch, serial, block.state.since);
    return {
      json: {
        batch,
        serial,
        block: blockView(block),
        steps: steps.map(({ event: { id, type, at, by, facts }, seq }) => ({
          commit: { id },
          type,
          at,
          by,
          index: seq ?? null,
          facts,
        })),
      },
    };
  },
});

export const evidenceEndpoints: Endpoints = {
  ...greenPowerEndpoints,
  ...statementEvidenceEndpoints,
  'GET /v1/retirements/{id}': readRetirement,
  'GET /v1/retirements/{id}/certificate.json': retirementCertificate,
  'GET /v1/retirements/{id}/proof': retirementProof,
  'GET /v1/units/{batch}/{serial}/provenance': provenance,
  'GET /v1/commits/{id}': readCommit,
  'GET /v1/commits/{id}/proof': commitProof,
};
