/** Organizations by id. Each is read once, however many names on a page are its. */
import { useQuery } from '@tanstack/react-query';
import { getV1OrganizationsId } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { isRegistered } from './is-registered.ts';

/** A name changes seldom, ms. */
const FRESH_MS = 10 * 60_000;

export function useOrganization(id = '') {
  const api = useApi();
  return useQuery({
    queryKey: ['organizations', id],
    queryFn: ({ signal }) => api.read(getV1OrganizationsId(id), signal),
    enabled: isRegistered(id),
    staleTime: FRESH_MS,
  });
}

/**
 * The organization that owns an account. A holder's account has its digits; those of a province or a buffer
 * don't, and have no name here.
 */
export function useOwner(account = '') {
  const { data } = useOrganization(account.replace(/^a-/, 'o-'));
  return data?.account === account ? data : undefined;
}
