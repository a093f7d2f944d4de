/** Monitoring reports that wait for verification. */
import { Link } from 'react-router';
import type { MonitoringReport } from '../../events/client/operations.schemas.ts';
import { useOriginName } from '../holdings/use-units.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { commentText, windowText } from './comment-texts.ts';
import { useReportsToVerify } from './use-queue.ts';
import { queueWords } from './words.ts';

export function ReportQueue() {
  const say = useWords(queueWords);
  const columns = useColumns();
  const { items, error, refetch, isPending, more } = useReportsToVerify();
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!isPending && items.length === 0)
    return <EmptyState title={say('noReports')} hint={say('noReportsHint')} />;
  return (
    <ListTable
      name="reports-to-verify"
      columnsIn="report-columns"
      columns={columns}
      items={items}
      keyOf={({ id }) => id}
      isLoading={isPending}
      more={more}
    />
  );
}

function useColumns(): Column<MonitoringReport>[] {
  const say = useWords(queueWords);
  const { number, tonnes } = useFormats();
  const tonnesOf = ({ vintages }: MonitoringReport) => vintages.reduce((sum, each) => sum + each.tonnes, 0);
  const comments = ({ commentsReceived, publicComments }: MonitoringReport) =>
    commentText(say, number, commentsReceived, publicComments);
  return [
    {
      key: 'report',
      title: say('report'),
      show: ({ id, project }) => <Link to={`/projects/${project}/reports/${id}`}>{id}</Link>,
      text: ({ id }) => id,
    },
    {
      key: 'project',
      title: say('project'),
      show: ({ project }) => <ProjectLink id={project} />,
      text: ({ project }) => project,
    },
    {
      key: 'period',
      title: say('period'),
      show: ({ period }) => say('days', { ...period }),
      text: ({ period }) => `${period.from}/${period.to}`,
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
      show: (report) => windowText(say, report.comments),
      text: (report) => windowText(say, report.comments),
    },
    { key: 'comments', title: say('comments'), show: comments, text: comments },
  ];
}

function ProjectLink({ id }: { id: string }) {
  const name = useOriginName({ project: id });
  return <Link to={`/projects/${id}`}>{name ?? id}</Link>;
}
