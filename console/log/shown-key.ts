/** The key that the registry shows as its log's: read once, wherever it is asked for. */
import type { Api } from '../api/api.ts';

/** As a query, for components and for what runs beside them. */
export const shownKey = (api: Api) => ({
  queryKey: ['log', 'vkey'] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) => (await api.text('/log/vkey', signal)).trim(),
  staleTime: Number.POSITIVE_INFINITY,
});
