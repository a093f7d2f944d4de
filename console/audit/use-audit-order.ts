/** What an audit is asked for: the key that this browser trusts, and what it saw before. */
import { formatVkey } from '../../events/tlog/note-key.ts';
import { toBase64 } from '../../shared/base/encoding.ts';
import { seenHead } from '../log/seen-head.ts';
import { useTrustedWitnesses } from '../log/trusted-witnesses.ts';
import { useLogKey } from '../log/use-log-key.ts';
import type { AuditOrder } from './messages.ts';

export function useAuditOrder() {
  const { vkey, isIndependent, error, refetch } = useLogKey();
  const witnesses = useTrustedWitnesses().map(formatVkey);
  const order = (): AuditOrder | undefined => {
    if (vkey === undefined) return undefined;
    const seen = seenHead(vkey);
    return {
      url: window.location.origin,
      vkey,
      isIndependent,
      witnesses,
      seen: seen && { size: seen.size, root: toBase64(seen.root) },
    };
  };
  return { order, isReady: vkey !== undefined, isIndependent, error, refetch };
}
