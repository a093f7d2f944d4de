/**
 * Monitoring reports of all projects by status. They lie under their projects, and a project names those that
 * count; so the projects are gone through, and nothing is stored for it.
 */
import { read, reportEntity } from '../../shared/ledger/entity.ts';
import type { ProjectState, ReportState, ReportStatus } from '../../shared/sinks/states.ts';
import { PROJECTS_LIST } from './keys.ts';
import { decodeCursor, encodeCursor, type LedgerReads, type Listed, type Page } from './reads.ts';
import { cursorBehind } from './thinned.ts';

/** Statuses of reports that count; a refused one frees its period, and the project forgets it. */
export const COUNTED_STATUSES = [
  'submitted',
  'verified',
  'issuance-requested',
  'issued',
] as const satisfies readonly ReportStatus[];
export type CountedStatus = (typeof COUNTED_STATUSES)[number];

/** Projects read at once; and how many reports one page looks at, after which it may be short or empty. */
const PROJECTS_AT_ONCE = 100;
const LOOKED_MAX = 2_000;
const PROJECTS_MAX = 2_000;

type Report = Pick<Listed<ReportState>, 'entity' | 'version' | 'state'>;

/** A page of the reports with that status, project after project. */
export async function reportsWith(
  reads: LedgerReads,
  status: CountedStatus,
  limit: number,
  cursor?: string,
): Promise<Page<Report>> {
  const scope = `reports:${status}`;
  // Behind which project, and behind which report of the next one.
  let { at, after = '' } = (cursor === undefined ? {} : decodeCursor(cursor, scope)) as Partial<Place>;
  const items: Report[] = [];
  const next = () => encodeCursor({ ...(at !== undefined && { at }), ...(after && { after }) }, scope);
  for (let looked = 0, projects = 0; looked < LOOKED_MAX && projects < PROJECTS_MAX; ) {
    const page = await reads.list<ProjectState>(PROJECTS_LIST, PROJECTS_AT_ONCE, at);
    const found = await reads.entities(page.items.flatMap(reportsOf));
    projects += page.items.length;
    looked += found.size;
    for (const project of page.items) {
      for (const entity of reportsOf(project)) {
        const report = read(found, entity);
        if (entity <= after || report?.state.status !== status) continue;
        items.push({ ...report, entity });
        after = entity;
        if (items.length === limit) return { items, next: next() };
      }
      at = cursorBehind(project, 'byList', PROJECTS_LIST);
      after = '';
    }
    if (page.next === undefined) return { items };
  }
  return { items, next: next() };
}

interface Place {
  at: string;
  after: string;
}

/** In an order that lasts while others are refused. */
const reportsOf = ({ state: { periods = [] } }: Listed<ProjectState>) =>
  periods.map(({ report }) => reportEntity(report)).sort();
