import { useQuery } from '@tanstack/react-query';
import type { Commit } from '../../events/client/operations.schemas.ts';
import { NoAnswer, Refusal } from '../api/refusal.ts';
import { useApi } from '../api/use-api.ts';
import { proveCommit } from './prove-commit.ts';
import { useTrustedKey } from './trusted-key.ts';

/**
 * The proof of an event that the log has, verified in this browser; anew where another key is trusted.
 * `isRefused` where the proof doesn't hold, which is another thing than one that couldn't be fetched.
 */
export function useProof(commit: Pick<Commit, 'id' | 'event'>) {
  const api = useApi();
  const key = useTrustedKey();
  const query = useQuery({
    queryKey: ['proofs', commit.id, key, commit.event],
    queryFn: () => proveCommit(api, commit),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { error } = query;
  return { ...query, isRefused: error !== null && !(error instanceof Refusal || error instanceof NoAnswer) };
}
