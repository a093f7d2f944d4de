/** A claim by its id. */
import { useQuery } from '@tanstack/react-query';
import { getV1ClaimsId } from '../../../events/client/operations.ts';
import { useApi } from '../../api/use-api.ts';

export function useClaim(id: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['claims', id],
    queryFn: ({ signal }) => api.read(getV1ClaimsId(id ?? ''), signal),
    enabled: id !== undefined,
  });
}
