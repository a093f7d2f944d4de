/** Jobs, followed while they are at work. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Job } from '../../events/client/operations.schemas.ts';
import {
  getV1Jobs,
  getV1JobsId,
  postV1JobsIdCancel,
  postV1JobsIdResume,
} from '../../events/client/operations.ts';
import { useApi, useChange } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';
import { isAtWork } from './job.ts';

/** Where the registry doesn't say when to ask again, ms: a job at work is written down every two seconds. */
const FOLLOW_MS = 2_000;
const PAGE = '20';

export function useJobs() {
  return usePages(['jobs', 'list'], (at) => getV1Jobs({ limit: PAGE, ...at }), {
    followMs: (jobs) => (jobs.some(isAtWork) ? FOLLOW_MS : false),
  });
}

export function useJob(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['jobs', 'one', id],
    queryFn: ({ signal }) => api.ask(getV1JobsId(id), signal),
    refetchInterval: ({ state: { data } }) =>
      data && isAtWork(data.answer) ? (data.againInMs ?? FOLLOW_MS) : false,
  });
}

/** Cancels a job, or takes a failed one up again. */
export function useJobMove(id: string, how: 'cancel' | 'resume') {
  const queries = useQueryClient();
  return useChange(
    (_: undefined) => (how === 'cancel' ? postV1JobsIdCancel(id) : postV1JobsIdResume(id)),
    (job: Job) => {
      queries.setQueryData(['jobs', 'one', id], { answer: job });
      return queries.invalidateQueries({ queryKey: ['jobs', 'list'] });
    },
  );
}
