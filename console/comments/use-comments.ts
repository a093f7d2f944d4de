/** What the public said on a design or a monitoring report. */
import { useQuery } from '@tanstack/react-query';
import type { Comment } from '../../events/client/operations.schemas.ts';
import { getV1MonitoringReportsIdComments, getV1ProjectsIdComments } from '../../events/client/operations.ts';
import { pagesOf } from '../api/pages-of.ts';
import { useApi } from '../api/use-api.ts';
import { usePages } from '../api/use-pages.ts';

const PAGE = '50';

export const isProject = (subject: string): boolean => subject.startsWith('p-');

const listOf = (subject: string) =>
  isProject(subject) ? getV1ProjectsIdComments : getV1MonitoringReportsIdComments;

/** @param subject id of a project or a report */
export function useComments(subject: string) {
  return usePages(['comments', subject, 'pages'], (at) => listOf(subject)(subject, { limit: PAGE, ...at }));
}

/** All comments of the publication that stands: those after the given number. */
export function useAllComments(subject: string, after: number) {
  const api = useApi();
  return useQuery({
    queryKey: ['comments', subject, 'all'],
    queryFn: ({ signal }) => pagesOf<Comment>(api, (query) => listOf(subject)(subject, query), signal),
    select: (all) => all.filter(({ number }) => number > after),
  });
}
