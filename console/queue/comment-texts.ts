/** Days of publication and comments of what waits, in words. */
import type { PublicComments } from '../../events/client/operations.schemas.ts';
import { chinaDate } from '../../shared/base/day.ts';
import type { Say } from '../words/area.ts';
import type { Formats } from '../words/use-formats.ts';
import type { queueWords } from './words.ts';

type QueueWords = Say<(typeof queueWords)['tree']>;

/** Whether the days of publication are over, without which nothing is concluded. */
export function windowText(say: QueueWords, days: { to: string } | undefined): string {
  if (!days) return '';
  const isOver = chinaDate(new Date().toISOString()) > days.to;
  return say(isOver ? 'over' : 'open', { to: days.to });
}

export function commentText(
  say: QueueWords,
  number: Formats['number'],
  received: number,
  open: PublicComments | undefined,
): string {
  const waiting = open?.waiting ?? 0;
  return (
    say('commentCount', { count: number(received) }) +
    (waiting > 0 ? say('waiting', { count: number(waiting) }) : '')
  );
}
