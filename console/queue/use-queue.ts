/** What waits for verification bodies. The registry has no list of it, so it is found by status. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { MonitoringReport, Project } from '../../events/client/operations.schemas.ts';
import {
  getV1EmissionStatements,
  getV1Projects,
  getV1ProjectsIdMonitoringReports,
} from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';

const PAGE = '50';
/** Registered projects whose reports are read at once. */
const PROJECTS_AT_ONCE = '20';

const pageAt = (limit: string, cursor: string | undefined) => ({
  limit,
  ...(cursor !== undefined && { cursor }),
});

/** Published under the standard, and not validated yet: a status, and whether some of it are. */
export function useToValidate(status: 'published' | 'under-validation') {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['projects', 'to-validate', status],
    queryFn: ({ pageParam, signal }) =>
      api.read(getV1Projects({ ...pageAt(PAGE, pageParam), status }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items).filter(({ validation }) => !validation),
  });
}

export interface WaitingReport {
  project: Project;
  report: MonitoringReport;
}

/** Reports lie under their projects: each page of registered projects is looked through. */
export function useReportsToVerify() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['projects', 'reports-to-verify'],
    queryFn: async ({ pageParam, signal }) => {
      const { items, next } = await api.read(
        getV1Projects({ ...pageAt(PROJECTS_AT_ONCE, pageParam), status: 'registered' }),
        signal,
      );
      const found = await Promise.all(items.map((project) => submittedOf(project, signal)));
      return { waiting: found.flat(), looked: items.length, next };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });

  async function submittedOf(project: Project, signal: AbortSignal): Promise<WaitingReport[]> {
    const found: WaitingReport[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.read(getV1ProjectsIdMonitoringReports(project.id, pageAt(PAGE, cursor)), signal);
      for (const report of page.items) if (report.status === 'submitted') found.push({ project, report });
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  }
}

export function useStatementsToVerify() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['statements', 'to-verify'],
    queryFn: ({ pageParam, signal }) => api.read(getV1EmissionStatements(pageAt(PAGE, pageParam)), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items).filter(({ status }) => status === 'submitted'),
  });
}
