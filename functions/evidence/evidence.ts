/** Lambda: evidence. Retirements, proofs, commits, and the history of one unit. */
import * as z from 'zod';
import { BatchId, CommitId, QUANTITY_MAX } from '../../shared/base/field.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt, receiptOf } from '../http/receipt.ts';
import { notFound } from '../http/require-entity.ts';
import { wholeParameter } from '../http/whole-parameter.ts';
import { walk } from '../log/provenance.ts';
import { BlockView, blockView, RetirementView, retirementView } from '../views/units.ts';
import { requireCommit, requireProof, requireRetirement } from './require.ts';

const CommitPath = z.strictObject({ id: CommitId });
const PROOF = 'text/plain; charset=utf-8';

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

const CommitView = named('Commit', () =>
  z.strictObject({
    id: z.string(),
    leafHash: z.string(),
    /** Index in the log; null while it waits for its place. */
    index: z.int().nullable(),
    event: z.looseObject({ type: z.string(), at: z.string() }),
  }),
);

const readCommit = reader({
  summary: '查询提交 Read a commit: its event, verbatim, and its place in the log',
  path: CommitPath,
  reply: CommitView,
  find: ({ path }, { reads }) => requireCommit(reads, path.id),
  view: (record) => ({
    ...receiptOf(record),
    index: record.seq ?? null,
    event: JSON.parse(record.leaf) as { type: string; at: string },
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

const StepView = named('ProvenanceStep', () =>
  z.strictObject({
    commit: CommitReceipt().pick({ id: true }),
    type: z.string(),
    at: z.string(),
    by: z.strictObject({ org: z.string(), role: z.string(), for: z.string().optional() }),
    index: z.int().nullable(),
    facts: z.record(z.string(), z.unknown()),
  }),
);

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
  'GET /v1/retirements/{id}': readRetirement,
  'GET /v1/retirements/{id}/proof': retirementProof,
  'GET /v1/units/{batch}/{serial}/provenance': provenance,
  'GET /v1/commits/{id}': readCommit,
  'GET /v1/commits/{id}/proof': commitProof,
};
