/** A field that chooses one of the organization's own facilities; its value is the id. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { Facility } from '../../events/client/operations.schemas.ts';
import { getV1Facilities } from '../../events/client/operations.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import { useIdentity } from '../session/use-session.ts';

interface FacilityFieldProps {
  /** Of the form's field. */
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
  /** Said where the organization has none. */
  none: string;
}

export function FacilityField({ id, value, onChange, none }: FacilityFieldProps) {
  const api = useApi();
  const org = useIdentity()?.org;
  const { data, error, isPending } = useQuery({
    queryKey: ['facilities', 'all'],
    queryFn: ({ signal }) => pagesOf<Facility>(api, getV1Facilities, signal),
  });
  const own = (data ?? []).filter(({ owner }) => owner === org);
  return (
    <>
      <Select
        {...(id !== undefined && { id })}
        {...(value !== undefined && { value })}
        loading={isPending}
        options={own.map((facility) => ({ value: facility.id, label: facility.name }))}
        notFoundContent={none}
        onChange={(chosen: string) => onChange?.(chosen)}
      />
      <Failure error={error} />
    </>
  );
}
