/** Monitoring reports that wait for verification. */
import { Button } from 'antd';
import { Link } from 'react-router';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { commentText, windowText } from './comment-texts.ts';
import { useReportsToVerify, type WaitingReport } from './use-queue.ts';
import { queueWords } from './words.ts';

export function ReportQueue() {
  const say = useWords(queueWords);
  const { number } = useFormats();
  const columns = useColumns();
  const { data, error, refetch, isPending, ...list } = useReportsToVerify();
  const pages = data?.pages ?? [];
  const items = pages.flatMap(({ waiting }) => waiting);
  const looked = pages.reduce((sum, page) => sum + page.looked, 0);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {!isPending && items.length === 0 && (
        <EmptyState title={say('noReports')} hint={say('noReportsHint')} />
      )}
      {(isPending || items.length > 0) && (
        <ListTable
          name="reports-to-verify"
          columnsIn="report-columns"
          columns={columns}
          items={items}
          keyOf={({ report }) => report.id}
          isLoading={isPending}
        />
      )}
      {looked > 0 && (
        <p className="soft" role="status">
          {say('reportsHint', { count: number(looked) })}{' '}
          {list.hasNextPage && (
            <Button size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {say('moreProjects')}
            </Button>
          )}
        </p>
      )}
    </>
  );
}

function useColumns(): Column<WaitingReport>[] {
  const say = useWords(queueWords);
  const { number, tonnes } = useFormats();
  const tonnesOf = ({ report }: WaitingReport) => report.vintages.reduce((sum, each) => sum + each.tonnes, 0);
  const comments = ({ report }: WaitingReport) =>
    commentText(say, number, report.commentsReceived, report.publicComments);
  return [
    {
      key: 'report',
      title: say('report'),
      show: ({ project, report }) => (
        <Link to={`/projects/${project.id}/reports/${report.id}`}>{report.id}</Link>
      ),
      text: ({ report }) => report.id,
    },
    {
      key: 'project',
      title: say('project'),
      show: ({ project }) => <Link to={`/projects/${project.id}`}>{project.name}</Link>,
      text: ({ project }) => project.name,
    },
    {
      key: 'period',
      title: say('period'),
      show: ({ report }) => say('days', { ...report.period }),
      text: ({ report: { period } }) => `${period.from}/${period.to}`,
    },
    {
      key: 'tonnes',
      title: say('tonnes'),
      align: 'right',
      show: (each) => tonnes(tonnesOf(each)),
      text: tonnesOf,
    },
    {
      key: 'window',
      title: say('window'),
      show: ({ report }) => windowText(say, report.comments),
      text: ({ report }) => windowText(say, report.comments),
    },
    { key: 'comments', title: say('comments'), show: comments, text: comments },
  ];
}
