import * as z from 'zod';
import type { DocumentReference } from '../../shared/base/document.ts';
import { ReportId } from '../../shared/base/field.ts';
import {
  accreditationEntity,
  type EntityId,
  organizationEntity,
  projectEntity,
  read,
  reportEntity,
} from '../../shared/ledger/entity.ts';
import { requireDocuments } from '../documents/require.ts';
import type { Request } from '../http/endpoint.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';

export const ReportPath = z.strictObject({ id: ReportId });

/** The report and its project, and the acting organization with its accreditation where these count. */
export async function loadReport(
  reads: LedgerReads,
  report: string,
  acting?: string,
): Promise<Map<EntityId, Stored>> {
  const verifying = acting === undefined ? [] : [organizationEntity(acting), accreditationEntity(acting)];
  const wanted = [reportEntity(report), ...verifying];
  const entities = await reads.entities(wanted);
  const project = read(entities, reportEntity(report))?.state.project;
  if (project) addTo(entities, await reads.entities([projectEntity(project)]));
  return entities;
}

/** The document that the request refers to must be stored. */
export const requireDocument = ({ identity, body }: Request<{ document: DocumentReference }>) =>
  requireDocuments(identity.org, [['/document', body.document]]);
