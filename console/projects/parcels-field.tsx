/** A field that chooses among the organization's own parcels that are on file; its value is their ids. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link } from 'react-router';
import type { GetV1ParcelsBanner, Parcel } from '../../events/client/operations.schemas.ts';
import { getV1Inventory, getV1Parcels } from '../../events/client/operations.ts';
import { banners } from '../../shared/land/banner.ts';
import type { Category } from '../../shared/sinks/category.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';
import { useHectares } from '../land/hectares.ts';
import { Failure } from '../parts/failure.tsx';
import { useWords } from '../words/area.ts';
import { reserveWords } from './reserve-words.ts';

interface ParcelsFieldProps {
  /** Of the form's field. */
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
  /** Of land that the methodology takes; undefined until it is chosen. */
  type: Category | undefined;
}

export function ParcelsField({ id, value = [], onChange, type }: ParcelsFieldProps) {
  const say = useWords(reserveWords);
  const hectares = useHectares();
  const { data, error, isFetching } = useFitting(type);
  const fitting = data ?? [];
  const chosen = fitting.filter((parcel) => value.includes(parcel.id));
  const area = chosen.reduce((sum, { areaSquareMetres }) => sum + areaSquareMetres, 0);
  return (
    <>
      <Select
        {...(id !== undefined && { id })}
        mode="multiple"
        value={value}
        loading={isFetching}
        disabled={type === undefined}
        showSearch={{ optionFilterProp: 'label' }}
        options={fitting.map((parcel) => ({
          value: parcel.id,
          label: `${parcel.name}，${banners[parcel.banner]}，${hectares(parcel.areaSquareMetres)}`,
        }))}
        notFoundContent={say('noParcels')}
        onChange={(ids: string[]) => onChange?.(ids)}
      />
      <Failure error={error} />
      {data?.length === 0 && (
        <p>
          {say('noParcels')} <Link to="/land/new">{say('toLand')}</Link>
        </p>
      )}
      {chosen.length > 0 && (
        <p role="status">{say('chosen', { count: chosen.length, area: hectares(area) })}</p>
      )}
    </>
  );
}

/** Parcels of that type, of every banner where the organization has some. */
function useFitting(type: Category | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['land', 'fitting', type],
    queryFn: async ({ signal }) => {
      const { items } = await api.read(getV1Inventory(), signal);
      const among = items.filter((item) => item.type === type).map(({ banner }) => banner);
      const found = await Promise.all(
        among.map((banner: GetV1ParcelsBanner) =>
          pagesOf<Parcel>(api, (query) => getV1Parcels({ ...query, banner, ...(type && { type }) }), signal),
        ),
      );
      return found.flat().filter(({ status }) => status === 'surveyed');
    },
    enabled: type !== undefined,
  });
}
