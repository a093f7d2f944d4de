/** What waits for the operator. The registry has no list of it, so it is found by the projects' status. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  GetV1ProjectsStatus,
  MonitoringReport,
  Project,
  WaitingComment,
} from '../../events/client/operations.schemas.ts';
import {
  getV1MonitoringReportsIdWaitingComments,
  getV1Projects,
  getV1ProjectsIdMonitoringReports,
  getV1ProjectsIdWaitingComments,
  postV1MonitoringReportsIdPublicCommentsNumberAdmit,
  postV1MonitoringReportsIdPublicCommentsNumberRefuse,
  postV1ProjectsIdPublicCommentsNumberAdmit,
  postV1ProjectsIdPublicCommentsNumberRefuse,
} from '../../events/client/operations.ts';
import type { Api } from '../api/api.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';
/** Registered projects whose reports are read at once. */
const PROJECTS_AT_ONCE = '20';

/** Requests for registration, whether of CCER or of VCS. */
export function useRequests(status: GetV1ProjectsStatus) {
  return usePages(['projects', 'list', status], (at) => getV1Projects({ limit: PAGE, ...at, status }));
}

/** A project or a report on which the public commented. */
export interface Commented {
  kind: 'project' | 'report';
  id: string;
  name: string;
  waiting: number;
}

/** Projects whose publication brought comments that nobody has judged yet. */
export function useCommentedProjects(status: GetV1ProjectsStatus) {
  const pages = useRequests(status);
  const items = pages.items.flatMap(({ id, name, publicComments }): Commented[] => {
    const waiting = publicComments?.waiting ?? 0;
    return waiting > 0 ? [{ kind: 'project', id, name, waiting }] : [];
  });
  return { ...pages, items };
}

export interface OfReport {
  project: Project;
  report: MonitoringReport;
}

/** Reports of registered projects for which the operator has something to do. */
export function useReports() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['projects', 'reports-for-operator'],
    queryFn: async ({ pageParam, signal }) => {
      const at = { limit: PROJECTS_AT_ONCE, ...(pageParam !== undefined && { cursor: pageParam }) };
      const { items, next } = await api.read(getV1Projects({ ...at, status: 'registered' }), signal);
      const found = await Promise.all(items.map((project) => openOf(api, project, signal)));
      return { waiting: found.flat(), next };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

async function openOf(api: Api, project: Project, signal: AbortSignal): Promise<OfReport[]> {
  const reports = await pagesOf(api, (at) => getV1ProjectsIdMonitoringReports(project.id, at), signal);
  return reports
    .filter(
      ({ status, publicComments }) => status === 'issuance-requested' || (publicComments?.waiting ?? 0) > 0,
    )
    .map((report) => ({ project, report }));
}

/** The comments on one thing that wait, with their texts. */
export function useWaitingComments({ kind, id }: Commented) {
  const api = useApi();
  const list = kind === 'project' ? getV1ProjectsIdWaitingComments : getV1MonitoringReportsIdWaitingComments;
  return useQuery({
    queryKey: ['waiting-comments', kind, id],
    queryFn: ({ signal }) => pagesOf<WaitingComment>(api, (at) => list(id, at), signal),
  });
}

export interface Judgement {
  number: number;
  /** Why it isn't published; undefined where it is. */
  reason?: string;
}

export function useJudge({ kind, id }: Commented, onDone: (commit: { id: string }) => void) {
  const queries = useQueryClient();
  const ofProject = kind === 'project';
  const admit = ofProject
    ? postV1ProjectsIdPublicCommentsNumberAdmit
    : postV1MonitoringReportsIdPublicCommentsNumberAdmit;
  const refuse = ofProject
    ? postV1ProjectsIdPublicCommentsNumberRefuse
    : postV1MonitoringReportsIdPublicCommentsNumberRefuse;
  return useChange(
    ({ number, reason }: Judgement) =>
      reason === undefined ? admit(id, String(number)) : refuse(id, String(number), { reason }),
    async ({ commit }: { commit: { id: string } }) => {
      onDone(commit);
      await queries.invalidateQueries({ queryKey: ['waiting-comments', kind, id] });
      await queries.invalidateQueries({ queryKey: ['projects'] });
    },
  );
}
