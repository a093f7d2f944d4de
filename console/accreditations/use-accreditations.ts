/** Accreditations, and the bodies that may have one. */
import { useQuery } from '@tanstack/react-query';
import type { Organization } from '../../events/client/operations.schemas.ts';
import {
  getV1Accreditations,
  getV1AccreditationsVerifier,
  getV1Organizations,
} from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';
/** Pages of organizations among which verification bodies are looked for. */
const PAGES_MAX = 20;

export function useAccreditations() {
  return usePages(['accreditations', 'list'], (at) => getV1Accreditations({ limit: PAGE, ...at }));
}

export function useAccreditation(verifier: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['accreditations', 'one', verifier],
    queryFn: ({ signal }) => api.read(getV1AccreditationsVerifier(verifier), signal),
  });
}

/** The organizations that are registered as verification bodies. */
export function useVerifiers() {
  const api = useApi();
  return useQuery({
    queryKey: ['organizations', 'verifiers'],
    queryFn: async ({ signal }) => {
      const found: Organization[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < PAGES_MAX; page++) {
        const { items, next } = await api.read(
          getV1Organizations({ limit: PAGE, ...(cursor !== undefined && { cursor }) }),
          signal,
        );
        found.push(...items.filter(({ roles }) => roles.includes('verifier')));
        if (next === undefined) break;
        cursor = next;
      }
      return found;
    },
  });
}
