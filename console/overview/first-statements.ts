import { queryOptions } from '@tanstack/react-query';
import { getV1EmissionStatements } from '../../events/client/operations.ts';
import type { Api } from '../api/api.ts';

/** The first page of an organization's statements, read once for all that the overview tells of them. */
export const firstStatements = (api: Api, organization: string) =>
  queryOptions({
    queryKey: ['statements', organization, 'first page'],
    queryFn: ({ signal }) => api.read(getV1EmissionStatements({ organization }), signal),
  });
