/** Organizations that asked to join a park, admitted here by its operating organization. */
import { Button } from 'antd';
import type { MembershipRequest, Park } from '../../events/client/operations.schemas.ts';
import { getV1ParksIdMembershipRequests, postV1ParksIdMembers } from '../../events/client/operations.ts';
import { usePages } from '../api/use-pages.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useWords } from '../words/area.ts';
import type { ParkDeed } from './deed.ts';
import { useParkChange } from './use-parks.ts';
import { parkWords } from './words.ts';

/** The row says which organization a refusal is about. */
const ROW_FIELDS = ['organization'] as const;

export function Requests({ park, onDone }: { park: Park; onDone: (deed: ParkDeed) => void }) {
  const say = useWords(parkWords);
  const requests = usePages(['parks', 'requests', park.id], (at) =>
    getV1ParksIdMembershipRequests(park.id, at),
  );
  const admit = useParkChange(
    (organization: string) => postV1ParksIdMembers(park.id, { organization }),
    (commit) => onDone({ commit, title: say('admit.done') }),
  );
  const asked = admit.isPending ? admit.variables : undefined;
  const columns = useColumns(park, asked, (organization) => admit.mutate(organization));
  const { items } = requests;
  return (
    <section>
      <h2>{say('admit.title')}</h2>
      <Failure error={requests.error} onRetry={() => void requests.refetch()} />
      {requests.data && items.length === 0 ? (
        <EmptyState title={say('admit.none')} hint={say('admit.noneHint')} />
      ) : (
        <>
          <p className="soft">{say('admit.hint')}</p>
          <ListTable
            name="membership-requests"
            columns={columns}
            items={items}
            keyOf={({ organization }) => organization}
            isLoading={requests.isPending}
            more={requests.more}
            columnsIn="requests"
          />
        </>
      )}
      <Failure error={admit.error} fields={ROW_FIELDS} />
    </section>
  );
}

function useColumns(
  { subParks }: Park,
  asked: string | undefined,
  admit: (organization: string) => void,
): Column<MembershipRequest>[] {
  const say = useWords(parkWords);
  const subParkOf = ({ subPark }: MembershipRequest) =>
    subParks.find(({ code }) => code === subPark)?.name ?? subPark;
  return [
    {
      key: 'organization',
      title: say('members.organization'),
      show: ({ organization }) => <OrganizationName id={organization} />,
      text: ({ organization }) => organization,
    },
    { key: 'subPark', title: say('members.subPark'), show: subParkOf, text: subParkOf },
    { key: 'from', title: say('members.from'), show: ({ from }) => from, text: ({ from }) => from },
    {
      key: 'admit',
      title: say('admit.deed'),
      show: ({ organization }) => (
        <Button
          size="small"
          loading={asked === organization}
          disabled={asked !== undefined}
          onClick={() => admit(organization)}
        >
          {say('admit.submit')}
        </Button>
      ),
    },
  ];
}
