/** What an audit is asked for: the key that this browser trusts, and what it saw before. */
import { useQuery } from '@tanstack/react-query';
import { formatVkey } from '../../events/tlog/note-key.ts';
import { toBase64 } from '../../shared/base/encoding.ts';
import { useApi } from '../api/use-api.ts';
import { seenHead } from '../log/seen-head.ts';
import { useTrustedKey } from '../log/trusted-key.ts';
import { useTrustedWitnesses } from '../log/trusted-witnesses.ts';
import type { AuditOrder } from './messages.ts';

export function useAuditOrder() {
  const api = useApi();
  const own = useTrustedKey();
  const witnesses = useTrustedWitnesses().map(formatVkey);
  const shown = useQuery({
    queryKey: ['log', 'vkey'],
    queryFn: async ({ signal }) => (await api.text('/log/vkey', signal)).trim(),
    enabled: own === undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const vkey = own ?? shown.data;
  const order = (): AuditOrder | undefined => {
    if (vkey === undefined) return undefined;
    const seen = seenHead(vkey);
    return {
      url: window.location.origin,
      vkey,
      isIndependent: own !== undefined,
      witnesses,
      seen: seen && { size: seen.size, root: toBase64(seen.root) },
    };
  };
  return {
    order,
    isReady: vkey !== undefined,
    isIndependent: own !== undefined,
    error: shown.error,
    refetch: shown.refetch,
  };
}
