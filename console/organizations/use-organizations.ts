/** The register of organizations, as the address asks for it, and what the operator does in it. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Organization, RegisterOrganizationBody, Role } from '../../events/client/operations.schemas.ts';
import {
  getV1Organizations,
  getV1OrganizationsId,
  getV1Search,
  postV1Organizations,
  postV1OrganizationsIdIdentify,
  postV1OrganizationsIdUnite,
} from '../../events/client/operations.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

export function useOrganizations(role: Role | undefined) {
  return usePages(['organizations', 'list', role], (at) =>
    getV1Organizations({ limit: PAGE, ...at, ...(role && { role }) }),
  );
}

/** Those whose name, code or id begins so: the registry's search finds the ids. */
export function useFound(begin: string | undefined, role: Role | undefined) {
  const api = useApi();
  const search = useQuery({
    queryKey: ['organizations', 'search', begin],
    queryFn: async ({ signal }) => {
      const { items } = await api.read(getV1Search({ q: begin ?? '' }), signal);
      return items.filter(({ kind }) => kind === 'organization').map(({ id }) => id);
    },
    enabled: begin !== undefined,
  });
  const each = useQueries({
    queries: (search.data ?? []).map((id) => ({
      queryKey: ['organizations', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.read(getV1OrganizationsId(id), signal),
    })),
  });
  const found = each.flatMap(({ data }): Organization[] => (data ? [data] : []));
  return {
    items: found.filter(({ roles }) => role === undefined || roles.includes(role)),
    error: search.error ?? each.find(({ error }) => error)?.error ?? null,
    isPending: search.isPending || each.some(({ isPending }) => isPending),
    refetch: () => search.refetch(),
  };
}

export function useRegister(onDone: (organization: Organization) => void) {
  const queries = useQueryClient();
  return useChange(
    (body: RegisterOrganizationBody) => postV1Organizations(body),
    async (organization: Organization) => {
      await queries.invalidateQueries({ queryKey: ['organizations', 'list'] });
      onDone(organization);
    },
  );
}

type Done = (commit: { id: string }) => void;

/** Gives an imported organization its code, if it still is as it was read. */
export function useIdentify({ id, version }: Organization, onDone: Done) {
  const queries = useQueryClient();
  return useChange(
    (body: { uscc: string }) => ({
      ...postV1OrganizationsIdIdentify(id, body),
      ifMatch: `"v${version}"`,
    }),
    async ({ commit }) => {
      await queries.invalidateQueries({ queryKey: ['organizations'] });
      onDone(commit);
    },
  );
}

export interface UniteForm {
  organization: string;
  uscc?: string;
  reason: string;
}

export function useUnite(id: string, onDone: Done) {
  const queries = useQueryClient();
  return useChange(
    ({ organization, uscc, reason }: UniteForm) =>
      postV1OrganizationsIdUnite(id, { organization, reason, ...(uscc && { uscc }) }),
    async ({ commit }) => {
      await queries.invalidateQueries({ queryKey: ['organizations'] });
      onDone(commit);
    },
  );
}
