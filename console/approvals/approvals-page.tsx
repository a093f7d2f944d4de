/** What waits for the operator: requests to decide, and what the public said. */
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Project } from '../../events/client/operations.schemas.ts';
import { Receipt } from '../log/receipt.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { Comments, type Done } from './comments.tsx';
import { type OfReport, useCommentedProjects, useReports, useRequests } from './use-approvals.ts';
import { approvalWords } from './words.ts';

export function ApprovalsPage() {
  const say = useWords(approvalWords);
  const reports = useReports();
  const found = reports.data?.pages.flatMap(({ waiting }) => waiting) ?? [];
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} />
      <h2>{say('registrations')}</h2>
      <Requests />
      <h2>{say('issuances')}</h2>
      <Failure error={reports.error} onRetry={() => void reports.refetch()} />
      <Issuances
        items={found.filter(({ report }) => report.status === 'issuance-requested')}
        isPending={reports.isPending}
        isFailed={reports.isError}
      />
      {reports.hasNextPage && (
        <Button onClick={() => void reports.fetchNextPage()} loading={reports.isFetchingNextPage}>
          {say('more')}
        </Button>
      )}
      <h2>{say('comments')}</h2>
      <AllComments reports={found} isPending={reports.isPending} />
    </>
  );
}

function Requests() {
  const say = useWords(approvalWords);
  const { items, more, isPending, error, refetch } = useRequests('registration-requested');
  const columns = useRequestColumns();
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!isPending && items.length === 0)
    return <EmptyState title={say('noRegistrations')} hint={say('noRegistrationsHint')} />;
  return (
    <ListTable
      name="registration-requests"
      columnsIn="request-columns"
      columns={columns}
      items={items}
      keyOf={({ id }) => id}
      isLoading={isPending}
      more={more}
    />
  );
}

function useRequestColumns(): Column<Project>[] {
  const say = useWords(approvalWords);
  return [
    {
      key: 'project',
      title: say('project'),
      show: ({ id, name }) => <Link to={`/projects/${id}`}>{name}</Link>,
      text: ({ name }) => name,
    },
    {
      key: 'standard',
      title: say('standard'),
      show: ({ standard, methodology }) => `${standard} ${methodology}`,
      text: ({ standard, methodology }) => `${standard} ${methodology}`,
    },
    {
      key: 'developer',
      title: say('developer'),
      show: ({ developer }) => <OrganizationName id={developer} />,
      text: ({ developer }) => developer,
    },
    {
      key: 'validator',
      title: say('validator'),
      show: ({ design }) => design && <OrganizationName id={design.validator} />,
      text: ({ design }) => design?.validator,
    },
  ];
}

interface IssuancesProps {
  items: readonly OfReport[];
  isPending: boolean;
  isFailed: boolean;
}

function Issuances({ items, isPending, isFailed }: IssuancesProps) {
  const say = useWords(approvalWords);
  const columns = useIssuanceColumns();
  if (isFailed) return null;
  if (!isPending && items.length === 0)
    return <EmptyState title={say('noIssuances')} hint={say('noIssuancesHint')} />;
  return (
    <ListTable
      name="issuance-requests"
      columnsIn="issuance-columns"
      columns={columns}
      items={items}
      keyOf={({ report }) => report.id}
      isLoading={isPending}
    />
  );
}

function useIssuanceColumns(): Column<OfReport>[] {
  const say = useWords(approvalWords);
  const period = ({ report }: OfReport) => `${report.period.from} – ${report.period.to}`;
  return [
    {
      key: 'project',
      title: say('project'),
      show: ({ project }) => <Link to={`/projects/${project.id}`}>{project.name}</Link>,
      text: ({ project }) => project.name,
    },
    { key: 'period', title: say('period'), show: period, text: period },
    {
      key: 'requestedOn',
      title: say('requestedOn'),
      show: ({ report }) => report.requested?.on,
      text: ({ report }) => report.requested?.on,
    },
    {
      key: 'dueBy',
      title: say('dueBy'),
      show: ({ report }) => report.requested?.dueBy,
      text: ({ report }) => report.requested?.dueBy,
    },
  ];
}

/** CCER's status of what is published, that of VCS, and reports of registered projects. */
function AllComments({ reports, isPending }: { reports: readonly OfReport[]; isPending: boolean }) {
  const say = useWords(approvalWords);
  const lists = [useCommentedProjects('published'), useCommentedProjects('under-validation')];
  const failed = lists.find(({ error }) => error);
  const ofReports = reports.flatMap(({ project, report }) => {
    const waiting = report.publicComments?.waiting ?? 0;
    const name = say('report', { name: project.name });
    return waiting > 0 ? [{ kind: 'report' as const, id: report.id, name, waiting }] : [];
  });
  const commented = [...lists.flatMap(({ items }) => items), ...ofReports];
  const more = lists.find((list) => list.more)?.more;
  // Where its card is gone with its last comment, what was done is still told.
  const [done, setDone] = useState<Done>();
  const isKnown = !isPending && lists.every((list) => !list.isPending);
  return (
    <>
      {done && (
        <Receipt
          key={done.commit.id}
          commit={done.commit}
          title={say(done.deed === 'admit' ? 'admitted' : 'refused')}
        />
      )}
      <Failure error={failed?.error} onRetry={() => void failed?.refetch()} />
      {isKnown && !failed && commented.length === 0 && (
        <EmptyState title={say('noComments')} hint={say('noCommentsHint')} />
      )}
      {commented.map((each) => (
        <Comments key={`${each.kind} ${each.id}`} of={each} onDone={setDone} />
      ))}
      {more && (
        <Button onClick={more.load} loading={more.isLoading}>
          {say('more')}
        </Button>
      )}
    </>
  );
}
