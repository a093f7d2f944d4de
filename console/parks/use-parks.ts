/** Parks, their statements by year, and what their members stated. */
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CommitReceipt, EmissionStatement, Park } from '../../events/client/operations.schemas.ts';
import {
  getV1EmissionStatements,
  getV1EmissionStatementsId,
  getV1ParksId,
} from '../../events/client/operations.ts';
import type { Change } from '../../events/client/request.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi, useChange } from '../api/use-api.ts';

export function usePark(id: string, enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: ['parks', 'one', id],
    queryFn: ({ signal }) => api.read(getV1ParksId(id), signal),
    enabled,
  });
}

/** The park's statements of all years. */
export function useWholes({ statements }: Pick<Park, 'statements'>) {
  const api = useApi();
  return useQueries({
    queries: statements.map(({ statement }) => ({
      queryKey: ['statements', 'one', statement],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.read(getV1EmissionStatementsId(statement), signal),
    })),
    combine: (found) => ({
      wholes: found.flatMap(({ data }): EmissionStatement[] => (data ? [data] : [])),
      error: found.find(({ error }) => error)?.error ?? null,
      isPending: found.some(({ isPending }) => isPending),
    }),
  });
}

/** What each of those organizations stated. */
export function useStatementsOf(organizations: readonly string[]) {
  const api = useApi();
  return useQueries({
    queries: organizations.map((organization) => ({
      queryKey: ['statements', organization, 'all'],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        pagesOf<EmissionStatement>(
          api,
          (query) => getV1EmissionStatements({ ...query, organization }),
          signal,
        ),
    })),
    combine: (found) => ({
      stated: new Map(organizations.map((organization, at) => [organization, found[at]?.data])),
      error: found.find(({ error }) => error)?.error ?? null,
      isPending: found.some(({ isPending }) => isPending),
    }),
  });
}

/** A change of a park, after which what is shown of it is read anew. */
export function useParkChange<Asked>(
  request: (asked: Asked) => Change<{ commit: CommitReceipt }>,
  onDone: (commit: string) => void,
) {
  const queries = useQueryClient();
  return useChange(request, ({ commit }: { commit: CommitReceipt }) => {
    onDone(commit.id);
    return queries.invalidateQueries({ queryKey: ['parks'] });
  });
}
