/** The log's key: the one that the person brought, or else the one that the registry shows. */
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/use-api.ts';
import { shownKey } from './shown-key.ts';
import { useTrustedKey } from './trusted-key.ts';

export function useLogKey() {
  const api = useApi();
  const own = useTrustedKey();
  const { data, error, refetch } = useQuery({ ...shownKey(api), enabled: own === undefined });
  return { vkey: own ?? data, isIndependent: own !== undefined, error, refetch };
}
