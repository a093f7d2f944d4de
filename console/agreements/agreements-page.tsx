/** Agreements that concern the organization: those that wait for its consent first. */
import { Link } from 'react-router';
import type { Agreement } from '../../events/client/operations.schemas.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { isAskedFor, useAgreements } from './use-agreements.ts';
import { agreementWords } from './words.ts';

export function AgreementsPage() {
  const say = useWords(agreementWords);
  const identity = useIdentity();
  const isDeveloper = identity?.roles.includes('developer') ?? false;
  const agreements = useAgreements();
  const columns = useColumns();
  const asked = (agreement: Agreement) => isAskedFor(agreement, identity?.org);
  const items = agreements.items.toSorted((a, b) => Number(asked(b)) - Number(asked(a)));
  const propose = isDeveloper && (
    <ButtonLink to="/agreements/new" primary>
      {say('new.title')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} actions={propose} />
      <Failure error={agreements.error} onRetry={() => void agreements.refetch()} />
      {agreements.data && items.length === 0 && (
        <EmptyState title={say('empty')} hint={say(isDeveloper ? 'emptyHint' : 'emptyHintParty')} />
      )}
      {(agreements.isPending || items.length > 0) && (
        <ListTable
          name="agreements"
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={agreements.isPending}
          more={agreements.more}
        />
      )}
    </>
  );
}

/** The version that is spoken of: what waits, or else what is in force, or what was declined. */
const spokenOf = ({ pending, versions, declined }: Agreement) => pending ?? versions.at(-1) ?? declined;

function useStatus(): (agreement: Agreement) => string {
  const say = useWords(agreementWords);
  return ({ pending, versions, declined }) => {
    if (pending) {
      const { version, accepted, parties } = pending;
      return say('statuses.pending', { version, accepted: accepted.length, parties: parties.length });
    }
    const inForce = versions.at(-1);
    if (inForce) return say('statuses.inForce', { version: inForce.version });
    return say('statuses.declined', { version: declined?.version ?? '' });
  };
}

function useColumns(): Column<Agreement>[] {
  const say = useWords(agreementWords);
  const org = useIdentity()?.org;
  const statusOf = useStatus();
  return [
    {
      key: 'parties',
      title: say('parties'),
      show: (agreement) => (
        <ul className="in-cell">
          {spokenOf(agreement)?.parties.map(({ organization }) => (
            <li key={organization}>
              <OrganizationName id={organization} />
            </li>
          ))}
        </ul>
      ),
      text: (agreement) =>
        spokenOf(agreement)
          ?.parties.map(({ organization }) => organization)
          .join(' '),
    },
    {
      key: 'status',
      title: say('status'),
      show: (agreement) => (
        <>
          {statusOf(agreement)}
          {isAskedFor(agreement, org) && <strong className="live"> {say('yours')}</strong>}
        </>
      ),
      text: statusOf,
    },
    {
      key: 'effectiveFrom',
      title: say('effectiveFrom'),
      show: (agreement) => spokenOf(agreement)?.effectiveFrom,
      text: (agreement) => spokenOf(agreement)?.effectiveFrom,
    },
    {
      key: 'developer',
      title: say('developer'),
      show: ({ developer }) => <OrganizationName id={developer} />,
      text: ({ developer }) => developer,
      isShownFirst: false,
    },
    {
      key: 'id',
      title: say('id'),
      show: ({ id }) => <Link to={`/agreements/${id}`}>{say('open')}</Link>,
      text: ({ id }) => id,
    },
  ];
}
