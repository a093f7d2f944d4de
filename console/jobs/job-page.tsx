/** One job: how it goes, what came of it, and what one can do about it. */
import { Alert, Button, Popconfirm, Space } from 'antd';
import { Link, useParams } from 'react-router';
import type { Job } from '../../events/client/operations.schemas.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { AccountName, OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { countName, countsOf, isAtWork, isClean } from './job.ts';
import { JobFiles } from './job-files.tsx';
import { JobProgress, JobState } from './job-progress.tsx';
import { useJob, useJobMove } from './use-jobs.ts';
import { jobWords } from './words.ts';

export function JobPage() {
  const { id = '' } = useParams();
  const say = useWords(jobWords);
  const { data, error, refetch, isPending } = useJob(id);
  const job = data?.answer;
  return (
    <>
      <PageHead
        title={job ? say(`kinds.${job.input.kind}`) : say('title')}
        lead={<Link to="/jobs">← {say('back')}</Link>}
        actions={job && <JobMoves job={job} />}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {job && <JobShown job={job} />}
    </>
  );
}

function JobShown({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const { instant, number } = useFormats();
  const { input } = job;
  const list = input.kind === 'import-credits' ? undefined : input;
  const account = input.kind === 'export-holdings' ? input.account : undefined;
  return (
    <>
      <div role="status">
        {job.state === 'done' && (
          <Alert
            type={isClean(job) ? 'success' : 'warning'}
            showIcon
            title={say(`outcome.${isClean(job) ? 'clean' : 'faulty'}`)}
          />
        )}
        {job.failure && <Alert type="error" showIcon title={say('failure')} description={job.failure} />}
      </div>
      <section className="card">
        <Facts
          facts={[
            [say('state'), <JobState key="state" job={job} />],
            [say('progress'), <JobProgress key="progress" job={job} />],
            [say('source'), 'source' in input ? input.source : undefined],
            [
              say('organization'),
              list?.organization && <OrganizationName key="org" id={list.organization} />,
            ],
            [say('account'), account && <AccountName key="account" id={account} />],
            [say('period'), input.kind === 'export-entitlements' ? `${input.from} – ${input.to}` : undefined],
            [say('format'), list?.format?.toUpperCase()],
            [say('createdAt'), instant(job.createdAt)],
            [say('movedAt'), instant(job.movedAt)],
            [say('expiresAt'), instant(job.expiresAt)],
            [say('id'), <code key="id">{job.id}</code>],
          ]}
        />
      </section>
      {Object.keys(job.counts).length > 0 && (
        <section className="card">
          <h2>{say('counts')}</h2>
          <Facts facts={countsOf(job).map(([name, count]) => [countName(say, name), number(count)])} />
        </section>
      )}
      {!isAtWork(job) && <JobFiles job={job} />}
    </>
  );
}

function JobMoves({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const cancel = useJobMove(job.id, 'cancel');
  const resume = useJobMove(job.id, 'resume');
  return (
    <Space orientation="vertical">
      {isAtWork(job) && !job.cancelling && (
        <Popconfirm
          title={say('cancelTitle')}
          description={say('cancelHint')}
          okText={say('cancel')}
          cancelText={say('keep')}
          onConfirm={() => cancel.mutate(undefined)}
        >
          <Button danger loading={cancel.isPending}>
            {say('cancel')}
          </Button>
        </Popconfirm>
      )}
      {job.state === 'failed' && (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(undefined)}>
          {say('resume')}
        </Button>
      )}
      <Failure error={cancel.error ?? resume.error} />
    </Space>
  );
}
