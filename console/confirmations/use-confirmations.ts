/** What waits for its confirmer, and what became of it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Confirmation } from '../../events/client/operations.schemas.ts';
import {
  getV1Confirmations,
  getV1ConfirmationsId,
  postV1ConfirmationsIdDecline,
} from '../../events/client/operations.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

/** Another person may act at any time, ms. */
const FOLLOW_MS = 15_000;

export function useConfirmations() {
  return usePages(['confirmations', 'list'], (at) => getV1Confirmations(at), { followMs: () => FOLLOW_MS });
}

export function useConfirmation(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['confirmations', 'one', id],
    queryFn: ({ signal }) => api.read(getV1ConfirmationsId(id), signal),
    refetchInterval: FOLLOW_MS,
  });
}

/** Sends what was initiated once more, as its confirmer: under its own key, so it happens once. */
export function useConfirm({ path, body, idempotencyKey }: Confirmation) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.change({ method: 'POST', path, body }, idempotencyKey, { confirmation: 'confirm' }),
    // Whatever was confirmed, balances and lists are others now.
    onSuccess: () => queries.invalidateQueries(),
  });
}

export function useDecline(id: string) {
  const queries = useQueryClient();
  return useChange(
    (_: undefined) => postV1ConfirmationsIdDecline(id),
    () => queries.invalidateQueries({ queryKey: ['confirmations'] }),
  );
}
