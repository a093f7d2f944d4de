/** Reads of facilities: their list, one of them, its months, what was issued for it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Batch, Facility, Generation } from '../../events/client/operations.schemas.ts';
import {
  getV1Facilities,
  getV1FacilitiesId,
  getV1FacilitiesIdBatches,
  getV1FacilitiesIdGeneration,
} from '../../events/client/operations.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

export const useFacilities = () =>
  usePages(['facilities', 'list'], (at) => getV1Facilities({ limit: PAGE, ...at }));

/** All facilities of the organization that are metered here: a form chooses among them. */
export function useOwnFacilities(org: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['facilities', 'own', org],
    queryFn: ({ signal }) => pagesOf<Facility>(api, getV1Facilities, signal),
    select: (all) => all.filter(({ owner, meters }) => owner === org && meters !== undefined),
  });
}

export function useFacility(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['facilities', 'one', id],
    queryFn: ({ signal }) => api.read(getV1FacilitiesId(id), signal),
    enabled: id !== '',
  });
}

/** Every month of a facility, earliest first. */
export function useGeneration(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['facilities', 'generation', id],
    queryFn: ({ signal }) =>
      pagesOf<Generation>(api, (query) => getV1FacilitiesIdGeneration(id, query), signal),
    enabled: id !== '',
  });
}

export const useIssued = (id: string) =>
  usePages<Batch>(['facilities', 'batches', id], (at) =>
    getV1FacilitiesIdBatches(id, { limit: PAGE, ...at }),
  );

/** What a change of a facility makes stale. */
export function useFacilityChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [['facilities'], ['units'], ['waiting']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
}
