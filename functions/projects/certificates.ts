/** Endpoints of a CCER power project's certificates: frozen before registration, released without one. */
import * as z from 'zod';
import { projectEntity, read, reportEntity } from '../../shared/ledger/entity.ts';
import {
  decideFreezeCertificates,
  decideReleaseCertificates,
} from '../../shared/power/freeze-certificates.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { certificatesOf } from '../ledger/certificate-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo } from '../ledger/stored.ts';
import { ProjectPath } from './transition.ts';

const shown = () => ({ id: z.string(), facility: z.string(), commit: CommitReceipt() });

const freezeCertificates = command({
  summary:
    '冻结绿证 Freeze certificates of a power project’s crediting period, a page at a time while there is more',
  action: 'certificates.freeze',
  event: 'certificates.frozen',
  path: ProjectPath,
  status: 200,
  reply: () =>
    z.strictObject({
      ...shown(),
      /** Certificates frozen by this call. */
      frozen: z.int(),
      /** True when one call couldn't hold all certificates to be frozen: call again. */
      more: z.boolean(),
    }),
  load: ({ path }, { reads }) => loadPowerProject(reads, path.id),
  decide: ({ entities }, { path }, context) => decideFreezeCertificates(entities, path.id, context),
  view: ({ facts: { project, facility, quantity, more } }) => ({
    json: { id: project, facility, frozen: quantity, more: more ?? false },
  }),
});

const releaseCertificates = command({
  summary:
    '解冻绿证 Release certificates of a project that came to its end, a page at a time until remaining is 0',
  action: 'certificates.release',
  event: 'certificates.released',
  path: ProjectPath,
  status: 200,
  reply: () =>
    z.strictObject({
      ...shown(),
      /** Certificates released by this call, and those that are still frozen. */
      released: z.int(),
      remaining: z.int(),
    }),
  load: ({ path }, { reads }) => loadPowerProject(reads, path.id),
  decide: ({ entities }, { path }, context) => decideReleaseCertificates(entities, path.id, context),
  view: ({ facts: { project, facility, quantity, remaining } }) => ({
    json: { id: project, facility, released: quantity, remaining },
  }),
});

/** The project; of a power project also reports, facility and the crediting period's certificates. */
export async function loadPowerProject(reads: LedgerReads, project: string) {
  const entities = await reads.entities([projectEntity(project)]);
  const { facility, design, periods = [] } = read(entities, projectEntity(project))?.state ?? {};
  if (!facility || !design) return { entities, past: new Map<string, string>() };
  const certificates = await certificatesOf(reads, facility, design.crediting);
  // A report's issuance changes only together with its project, which was read before.
  const reports = periods.map(({ report }) => reportEntity(report));
  addTo(entities, [...certificates.entities, ...(await reads.entities(reports))]);
  return { entities, fixed: new Set<string>(reports), past: certificates.past };
}

export const projectCertificateEndpoints: Endpoints = {
  'POST /v1/projects/{id}/freeze-certificates': freezeCertificates,
  'POST /v1/projects/{id}/release-certificates': releaseCertificates,
};
