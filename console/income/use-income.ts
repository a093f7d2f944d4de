/** Reads of income: entitlements of a party, sales to divide, and how one was divided. */
import { useQuery } from '@tanstack/react-query';
import {
  getV1AccountsIdTransfers,
  getV1Entitlements,
  getV1TransfersIdSettlement,
} from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '100';

export interface Asked {
  party: string;
  from: string;
  to: string;
}

export function useEntitlements(asked: Asked) {
  return usePages(['income', 'entitlements', asked], (at) =>
    getV1Entitlements({ ...asked, limit: PAGE, ...at }),
  );
}

/** The registry's own file of them. */
export const entitlementsCsv = (asked: Asked): string =>
  `/v1/entitlements.csv?${new URLSearchParams({ ...asked })}`;

/** Sales of the account that buyers accepted; first sales among them are to be divided. */
export function useSales(account: string) {
  return usePages(['transfers', account, 'sales'], (at) =>
    getV1AccountsIdTransfers(account, { side: 'outgoing', status: 'accepted', limit: PAGE, ...at }),
  );
}

export function useDivision(transfer: string, isDivided: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['income', 'division', transfer],
    queryFn: ({ signal }) => api.read(getV1TransfersIdSettlement(transfer), signal),
    enabled: isDivided,
  });
}
