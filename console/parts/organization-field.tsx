/** A field that finds an organization by the beginning of its name or USCC; its value is the id. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { getV1Search } from '../../events/client/operations.ts';
import { useApi } from '../api/use-api.ts';
import { Failure } from './failure.tsx';
import { useOrganization } from './use-organization.ts';

interface OrganizationFieldProps {
  /** Of the form's field. */
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
  /** Said where nothing is found. */
  none: string;
}

const LETTERS_MIN = 2;
/** A pause in typing after which the registry is asked, ms. */
const PAUSE_MS = 300;

export function OrganizationField({ id, value, onChange, none }: OrganizationFieldProps) {
  const api = useApi();
  const [typed, type] = useState('');
  const asked = useDeferredValue(typed.trim());
  const chosen = useOrganization(value).data;
  const { data, error, isFetching } = useQuery({
    queryKey: ['organizations', 'search', asked],
    queryFn: async ({ signal }) => {
      await new Promise((done) => setTimeout(done, PAUSE_MS));
      signal.throwIfAborted();
      const { items } = await api.read(getV1Search({ q: asked }), signal);
      return items.filter(({ kind }) => kind === 'organization');
    },
    enabled: asked.length >= LETTERS_MIN,
  });
  const found = (asked.length >= LETTERS_MIN ? (data ?? []) : []).map((hit) => ({
    value: hit.id,
    label: hit.title,
  }));
  const own = value !== undefined && chosen ? [{ value, label: chosen.name }] : [];
  return (
    <Select
      {...(id !== undefined && { id })}
      {...(value !== undefined && { value })}
      showSearch={{ filterOption: false, onSearch: type, searchValue: typed }}
      allowClear
      loading={isFetching}
      options={found.length > 0 ? found : own}
      notFoundContent={error ? <Failure error={error} /> : asked.length >= LETTERS_MIN && !isFetching && none}
      onChange={(chosenId: string | undefined) => {
        type('');
        onChange?.(chosenId);
      }}
    />
  );
}
