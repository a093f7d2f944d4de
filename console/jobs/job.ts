/** Jobs, as the API shows them. */
import type { Job } from '../../events/client/operations.schemas.ts';
import { isWords, type Say } from '../words/area.ts';
import { jobWords } from './words.ts';

export type JobWords = Say<(typeof jobWords)['tree']>;

export const isAtWork = ({ state }: Job): boolean => state === 'waiting' || state === 'running';

/** Done, with no error of a row and no difference. */
export const isClean = ({ state, counts }: Job): boolean =>
  state === 'done' && ((counts.errors ?? 0) as number) + ((counts.differences ?? 0) as number) === 0;

/** Percent, whole; undefined where the end isn't known. */
export function percentOf({ state, progress: { done, of } }: Job): number | undefined {
  if (state === 'done') return 100;
  return of === undefined || of === 0 ? undefined : Math.floor((100 * done) / of);
}

/** The name of a count; the count's own where the console knows none. */
export function countName(say: JobWords, name: string): string {
  const { count } = jobWords.tree;
  const known = name in count ? (name as keyof typeof count) : undefined;
  return known && isWords(count[known]) ? say(`count.${known}`) : name;
}
