/** Reads of projects, and of what belongs to one. */
import { useQuery } from '@tanstack/react-query';
import type { GetV1ProjectsParams } from '../../events/client/operations.schemas.ts';
import {
  getV1Projects,
  getV1ProjectsId,
  getV1ProjectsIdBatches,
  getV1ProjectsIdMonitoringReports,
} from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

export function useProjects(wanted: Pick<GetV1ProjectsParams, 'status' | 'category'>) {
  return usePages(['projects', 'list', wanted], (at) => getV1Projects({ limit: PAGE, ...at, ...wanted }));
}

export function useProject(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['projects', 'one', id],
    queryFn: ({ signal }) => api.read(getV1ProjectsId(id), signal),
  });
}

export function useReports(project: string) {
  return usePages(['projects', 'one', project, 'reports'], (at) =>
    getV1ProjectsIdMonitoringReports(project, { limit: PAGE, ...at }),
  );
}

export function useProjectBatches(project: string) {
  return usePages(['projects', 'one', project, 'batches'], (at) =>
    getV1ProjectsIdBatches(project, { limit: PAGE, ...at }),
  );
}
