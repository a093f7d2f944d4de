/** Pledges to and from an account, and their steps. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Pledge } from '../../events/client/operations.schemas.ts';
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
import { useBlocksOf } from '../holdings/use-units.ts';

const PAGE = '50';

/** Those that the account's owner is asked for, or holds. */
export function useReceived(account: string) {
  return usePages(['pledges', account, 'received'], (at) =>
    getV1AccountsIdPledges(account, { limit: PAGE, ...at }),
  );
}

export function usePledge(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['pledges', 'one', id],
    queryFn: ({ signal }) => api.read(getV1PledgesId(id), signal),
  });
}

/** Live pledges of the account's own units: the blocks that they lock name them. */
export function useGiven(account: string) {
  const api = useApi();
  const offered = useBlocksOf(account, 'offered');
  const pledged = useBlocksOf(account, 'pledged');
  const blocks = [...(offered.data ?? []), ...(pledged.data ?? [])];
  const ids = [...new Set(blocks.flatMap(({ pledge }) => pledge ?? []))];
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['pledges', 'one', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.read(getV1PledgesId(id), signal),
    })),
  });
  return {
    pledges: found.flatMap(({ data }): Pledge[] => (data ? [data] : [])),
    error: offered.error ?? found.find(({ error }) => error)?.error ?? null,
    isPending: offered.isPending || found.some(({ isPending }) => isPending),
    refetch: () => offered.refetch(),
  };
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
