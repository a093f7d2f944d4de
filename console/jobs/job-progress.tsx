/** How far a job has come, to see and to be read out. */
import { Progress, Tag } from 'antd';
import type { Job } from '../../events/client/operations.schemas.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { isAtWork, isClean, percentOf } from './job.ts';
import { jobWords } from './words.ts';

const COLORS: Record<Job['state'], string> = {
  waiting: 'default',
  running: 'processing',
  done: 'success',
  failed: 'error',
  cancelled: 'default',
};

export function JobState({ job }: { job: Job }) {
  const say = useWords(jobWords);
  if (job.cancelling && isAtWork(job)) return <Tag color="warning">{say('cancelling')}</Tag>;
  const color = job.state === 'done' && !isClean(job) ? 'warning' : COLORS[job.state];
  return <Tag color={color}>{say(`states.${job.state}`)}</Tag>;
}

export function JobProgress({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const { number } = useFormats();
  const { done, of } = job.progress;
  const percent = percentOf(job);
  const rows =
    of === undefined
      ? say('rows', { done: number(done) })
      : say('rowsOf', { done: number(done), of: number(of) });
  return (
    <div>
      {percent !== undefined && isAtWork(job) && (
        <Progress percent={percent} size="small" aria-label={rows} />
      )}
      <span>{rows}</span>
    </div>
  );
}
