/** The organization's jobs, newest first. */
import { Link } from 'react-router';
import type { Job } from '../../events/client/operations.schemas.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { JobProgress, JobState } from './job-progress.tsx';
import { useJobs } from './use-jobs.ts';
import { jobWords } from './words.ts';

export function JobsPage() {
  const say = useWords(jobWords);
  const columns = useColumns();
  const jobs = useJobs();
  const { items } = jobs;
  const start = (
    <ButtonLink to="/jobs/new" primary>
      {say('start')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} actions={start} />
      <Failure error={jobs.error} onRetry={() => void jobs.refetch()} />
      {jobs.data && items.length === 0 && <EmptyState title={say('empty')} hint={say('emptyHint')} />}
      {(jobs.isPending || items.length > 0) && (
        <ListTable
          name="jobs"
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={jobs.isPending}
          more={jobs.more}
        />
      )}
    </>
  );
}

function useColumns(): Column<Job>[] {
  const say = useWords(jobWords);
  const { instant } = useFormats();
  return [
    {
      key: 'kind',
      title: say('kind'),
      show: ({ id, input }) => <Link to={`/jobs/${id}`}>{say(`kinds.${input.kind}`)}</Link>,
      text: ({ input }) => say(`kinds.${input.kind}`),
    },
    {
      key: 'state',
      title: say('state'),
      show: (job) => <JobState job={job} />,
      text: ({ state }) => say(`states.${state}`),
    },
    {
      key: 'progress',
      title: say('progress'),
      show: (job) => <JobProgress job={job} />,
      text: ({ progress }) => progress.done,
    },
    {
      key: 'createdAt',
      title: say('createdAt'),
      show: ({ createdAt }) => instant(createdAt),
      text: ({ createdAt }) => createdAt,
    },
    {
      key: 'expiresAt',
      title: say('expiresAt'),
      show: ({ expiresAt }) => instant(expiresAt),
      text: ({ expiresAt }) => expiresAt,
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
