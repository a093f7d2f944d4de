/**
 * Endpoints of published files: the design or the report that a publication names, and nothing else of the
 * store, to everybody while it is public.
 */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { ProjectId, ReportId } from '../../shared/base/field.ts';
import { projectEntity, reportEntity } from '../../shared/ledger/entity.ts';
import { type Publication, publishedDesign, publishedReport } from '../../shared/sinks/publication.ts';
import { type Endpoints, endpoint, type Reply } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { Problem } from '../http/problem.ts';
import { notFound, requireEntity } from '../http/require-entity.ts';
import { todayOf } from '../ledger/ledger-world.ts';
import { theDocuments } from './store.ts';

const Published = named('Published', () =>
  z.strictObject({ document: DocumentReference, url: z.string(), expires: z.string() }),
);

const readDesign = endpoint({
  summary:
    '取得公示的设计文件 The published design document: a redirect to it, for everybody while it is public',
  path: z.strictObject({ id: ProjectId }),
  status: 303,
  reply: Published,
  run: async ({ path: { id } }, world) => {
    const { state } = await requireEntity(world.reads, projectEntity(id));
    const design = publishedDesign(state, todayOf(world));
    if (!design) throw notFound(id);
    return redirect(design);
  },
});

const readReportDocument = endpoint({
  summary:
    '取得公示的减排量核算报告文件 The published monitoring report: a redirect to it, while it is public',
  path: z.strictObject({ id: ReportId }),
  status: 303,
  reply: Published,
  run: async ({ path: { id } }, world) => {
    const { state } = await requireEntity(world.reads, reportEntity(id));
    return redirect(publishedReport(state, todayOf(world)));
  },
});

/** To an address that is good for some minutes and for this file only, so no cache keeps it. */
async function redirect({ file, open, days }: Publication): Promise<Reply> {
  if (!open)
    throw new Problem('document-not-public', [], {}, { from: days?.from ?? '—', to: days?.to ?? '—' });
  const { organization, ...document } = file;
  const { url, expires } = await theDocuments().downloadUrl(organization, document);
  return {
    headers: { 'cache-control': 'no-store', location: url },
    json: { document, url, expires },
  };
}

export const publishedEndpoints: Endpoints = {
  'GET /v1/projects/{id}/design': readDesign,
  'GET /v1/monitoring-reports/{id}/document': readReportDocument,
};
