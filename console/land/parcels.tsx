/** The parcels of a banner: the list, the map beside it, and what is known of the chosen one. */

import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Parcel } from '../../events/client/operations.schemas.ts';
import { type BannerCode, banners } from '../../shared/land/banner.ts';
import { LAND_TYPES } from '../../shared/land/facts.ts';
import { useApi } from '../api/use-api.ts';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useHectares } from './hectares.ts';
import { LandMap } from './land-map.tsx';
import { boundaryPath, useLands, useParcels } from './use-land.ts';
import { WithdrawParcel } from './withdraw-parcel.tsx';
import { landWords } from './words.ts';

/** @param first the banner that is shown where the address names none; among those that have parcels */
export function Parcels({ among, first }: { among: readonly BannerCode[]; first: BannerCode | undefined }) {
  const say = useWords(landWords);
  const [named] = useChoice('banner');
  const [type] = useChoice('type');
  const [chosen, choose] = useChoice('parcel');
  const banner = among.find((each) => each === named) ?? first;
  const parcels = useParcels(
    banner,
    LAND_TYPES.find((each) => each === type),
  );
  const items = parcels.data?.pages.flatMap((page) => page.items) ?? [];
  const { lands, waiting, error } = useLands(items.map(({ id }) => id));
  const columns = useColumns(chosen, choose);
  const one = items.find(({ id }) => id === chosen);
  return (
    <section>
      <h2>{say('parcels')}</h2>
      <Filters among={among} first={first} />
      <Failure error={parcels.error ?? error} onRetry={() => void parcels.refetch()} />
      <div className="beside">
        <div>
          {parcels.data && items.length === 0 ? (
            <EmptyState title={say('noParcels')} hint={say('noParcelsHint')} />
          ) : (
            <ListTable
              name="parcels"
              columns={columns}
              items={items}
              keyOf={({ id }) => id}
              isLoading={parcels.isPending}
              more={
                parcels.hasNextPage
                  ? { load: () => void parcels.fetchNextPage(), isLoading: parcels.isFetchingNextPage }
                  : undefined
              }
            />
          )}
          {one && <ChosenParcel parcel={one} />}
        </div>
        <div>
          <LandMap lands={lands} banner={banner} chosen={chosen} onChoose={choose} />
          <p role="status">{waiting > 0 && say('map.loading', { count: waiting })}</p>
        </div>
      </div>
    </section>
  );
}

function Filters({ among, first }: { among: readonly BannerCode[]; first: BannerCode | undefined }) {
  const say = useWords(landWords);
  const term = useTerms();
  const [named] = useChoice('banner');
  const others = among.filter((each) => each !== first || each === named);
  return (
    <div className="filters">
      <ChoiceFilter
        name="banner"
        label={say('banner')}
        all={first ? banners[first] : ''}
        options={others.map((value) => ({ value, label: banners[value] }))}
      />
      <ChoiceFilter
        name="type"
        label={say('type')}
        all={say('all')}
        options={LAND_TYPES.map((value) => ({ value, label: term('category', value) }))}
      />
    </div>
  );
}

function useColumns(chosen: string | undefined, choose: (id: string) => void): Column<Parcel>[] {
  const say = useWords(landWords);
  const term = useTerms();
  const hectares = useHectares();
  return [
    {
      key: 'name',
      title: say('name'),
      show: ({ id, name }) => (
        <Button type="link" className="in-row" aria-pressed={id === chosen} onClick={() => choose(id)}>
          {name}
        </Button>
      ),
      text: ({ name }) => name,
    },
    {
      key: 'type',
      title: say('type'),
      show: ({ type }) => term('category', type),
      text: ({ type }) => term('category', type),
    },
    {
      key: 'area',
      title: say('area'),
      align: 'right',
      show: ({ areaSquareMetres }) => hectares(areaSquareMetres),
      text: ({ areaSquareMetres }) => areaSquareMetres,
    },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => say(`statuses.${status}`),
      text: ({ status }) => say(`statuses.${status}`),
    },
    {
      key: 'holder',
      title: say('holder'),
      show: ({ holder }) => <OrganizationName id={holder} />,
      text: ({ holder }) => holder,
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

function ChosenParcel({ parcel }: { parcel: Parcel }) {
  const say = useWords(landWords);
  const term = useTerms();
  const hectares = useHectares();
  const api = useApi();
  const { id, name, type, banner, holder, registrant, boundary, title, convertedFrom, outline } = parcel;
  const save = useMutation({
    mutationFn: async () =>
      saveFile(`${id}.geojson`, await api.text(boundaryPath(id)), 'application/geo+json'),
  });
  return (
    <section className="card" aria-live="polite" aria-label={say('chosen')}>
      <h3>{name}</h3>
      <Facts
        facts={[
          [say('type'), term('category', type)],
          [say('banner'), banners[banner]],
          [say('area'), hectares(parcel.areaSquareMetres)],
          [say('holder'), <OrganizationName key="holder" id={holder} />],
          [say('registrant'), <OrganizationName key="registrant" id={registrant} />],
          [say('status'), say(`statuses.${parcel.status}`)],
          [say('outline'), say(`outlines.${outline}`)],
          [say('convertedFrom'), convertedFrom?.toUpperCase()],
          [say('boundary'), <code key="boundary">{boundary}</code>],
          [say('titleProof'), <code key="title">{title.sha256}</code>],
          [say('id'), <code key="id">{id}</code>],
        ]}
      />
      <p>
        <Button size="small" onClick={() => save.mutate()} loading={save.isPending}>
          {say('download')}
        </Button>
      </p>
      <Failure error={save.error} />
      <WithdrawParcel key={id} parcel={parcel} />
    </section>
  );
}
