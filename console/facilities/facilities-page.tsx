/** Facilities of the registry; who owns or meters some may look at those alone. */
import { Link } from 'react-router';
import type { Facility } from '../../events/client/operations.schemas.ts';
import { TECHNOLOGIES } from '../../shared/power/technology.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { usePowerNames } from './names.ts';
import { useFacilities } from './use-facilities.ts';
import { facilityWords } from './words.ts';

export function FacilitiesPage() {
  const say = useWords(facilityWords);
  const isGenerator = useIdentity()?.roles.includes('generator') ?? false;
  return (
    <>
      <PageHead
        title={say('title')}
        lead={
          <>
            {say('lead')} <Link to="/facilities/provinces">{say('provinces')}</Link>
          </>
        }
        actions={
          isGenerator && (
            <ButtonLink to="/facilities/new" primary>
              {say('register')}
            </ButtonLink>
          )
        }
      />
      <List />
    </>
  );
}

function List() {
  const say = useWords(facilityWords);
  const names = usePowerNames();
  const columns = useColumns();
  const facilities = useFacilities();
  const { items: all, more } = facilities;
  const [technology] = useChoice('technology');
  const [whose] = useChoice('whose');
  const org = useIdentity()?.org;
  const items = all.filter(
    (each) =>
      (technology ?? each.technology) === each.technology &&
      (whose !== 'mine' || each.owner === org || each.grid === org),
  );
  if (facilities.data && all.length === 0) return <EmptyState title={say('empty')} hint={say('emptyHint')} />;
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          name="whose"
          label={say('mine')}
          all={say('all')}
          options={[{ value: 'mine', label: say('mineOnly') }]}
        />
        <ChoiceFilter
          name="technology"
          label={say('technology')}
          all={say('all')}
          options={TECHNOLOGIES.map((value) => ({ value, label: names.technology(value) }))}
        />
      </div>
      <Failure error={facilities.error} onRetry={() => void facilities.refetch()} />
      <ListTable
        name="facilities"
        columns={columns}
        items={items}
        keyOf={({ id }) => id}
        isLoading={facilities.isPending}
        more={more}
      />
    </>
  );
}

const issuedOf = ({ energy }: Facility) => energy.reduce((sum, { issued }) => sum + issued, 0);

function useColumns(): Column<Facility>[] {
  const say = useWords(facilityWords);
  const { number } = useFormats();
  const { technology, place } = usePowerNames();
  return [
    {
      key: 'name',
      title: say('name'),
      show: ({ id, name }) => <Link to={`/facilities/${id}`}>{name}</Link>,
      text: ({ name }) => name,
    },
    {
      key: 'technology',
      title: say('technology'),
      show: (each) => technology(each.technology),
      text: (each) => technology(each.technology),
    },
    {
      key: 'capacity',
      title: `${say('capacity')}（kW）`,
      align: 'right',
      show: ({ capacityKilowatts }) => capacityKilowatts && number(capacityKilowatts),
      text: ({ capacityKilowatts }) => capacityKilowatts,
    },
    {
      key: 'place',
      title: say('place'),
      show: ({ province, banner }) => place(province, banner),
      text: ({ province, banner }) => place(province, banner),
    },
    {
      key: 'owner',
      title: say('owner'),
      show: ({ owner }) => <OrganizationName id={owner} />,
      text: ({ owner }) => owner,
    },
    {
      key: 'issued',
      title: say('accounts.issued'),
      align: 'right',
      show: (each) => number(issuedOf(each)),
      text: issuedOf,
    },
    {
      key: 'connectedOn',
      title: say('connectedOn'),
      show: ({ connectedOn }) => connectedOn,
      text: ({ connectedOn }) => connectedOn,
      isShownFirst: false,
    },
    {
      key: 'grid',
      title: say('grid'),
      show: ({ grid }) => grid && <OrganizationName id={grid} />,
      text: ({ grid }) => grid,
      isShownFirst: false,
    },
    {
      key: 'code',
      title: say('code'),
      show: ({ code }) => code && <code>{code}</code>,
      text: ({ code }) => code,
      isShownFirst: false,
    },
    {
      key: 'id',
      title: say('id'),
      show: ({ id }) => <code>{id}</code>,
      text: ({ id }) => id,
      isShownFirst: false,
    },
  ];
}
