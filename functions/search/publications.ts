/** What is in its days of publication (公示) today: designs and monitoring reports. */
import * as z from 'zod';
import { projectEntity, read, reportEntity } from '../../shared/ledger/entity.ts';
import { publishedDesign, publishedReport } from '../../shared/sinks/publication.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { pager } from '../http/pager.ts';
import { todayOf } from '../ledger/ledger-world.ts';
import type { LedgerReads, Page } from '../ledger/reads.ts';
import { type PublicationRecord, publicationsFrom } from '../ledger/search-reads.ts';

const PublicationView = named('Publication', () =>
  z.strictObject({
    kind: z.enum(['design', 'report']),
    /** Of the project, or of the monitoring report. */
    id: z.string(),
    project: z.string(),
    title: z.string(),
    /** Both days included. */
    from: z.string(),
    to: z.string(),
    /** The published file, and the page with the comments. */
    document: z.string(),
    page: z.string(),
  }),
);

export interface Published extends PublicationRecord {
  kind: 'design' | 'report';
  document: string;
  page: string;
}

/**
 * A page of what is published on that day (ISO, China), what ends first before the rest. The index has what
 * was published; what was withdrawn or concluded since is left out, so a page may be short.
 */
export async function publishedOn(
  reads: LedgerReads,
  day: string,
  limit: number,
  cursor?: string,
): Promise<Page<Published>> {
  const { items, ...more } = await publicationsFrom(reads, day, limit, cursor);
  const entities = await reads.entities(
    items.map(({ subject, project }) =>
      subject === project ? projectEntity(project) : reportEntity(subject),
    ),
  );
  const open = items.filter(({ subject, project, from, to }) => {
    const design = subject === project ? read(entities, projectEntity(project))?.state : undefined;
    const report = subject === project ? undefined : read(entities, reportEntity(subject))?.state;
    const publication = design ? publishedDesign(design, day) : report && publishedReport(report, day);
    const days = publication?.days;
    return publication?.open === true && from <= day && days?.from === from && days.to === to;
  });
  return { items: open.map(publishedAt), ...more };
}

function publishedAt(record: PublicationRecord): Published {
  const { subject, project } = record;
  return subject === project
    ? {
        ...record,
        kind: 'design',
        document: `/v1/projects/${project}/design`,
        page: `/p/projects/${project}`,
      }
    : {
        ...record,
        kind: 'report',
        document: `/v1/monitoring-reports/${subject}/document`,
        page: `/p/monitoring-reports/${subject}`,
      };
}

const listPublications = pager({
  summary: '公示中的设计文件与核算报告 Designs and monitoring reports in their days of publication',
  item: PublicationView,
  page: ({ query: { limit, cursor } }, world) => publishedOn(world.reads, todayOf(world), limit, cursor),
  view: ({ kind, subject, project, title, from, to, document, page }: Published) => ({
    kind,
    id: subject,
    project,
    title,
    from,
    to,
    document,
    page,
  }),
});

export const publicationEndpoints: Endpoints = { 'GET /v1/publications': listPublications };
