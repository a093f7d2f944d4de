/** Reads of projects, and of what belongs to one. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { GetV1ProjectsStatus } from '../../events/client/operations.schemas.ts';
import {
  getV1AgreementsId,
  getV1Projects,
  getV1ProjectsId,
  getV1ProjectsIdBatches,
  getV1ProjectsIdMonitoringReports,
} from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';

const PAGE = '50';

const nextOf = ({ next }: { next?: string }) => next;
const first = undefined as string | undefined;
const pageAt = (cursor: string | undefined) => ({
  limit: PAGE,
  ...(cursor !== undefined && { cursor }),
});

export function useProjects(status: GetV1ProjectsStatus | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['projects', 'list', status],
    queryFn: ({ pageParam, signal }) =>
      api.read(getV1Projects({ ...pageAt(pageParam), ...(status && { status }) }), signal),
    initialPageParam: first,
    getNextPageParam: nextOf,
  });
}

export function useProject(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['projects', 'one', id],
    queryFn: ({ signal }) => api.read(getV1ProjectsId(id), signal),
  });
}

export function useReports(project: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['projects', 'one', project, 'reports'],
    queryFn: ({ pageParam, signal }) =>
      api.read(getV1ProjectsIdMonitoringReports(project, pageAt(pageParam)), signal),
    initialPageParam: first,
    getNextPageParam: nextOf,
  });
}

export function useProjectBatches(project: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['projects', 'one', project, 'batches'],
    queryFn: ({ pageParam, signal }) => api.read(getV1ProjectsIdBatches(project, pageAt(pageParam)), signal),
    initialPageParam: first,
    getNextPageParam: nextOf,
  });
}

/** For its parties and for supervision; to others it isn't found. */
export function useAgreement(id: string | undefined, isSignedIn: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['agreements', id],
    queryFn: ({ signal }) => api.read(getV1AgreementsId(id ?? ''), signal),
    enabled: id !== undefined && isSignedIn,
  });
}
