import * as z from 'zod';
import type { DocumentReference } from '../../shared/document.ts';
import {
  type Entity,
  type EntityId,
  organizationEntity,
  projectEntity,
  read,
  reportEntity,
} from '../../shared/entity.ts';
import { ReportId } from '../../shared/field.ts';
import { isRejection } from '../../shared/rejection.ts';
import { requireDocuments } from '../documents/require.ts';
import type { Plan } from '../ledger/commit.ts';
import { theWorld } from '../world.ts';

export const ReportPath = z.strictObject({ id: ReportId });

/** The report and its project, and the organization that acts where its own roles count. */
export async function loadReport(report: string, acting?: string): Promise<Map<EntityId, Entity>> {
  const { reads } = theWorld();
  const wanted = [reportEntity(report), ...(acting === undefined ? [] : [organizationEntity(acting)])];
  const entities = await reads.entities(wanted);
  const project = read(entities, 'report', reportEntity(report))?.state.project;
  if (project)
    for (const [id, found] of await reads.entities([projectEntity(project)])) entities.set(id, found);
  return entities;
}

/** The plan, once its document is found stored. Who may not do it at all is told that first. */
export async function withDocumentStored(
  plan: Plan,
  org: string,
  document: DocumentReference,
): Promise<Plan> {
  if (!isRejection(plan.outcome)) await requireDocuments(org, [['/document', document]]);
  return plan;
}
