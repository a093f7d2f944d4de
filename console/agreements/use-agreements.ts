/** Agreements that concern the organization; supervision sees all. */
import { useQuery } from '@tanstack/react-query';
import type { Agreement } from '../../events/client/operations.schemas.ts';
import { getV1Agreements, getV1AgreementsId } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

export function useAgreements() {
  return usePages(['agreements', 'pages'], (at) => getV1Agreements({ limit: PAGE, ...at }));
}

/** For its parties and for supervision; to others it isn't found. */
export function useAgreement(id: string | undefined, isSignedIn = true) {
  const api = useApi();
  return useQuery({
    queryKey: ['agreements', id],
    queryFn: ({ signal }) => api.read(getV1AgreementsId(id ?? ''), signal),
    enabled: id !== undefined && isSignedIn,
  });
}

/** Whether the organization has to say yes or no to the pending version. */
export function isAskedFor({ pending }: Agreement, org: string | undefined): boolean {
  if (!pending || pending.accepted.some((each) => each === org)) return false;
  return pending.parties.some(({ organization }) => organization === org);
}
