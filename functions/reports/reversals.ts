/** Endpoint of reversals. */

import * as z from 'zod';
import { Day } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { ProjectId } from '../../shared/base/field.ts';
import { blockEntity, type EntityId, projectEntity, read } from '../../shared/ledger/entity.ts';
import { KILOGRAMS_MAX, REVERSAL_CAUSES } from '../../shared/sinks/facts-report.ts';
import { decideRecordReversal } from '../../shared/sinks/record-reversal.ts';
import type { Candidate } from '../../shared/units/selection.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { Stored } from '../ledger/stored.ts';
import { ReversalView, reversalView } from '../views/report.ts';
import { requireDocument } from './load.ts';

const recordReversal = command({
  summary: '碳汇逆转 Record a reversal: cancels buffer units, and says what they do not cover',
  action: 'reversal.record',
  event: 'reversal.recorded',
  path: z.strictObject({ id: ProjectId }),
  body: () =>
    z.strictObject({
      cause: z.enum(REVERSAL_CAUSES),
      occurredOn: Day,
      /** Carbon lost, kgCO2e; rounded up to whole tonnes. */
      kilograms: z.int().min(1).max(KILOGRAMS_MAX),
      document: DocumentReference,
    }),
  status: 201,
  reply: ReversalView,
  load: ({ path }, { reads }) => loadBuffer(reads, path.id),
  decide: ({ entities, candidates }, { path, body }, context) =>
    decideRecordReversal(entities, candidates, { ...body, project: path.id }, context),
  confirm: requireDocument,
  view: (event) => ({ json: reversalView(event) }),
});

/** The project and, strongly consistent, the blocks of its buffer in the order of its list. */
async function loadBuffer(reads: LedgerReads, project: string) {
  const entities = await reads.entities([projectEntity(project)]);
  const buffered = read(entities, projectEntity(project))?.state.buffered ?? [];
  const ids = buffered.map(({ batch, from }) => blockEntity(batch, from));
  const blocks = ids.length > 0 ? await reads.entities(ids) : new Map<EntityId, Stored>();
  const candidates = ids.flatMap((id): Candidate[] => {
    const block = read(blocks, id);
    return block ? [block] : [];
  });
  return { entities: new Map([...entities, ...blocks]), candidates };
}

export const reversalEndpoints: Endpoints = { 'POST /v1/projects/{id}/reversals': recordReversal };
