/** Jobs, as the API shows them. */
import type { Job } from '../../events/client/operations.schemas.ts';
import { isWords, type Say } from '../words/area.ts';
import { jobWords } from './words.ts';

export type JobWords = Say<(typeof jobWords)['tree']>;

export const isAtWork = ({ state }: Job): boolean => state === 'waiting' || state === 'running';

/** Done, with no error of a row and no difference. */
export const isClean = ({ state, counts }: Job): boolean =>
  state === 'done' && (counts.errors ?? 0) + (counts.differences ?? 0) === 0;

/** Percent, whole; undefined where the end isn't known. */
export function percentOf({ state, progress: { done, of } }: Job): number | undefined {
  if (state === 'done') return 100;
  return of === undefined || of === 0 ? undefined : Math.floor((100 * done) / of);
}

/** Its sums, in the order in which they are told. */
export function countsOf({ counts }: Job): [name: string, count: number][] {
  const order = Object.keys(jobWords.tree.count);
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(counts).sort(([one], [other]) => rank(one) - rank(other));
}

/** The name of a count; the count's own where the console knows none. */
export function countName(say: JobWords, name: string): string {
  const { count } = jobWords.tree;
  const known = name in count ? (name as keyof typeof count) : undefined;
  return known && isWords(count[known]) ? say(`count.${known}`) : name;
}
