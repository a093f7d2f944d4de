/** The organization's statements, which units are retired for. */
import { useQuery } from '@tanstack/react-query';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';
import { getV1EmissionStatements } from '../../events/client/operations.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';

/** Those of the organization that units can be retired for, the newest first. */
export function useOpenStatements(organization: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['statements', organization, 'open'],
    queryFn: ({ signal }) =>
      pagesOf<EmissionStatement>(api, (query) => getV1EmissionStatements({ ...query, organization }), signal),
    select: (all) => all.filter(({ status }) => status !== 'returned').reverse(),
  });
}
