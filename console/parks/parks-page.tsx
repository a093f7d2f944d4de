/** All parks. */
import { Link } from 'react-router';
import type { Park } from '../../events/client/operations.schemas.ts';
import { getV1Parks } from '../../events/client/operations.ts';
import { chinaDate } from '../../shared/base/day.ts';
import { usePages } from '../api/use-pages.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { STATING } from '../statements/stating.ts';
import { useWords } from '../words/area.ts';
import { presentIn } from './park-years.ts';
import { provinceName } from './province.ts';
import { parkWords } from './words.ts';

export function ParksPage() {
  const say = useWords(parkWords);
  const { roles = [] } = useIdentity() ?? {};
  const mayRegister = roles.some((role) => STATING.includes(role));
  const parks = usePages(['parks', 'list'], (at) => getV1Parks(at));
  const columns = useColumns();
  const { items } = parks;
  const start = (
    <ButtonLink to="/parks/new" primary>
      {say('start')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} actions={mayRegister && start} />
      <Failure error={parks.error} onRetry={() => void parks.refetch()} />
      {parks.data && items.length === 0 ? (
        <EmptyState title={say('none')} hint={say('noneHint')} action={mayRegister && start} />
      ) : (
        <ListTable
          name="parks"
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={parks.isPending}
          more={parks.more}
        />
      )}
    </>
  );
}

function useColumns(): Column<Park>[] {
  const say = useWords(parkWords);
  const today = chinaDate(new Date().toISOString());
  const yearsText = ({ statements }: Park) => statements.map(({ year }) => year).join('、');
  return [
    {
      key: 'name',
      title: say('name'),
      show: ({ id, name }) => <Link to={`/parks/${id}`}>{name}</Link>,
      text: ({ name }) => name,
    },
    {
      key: 'operator',
      title: say('operator'),
      show: ({ organization }) => <OrganizationName id={organization} />,
      text: ({ organization }) => organization,
    },
    {
      key: 'province',
      title: say('province'),
      show: ({ province }) => provinceName(province),
      text: ({ province }) => provinceName(province),
    },
    {
      key: 'count',
      title: say('count'),
      align: 'right',
      show: (park) => presentIn(park, today),
      text: (park) => presentIn(park, today),
    },
    { key: 'years', title: say('years'), show: yearsText, text: yearsText },
    {
      key: 'id',
      title: say('id'),
      show: ({ id }) => <code>{id}</code>,
      text: ({ id }) => id,
      isShownFirst: false,
    },
  ];
}
