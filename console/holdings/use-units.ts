/** Reads of what an account holds, and of what it came from. */
import { useQueries, useQuery } from '@tanstack/react-query';
import type { Batch, GetV1AccountsIdBlocksParams } from '../../events/client/operations.schemas.ts';
import {
  getV1AccountsIdBlocks,
  getV1AccountsIdHoldings,
  getV1BatchesId,
  getV1FacilitiesId,
  getV1ProjectsId,
} from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';
import { lotsOf } from './lots.ts';

const PAGE = '100';
/** What a batch is doesn't change, and a project's name seldom, ms. */
const FRESH_MS = 10 * 60_000;

export function useHoldings(account: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['units', account, 'holdings'],
    queryFn: ({ signal }) => api.read(getV1AccountsIdHoldings(account), signal),
  });
}

/** Which blocks of an account are asked for. */
export type BlocksWanted = Pick<GetV1AccountsIdBlocksParams, 'status' | 'batch' | 'instrument' | 'vintage'>;

export function useBlocks(account: string, wanted: BlocksWanted) {
  return usePages(['units', account, 'blocks', wanted], (at) =>
    getV1AccountsIdBlocks(account, { limit: PAGE, ...wanted, ...at }),
  );
}

/** What the account has of each batch in each status. */
export function useSums(account: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['units', account, 'sums'],
    queryFn: ({ signal }) => api.read(getV1AccountsIdHoldings(account, { by: 'batch' }), signal),
  });
}

export function useBatch(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['batches', id],
    queryFn: ({ signal }) => api.read(getV1BatchesId(id), signal),
    staleTime: FRESH_MS,
  });
}

/** What the account holds and may use, by batch. */
export function useLots(account: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['units', account, 'lots'],
    queryFn: ({ signal }) =>
      api.read(getV1AccountsIdHoldings(account, { by: 'batch', status: 'held' }), signal),
    select: ({ items }) => lotsOf(items),
  });
}

/** Batches by id, as far as they are read. */
export function useBatches(ids: readonly string[]): ReadonlyMap<string, Batch> {
  const api = useApi();
  return useQueries({
    queries: [...new Set(ids)].map((id) => ({
      queryKey: ['batches', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.read(getV1BatchesId(id), signal),
      staleTime: FRESH_MS,
    })),
    combine: (results) => new Map(results.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  });
}

/** The name of the project or facility that units came from. */
export function useOriginName({ project, facility }: Pick<Batch, 'project' | 'facility'>) {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['origins', project ?? facility],
    queryFn: async ({ signal }) => {
      const { name } = await (project === undefined
        ? api.read<{ name: string }>(getV1FacilitiesId(facility ?? ''), signal)
        : api.read<{ name: string }>(getV1ProjectsId(project), signal));
      return name;
    },
    enabled: (project ?? facility) !== undefined,
    staleTime: FRESH_MS,
  });
  return data;
}
