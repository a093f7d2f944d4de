/** A field that chooses one of the organization's agreements in force; its value is the id. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { Link } from 'react-router';
import type { Agreement } from '../../events/client/operations.schemas.ts';
import { getV1Agreements } from '../../events/client/operations.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { agreementWords } from './words.ts';

interface AgreementFieldProps {
  /** Of the form's field. */
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
}

export function AgreementField({ id, value, onChange }: AgreementFieldProps) {
  const say = useWords(agreementWords);
  const api = useApi();
  const org = useIdentity()?.org;
  const { data, error, isPending } = useQuery({
    queryKey: ['agreements', 'all'],
    queryFn: ({ signal }) => pagesOf<Agreement>(api, getV1Agreements, signal),
  });
  const own = (data ?? []).filter(({ developer, versions }) => developer === org && versions.length > 0);
  return (
    <>
      <Select
        {...(id !== undefined && { id })}
        {...(value !== undefined && { value })}
        loading={isPending}
        options={own.map((agreement) => ({ value: agreement.id, label: <AgreementLabel {...agreement} /> }))}
        notFoundContent={error ? <Failure error={error} /> : say('field.none')}
        onChange={(chosen: string) => onChange?.(chosen)}
      />
      {data && own.length === 0 && (
        <p>
          {say('field.none')} <Link to="/agreements/new">{say('new.title')}</Link>
        </p>
      )}
    </>
  );
}

/** Its other parties tell one agreement from another. */
function AgreementLabel({ id, developer, versions }: Agreement) {
  const say = useWords(agreementWords);
  const { version, parties } = versions.at(-1)!;
  const others = parties.filter(({ organization }) => organization !== developer);
  return (
    <span title={id}>
      {others.map(({ organization }, index) => (
        <span key={organization}>
          {index > 0 && '、'}
          <OrganizationName id={organization} />
        </span>
      ))}{' '}
      {say('field.version', { version })}
    </span>
  );
}
