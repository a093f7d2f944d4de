/** The log's key: the one that the person brought, or else the one that the registry shows. */
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/use-api.ts';
import { useTrustedKey } from './trusted-key.ts';

export function useLogKey() {
  const api = useApi();
  const own = useTrustedKey();
  const { data, error, refetch } = useQuery({
    queryKey: ['log', 'vkey'],
    queryFn: async ({ signal }) => (await api.text('/log/vkey', signal)).trim(),
    enabled: own === undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { vkey: own ?? data, isIndependent: own !== undefined, error, refetch };
}
