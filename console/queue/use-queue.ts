/** What waits for verification bodies, by status. */
import { useInfiniteQuery } from '@tanstack/react-query';
import {
  getV1EmissionStatements,
  getV1MonitoringReports,
  getV1Projects,
} from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

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

/** Submitted reports of all projects. */
export function useReportsToVerify() {
  return usePages(['reports', 'to-verify'], (at) =>
    getV1MonitoringReports({ status: 'submitted', limit: PAGE, ...at }),
  );
}

export function useStatementsToVerify() {
  return usePages(['statements', 'to-verify'], (at) =>
    getV1EmissionStatements({ status: 'submitted', limit: PAGE, ...at }),
  );
}
