/** The organization's jobs, newest first. */
import { Button, Table } from 'antd';
import { Link } from 'react-router';
import type { Job } from '../../events/client/operations.schemas.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { partWords } from '../parts/words.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { JobProgress, JobState } from './job-progress.tsx';
import { useJobs } from './use-jobs.ts';
import { jobWords } from './words.ts';

export function JobsPage() {
  const say = useWords(jobWords);
  const sayPart = useWords(partWords);
  const jobs = useJobs();
  const items = jobs.data?.pages.flatMap((page) => page.items) ?? [];
  const start = (
    <ButtonLink to="/jobs/new" primary>
      {say('start')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead title={say('title')} lead={say('lead')} actions={start} />
      <Failure error={jobs.error} onRetry={() => void jobs.refetch()} />
      {jobs.data && items.length === 0 ? (
        <EmptyState title={say('empty')} hint={say('emptyHint')} />
      ) : (
        <JobTable items={items} loading={jobs.isPending} />
      )}
      {jobs.hasNextPage && (
        <p>
          <Button onClick={() => void jobs.fetchNextPage()} loading={jobs.isFetchingNextPage}>
            {sayPart('list.more')}
          </Button>{' '}
          <span className="soft">{sayPart('list.shown', { count: items.length })}</span>
        </p>
      )}
    </>
  );
}

function JobTable({ items, loading }: { items: Job[]; loading: boolean }) {
  const say = useWords(jobWords);
  const { instant } = useFormats();
  return (
    <Table<Job>
      rowKey="id"
      dataSource={items}
      loading={loading}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: say('kind'),
          key: 'kind',
          render: (_, { id, input }) => <Link to={`/jobs/${id}`}>{say(`kinds.${input.kind}`)}</Link>,
        },
        { title: say('state'), key: 'state', render: (_, job) => <JobState job={job} /> },
        {
          title: say('progress'),
          key: 'progress',
          width: 220,
          render: (_, job) => <JobProgress job={job} />,
        },
        { title: say('createdAt'), key: 'createdAt', render: (_, { createdAt }) => instant(createdAt) },
        { title: say('expiresAt'), key: 'expiresAt', render: (_, { expiresAt }) => instant(expiresAt) },
      ]}
    />
  );
}
