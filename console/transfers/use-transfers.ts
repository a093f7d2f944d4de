/** Transfers to and from an account, and the three ways to end one. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  getV1AccountsIdTransfers,
  getV1TransfersId,
  postV1TransfersIdAccept,
  postV1TransfersIdReject,
  postV1TransfersIdWithdraw,
} from '../../events/client/operations.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

export type Side = 'incoming' | 'outgoing';
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

export const TRANSFER_STATUSES = ['offered', 'accepted', 'rejected', 'withdrawn'] as const;

/** Transfers to or from the account that have the status. */
export function useTransfers(account: string, side: Side, status: TransferStatus) {
  return usePages(['transfers', account, side, status], (at) =>
    getV1AccountsIdTransfers(account, { limit: PAGE, side, status, ...at }),
  );
}

export function useTransfer(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['transfers', 'one', id],
    queryFn: ({ signal }) => api.read(getV1TransfersId(id), signal),
  });
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
