/** Pledges to and from an account, and their steps. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  getV1AccountsIdPledges,
  getV1PledgesId,
  postV1PledgesIdAccept,
  postV1PledgesIdEnforce,
  postV1PledgesIdReject,
  postV1PledgesIdRelease,
  postV1PledgesIdWithdraw,
} from '../../events/client/operations.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

export type Side = 'incoming' | 'outgoing';
type PledgeStatus = (typeof PLEDGE_STATUSES)[number];

export const PLEDGE_STATUSES = [
  'proposed',
  'active',
  'rejected',
  'withdrawn',
  'released',
  'enforced',
] as const;

/** Pledges to or from the account that have the status; proposed and active ones where none is given. */
export function usePledges(account: string, side: Side, status: PledgeStatus | undefined) {
  return usePages(['pledges', account, side, status], (at) =>
    getV1AccountsIdPledges(account, { limit: PAGE, side, ...(status && { status }), ...at }),
  );
}

export function usePledge(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['pledges', 'one', id],
    queryFn: ({ signal }) => api.read(getV1PledgesId(id), signal),
  });
}

export type Step = 'accept' | 'reject' | 'withdraw' | 'release' | 'enforce';

const STEPS = {
  accept: postV1PledgesIdAccept,
  reject: postV1PledgesIdReject,
  withdraw: postV1PledgesIdWithdraw,
  release: postV1PledgesIdRelease,
  enforce: postV1PledgesIdEnforce,
} as const;

export function useStep(id: string) {
  const queries = useQueryClient();
  return useChange(
    (step: Step) => STEPS[step](id),
    () =>
      Promise.all(
        [['pledges'], ['units'], ['waiting']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  );
}
