/** Reads of power contracts, and what a change of one makes stale. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Consumption, MonthSettlement } from '../../events/client/operations.schemas.ts';
import {
  getV1PowerPurchaseAgreements,
  getV1PowerPurchaseAgreementsId,
  getV1PowerPurchaseAgreementsIdConsumption,
  getV1PowerPurchaseAgreementsIdSettlements,
  getV1PowerPurchaseAgreementsIdSettlementsMonth,
} from '../../events/client/operations.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

export const useContracts = () =>
  usePages(['contracts', 'list'], (at) => getV1PowerPurchaseAgreements({ limit: PAGE, ...at }));

export function useContract(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['contracts', 'one', id],
    queryFn: ({ signal }) => api.read(getV1PowerPurchaseAgreementsId(id), signal),
  });
}

/** Every settled month of a contract, earliest first. */
export function useSettlements(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['contracts', 'settlements', id],
    queryFn: ({ signal }) =>
      pagesOf<MonthSettlement>(api, (query) => getV1PowerPurchaseAgreementsIdSettlements(id, query), signal),
  });
}

export function useSettlement(id: string, month: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['contracts', 'settlements', id, month],
    queryFn: ({ signal }) => api.read(getV1PowerPurchaseAgreementsIdSettlementsMonth(id, month), signal),
  });
}

/** What the buyers consumed, every month, earliest first. */
export function useConsumption(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['contracts', 'consumption', id],
    queryFn: ({ signal }) =>
      pagesOf<Consumption>(api, (query) => getV1PowerPurchaseAgreementsIdConsumption(id, query), signal),
  });
}

/** A settlement moves certificates, and a facility's months say what was delivered. */
export function useContractChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [['contracts'], ['facilities'], ['units'], ['waiting']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}
