/** Reads of the inventory, its parcels, and their boundaries. */
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import type {
  GetV1Parcels200,
  GetV1ParcelsBanner,
  GetV1ParcelsType,
} from '../../events/client/operations.schemas.ts';
import { getV1Inventory, getV1Parcels } from '../../events/client/operations.ts';
import { isObject } from '../../shared/base/json.ts';
import { boundaryOfText } from '../../shared/land/boundary.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import type { Api } from '../api/api.ts';
import { useApi } from '../api/use-api.ts';

/** Each parcel's boundary is a request of its own. */
const PAGE = '50';

/** A parcel's place, as the map and comparisons take it. */
export interface Land {
  id: string;
  boundary: Boundary;
}

export function useInventory() {
  const api = useApi();
  return useQuery({
    queryKey: ['land', 'inventory'],
    queryFn: ({ signal }) => api.read(getV1Inventory(), signal),
  });
}

export function useParcels(banner: GetV1ParcelsBanner | undefined, type: GetV1ParcelsType | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['land', 'parcels', banner, type],
    queryFn: async ({ pageParam, signal }): Promise<GetV1Parcels200> =>
      banner === undefined
        ? { items: [] }
        : api.read(
            getV1Parcels({
              limit: PAGE,
              banner,
              ...(type && { type }),
              ...(pageParam !== undefined && { cursor: pageParam }),
            }),
            signal,
          ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
}

export const boundaryPath = (id: string): string => `/v1/parcels/${encodeURIComponent(id)}/boundary`;

/** The boundaries of parcels, as far as they are read. A parcel's never changes. */
export function useLands(ids: readonly string[]): { lands: Land[]; waiting: number; error: Error | null } {
  const api = useApi();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['land', 'boundary', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => readLand(api, id, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => ({
      lands: results.flatMap(({ data }) => (data ? [data] : [])),
      waiting: results.filter(({ isPending }) => isPending).length,
      error: results.find(({ error }) => error)?.error ?? null,
    }),
  });
}

async function readLand(api: Api, id: string, signal: AbortSignal): Promise<Land> {
  const feature: unknown = JSON.parse(await api.text(boundaryPath(id), signal));
  const geometry = isObject(feature) ? feature.geometry : undefined;
  return { id, boundary: boundaryOfText(JSON.stringify(geometry)) };
}
