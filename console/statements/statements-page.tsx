/** Emission statements: their own to those who state, and everybody's to those who read them. */
import { Link } from 'react-router';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';
import { getV1EmissionStatements } from '../../events/client/operations.ts';
import { usePages } from '../api/use-pages.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { STATING } from './stating.ts';
import { statementWords } from './words.ts';

const STATUSES = ['submitted', 'verified', 'returned'] as const;

export function StatementsPage() {
  const say = useWords(statementWords);
  const { org = '', roles = [] } = useIdentity() ?? {};
  const organization = roles.some((role) => STATING.includes(role)) ? org : undefined;
  const columns = useColumns();
  const term = useTerms();
  const [chosen] = useChoice('status');
  const status = STATUSES.find((each) => each === chosen);
  const wanted = { ...(organization !== undefined && { organization }), ...(status && { status }) };
  const statements = usePages(['statements', 'list', wanted], (at) =>
    getV1EmissionStatements({ ...at, ...wanted }),
  );
  const { items, more } = statements;
  const isEmpty = !statements.isPending && !statements.error && items.length === 0;
  const emptyHint = say(organization === undefined ? 'emptyOthers' : 'emptyHint');
  const start = organization !== undefined && (
    <ButtonLink to="/statements/new" primary>
      {say('start')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} actions={start} />
      <div className="filters">
        <ChoiceFilter
          name="status"
          label={say('status')}
          all={say('all')}
          options={STATUSES.map((value) => ({ value, label: term('statement', value) }))}
        />
      </div>
      <Failure error={statements.error} onRetry={() => void statements.refetch()} />
      {isEmpty ? (
        <EmptyState
          title={say(status ? 'noneSuch' : 'empty')}
          hint={status ? say('noneSuchHint') : emptyHint}
          action={start}
        />
      ) : (
        <ListTable
          name="statements"
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={statements.isPending}
          more={more}
        />
      )}
    </>
  );
}

function useColumns(): Column<EmissionStatement>[] {
  const say = useWords(statementWords);
  const term = useTerms();
  const { number } = useFormats();
  return [
    {
      key: 'subject',
      title: say('subject'),
      show: ({ id, subject }) => <Link to={`/statements/${id}`}>{subject.name}</Link>,
      text: ({ subject }) => subject.name,
    },
    { key: 'year', title: say('year'), show: ({ year }) => year, text: ({ year }) => year },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => term('statement', status),
      text: ({ status }) => term('statement', status),
    },
    {
      key: 'residual',
      title: `${say('residual')}（tCO2e）`,
      align: 'right',
      show: ({ coverage }) => number(coverage.neededTonnes),
      text: ({ coverage }) => coverage.neededTonnes,
    },
    {
      key: 'open',
      title: `${say('open')}（tCO2e）`,
      align: 'right',
      show: ({ coverage }) => number(coverage.openTonnes),
      text: ({ coverage }) => coverage.openTonnes,
    },
    {
      key: 'organization',
      title: say('boundary'),
      show: ({ boundary, organization }) => (
        <>
          {boundary} · <OrganizationName id={organization} />
        </>
      ),
      text: ({ boundary }) => boundary,
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
