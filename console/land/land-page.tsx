/** The organization's land: what there is in sums, and each parcel in a list and on a map. */
import { ButtonLink } from '../parts/button-link.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { InventoryTable } from './inventory-table.tsx';
import { Parcels } from './parcels.tsx';
import { useInventory } from './use-land.ts';
import { landWords } from './words.ts';

export function LandPage() {
  const say = useWords(landWords);
  const { data, error, isPending, refetch } = useInventory();
  const isDeveloper = useIdentity()?.roles.includes('developer');
  const register = isDeveloper && (
    <ButtonLink to="/land/new" primary>
      {say('new.title')}
    </ButtonLink>
  );
  const among = [...new Set(data?.items.map(({ banner }) => banner))];
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} actions={register} />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data?.parcels === 0 && <EmptyState title={say('empty')} hint={say('emptyHint')} />}
      {data && data.parcels > 0 && (
        <>
          <InventoryTable inventory={data} />
          <Parcels among={among} first={among[0]} />
        </>
      )}
    </>
  );
}
