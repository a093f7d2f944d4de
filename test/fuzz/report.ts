/** What a fuzzing has come to, in lines. */
import { type Finding, type FuzzReport, SLOW_MS } from './fuzz.ts';
import { lineOf } from './wire.ts';

/** A request is quoted so far; the whole of it is in the file. */
const QUOTED_MAX = 400;

const quoted = ({ wire, answer: { status, milliseconds, text } }: Finding): string =>
  `  ${status || 'no answer'} in ${Math.round(milliseconds)} ms: ${lineOf(wire).slice(0, QUOTED_MAX)}\n    → ${text.slice(0, QUOTED_MAX)}`;

export function linesOf(report: FuzzReport, operations: number): string[] {
  const { sent, seconds, byStatus, reached, failed, slow, slowest } = report;
  const statuses = [...byStatus].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  return [
    `${sent} requests in ${seconds.toFixed(0)} s, ${(sent / seconds).toFixed(0)} a second; ${reached.size} of ${operations} operations answered 2xx`,
    statuses.join('  '),
    'slowest:',
    ...slowest.map(
      ({ wire, answer }) =>
        `  ${Math.round(answer.milliseconds)} ms ${answer.status} ${wire.method} ${wire.path.slice(0, 120)}`,
    ),
    `answered 5xx or not at all: ${failed.length}`,
    ...failed.map(quoted),
    `over ${SLOW_MS} ms, and again when sent alone: ${slow.length}`,
    ...slow.map(quoted),
  ];
}
