/** Pages of whoever holds units: they get the account of the person's organization. */
import type { ReactNode } from 'react';
import type { Organization } from '../../events/client/operations.schemas.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { useOrganization } from '../parts/use-organization.ts';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { holdingWords } from './words.ts';

export function NeedsAccount({
  children,
}: {
  children: (account: string, organization: Organization) => ReactNode;
}) {
  const say = useWords(holdingWords);
  const { data, error, isLoading, refetch } = useOrganization(useIdentity()?.org);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (isLoading) return <p aria-live="polite">…</p>;
  if (data?.account === undefined) return <EmptyState title={say('noAccount')} hint={say('noAccountHint')} />;
  return children(data.account, data);
}
