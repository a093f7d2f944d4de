/** All accreditations, as they stand today. */
import { Link } from 'react-router';
import type { Accreditation } from '../../events/client/operations.schemas.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { AccreditationStatus } from './accreditation-status.tsx';
import { useAccreditations } from './use-accreditations.ts';
import { accreditationWords } from './words.ts';

export function AccreditationsPage() {
  const say = useWords(accreditationWords);
  const isRegulator = useIdentity()?.roles.includes('regulator') ?? false;
  const columns = useColumns();
  const list = useAccreditations();
  const { items } = list;
  const grant = isRegulator && (
    <ButtonLink to="/accreditations/new" primary>
      {say('grant')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} actions={grant} />
      <Failure error={list.error} onRetry={() => void list.refetch()} />
      {list.data && items.length === 0 && <EmptyState title={say('empty')} hint={say('emptyHint')} />}
      {(list.isPending || items.length > 0) && (
        <ListTable
          name="accreditations"
          columns={columns}
          items={items}
          keyOf={({ verifier }) => verifier}
          isLoading={list.isPending}
          more={list.more}
        />
      )}
    </>
  );
}

function useColumns(): Column<Accreditation>[] {
  const say = useWords(accreditationWords);
  const term = useTerms();
  const sectorsOf = ({ sectors }: Accreditation) => sectors.map((each) => term('category', each)).join('、');
  return [
    {
      key: 'verifier',
      title: say('verifier'),
      show: ({ verifier }) => (
        <Link to={`/accreditations/${verifier}`}>
          <OrganizationName id={verifier} />
        </Link>
      ),
      text: ({ verifier }) => verifier,
    },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => <AccreditationStatus status={status} />,
      text: ({ status }) => say(`statuses.${status}`),
    },
    {
      key: 'standards',
      title: say('standards'),
      show: ({ standards }) => standards.join('、'),
      text: ({ standards }) => standards.join(' '),
    },
    { key: 'sectors', title: say('sectors'), show: sectorsOf, text: sectorsOf },
    {
      key: 'statements',
      title: say('statements'),
      show: ({ statements }) => say(statements ? 'covered' : 'notCovered'),
      text: ({ statements }) => say(statements ? 'covered' : 'notCovered'),
    },
    {
      key: 'validity',
      title: say('validity'),
      show: ({ validity }) => say('days', { ...validity }),
      text: ({ validity: { from, to } }) => `${from}/${to}`,
    },
    {
      key: 'reference',
      title: say('reference'),
      show: ({ reference }) => reference,
      text: ({ reference }) => reference,
      isShownFirst: false,
    },
  ];
}
