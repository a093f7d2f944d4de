/** Transfers to and from an account, and the three ways to end one. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Transfer } from '../../events/client/operations.schemas.ts';
import {
  getV1AccountsIdTransfers,
  getV1TransfersId,
  postV1TransfersIdAccept,
  postV1TransfersIdReject,
  postV1TransfersIdWithdraw,
} from '../../events/client/operations.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';
import { useBlocksOf } from '../holdings/use-units.ts';

const PAGE = '50';

/** Those that wait for the account's owner. */
export function useIncoming(account: string) {
  return usePages(['transfers', account, 'incoming'], (at) =>
    getV1AccountsIdTransfers(account, { limit: PAGE, ...at }),
  );
}

export function useTransfer(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['transfers', 'one', id],
    queryFn: ({ signal }) => api.read(getV1TransfersId(id), signal),
  });
}

/** Open offers of the account's owner: its blocks that are offered name them. */
export function useOutgoing(account: string) {
  const api = useApi();
  const offered = useBlocksOf(account, 'offered');
  const ids = [...new Set((offered.data ?? []).flatMap(({ transfer }) => transfer ?? []))];
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['transfers', 'one', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.read(getV1TransfersId(id), signal),
    })),
  });
  return {
    transfers: found.flatMap(({ data }): Transfer[] => (data ? [data] : [])),
    error: offered.error ?? found.find(({ error }) => error)?.error ?? null,
    isPending: offered.isPending || found.some(({ isPending }) => isPending),
    refetch: () => offered.refetch(),
  };
}

export type End = 'accept' | 'reject' | 'withdraw';

const ENDS = {
  accept: postV1TransfersIdAccept,
  reject: postV1TransfersIdReject,
  withdraw: postV1TransfersIdWithdraw,
} as const;

export function useEnd(id: string) {
  const queries = useQueryClient();
  return useChange(
    (end: End) => ENDS[end](id),
    () =>
      Promise.all(
        [['transfers'], ['units'], ['waiting']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  );
}
