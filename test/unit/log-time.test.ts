/**
 * Time along a log as an auditor with a clock sees it: no future, no dating back, and a state
 * root for every day.
 */
import { describe, expect, it } from 'vitest';
import { instant } from '../../events/audit/log-time.ts';
import { Replay } from '../../events/audit/replay.ts';
import type { AuditReport } from '../../events/audit/report.ts';
import { reportHtml } from '../../events/audit/report-html.ts';
import { reportText } from '../../events/audit/report-text.ts';
import { recordedSizeOf } from '../../events/audit/state-root.ts';
import {
  CLOCK_SLACK_SECONDS,
  MERGE_DELAY_SECONDS,
  MERGE_SLACK_SECONDS,
  STATE_ROOT_SECONDS,
  STATE_ROOT_SLACK_SECONDS,
} from '../../events/tlog/promises.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { History } from '../support/history/history.ts';
import { edit, retire, smallHistory } from '../support/history/small-history.ts';
import { ORIGIN } from '../support/log/log.ts';

const LATER = new Date('2030-01-01T00:00:00.000Z');
const MERGE = MERGE_DELAY_SECONDS + MERGE_SLACK_SECONDS;
const instantOf = (leaf: string) => Date.parse((JSON.parse(leaf) as RegistryEvent).at);
const secondsAfter = (leaf: string, seconds: number) => new Date(instantOf(leaf) + 1000 * seconds);

function rootsLateAt(leaves: readonly string[]) {
  const sizes = leaves.map((leaf) => recordedSizeOf(toUtf8(leaf))).filter((size) => size !== undefined);
  const replay = new Replay({ log: ORIGIN, recordedSizes: new Set(sizes), now: LATER });
  leaves.forEach((leaf, index) => {
    replay.apply(index, leaf);
  });
  return replay.rootsLate;
}

/** Rule and index of all that an auditor finds who looks at that time. */
function seenAt(now: Date, leaves: readonly string[]): [string, number | undefined][] {
  const sizes = leaves.map((leaf) => recordedSizeOf(toUtf8(leaf))).filter((size) => size !== undefined);
  const found = [false, true].map((careful) => {
    const replay = new Replay({ log: ORIGIN, recordedSizes: new Set(sizes), now, careful });
    const all = leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)]);
    return [...all, ...replay.finish()].map(({ rule, index }): [string, number | undefined] => [rule, index]);
  });
  expect(found[0]).toEqual(found[1]);
  return found[0]!;
}

describe('the auditor’s clock', () => {
  it('is before no leaf but by what two clocks may differ', () => {
    const { leaves } = smallHistory().h;
    const last = leaves.at(-1)!;
    expect(seenAt(secondsAfter(last, -CLOCK_SLACK_SECONDS), leaves)).toEqual([]);
    expect(seenAt(secondsAfter(last, -CLOCK_SLACK_SECONDS - 1), leaves)).toEqual([
      ['time-in-future', leaves.length - 1],
    ]);
  });

  it('finds one leaf of 2099, and not all that follow it late', () => {
    const s = smallHistory();
    retire(s);
    edit(s, (e) => Object.assign(e, { at: '2099-12-31T00:00:00.000Z' }));
    const index = s.h.leaves.length - 1;
    s.h.organization({ name: '后来者' });
    expect(seenAt(LATER, s.h.leaves)).toEqual([['time-in-future', index]]);
  });
});

describe('a leaf may enter the log', () => {
  const late = (seconds: number) => {
    const { h } = smallHistory();
    h.organization({ name: '迟到者' });
    const event = JSON.parse(h.leaves.at(-1)!) as RegistryEvent;
    event.at = secondsAfter(h.leaves.at(-2)!, -seconds).toISOString();
    return [...h.leaves.slice(0, -1), canonicalize(event)];
  };

  it('by the merge delay and a request later than younger ones', () => {
    expect(seenAt(LATER, late(MERGE))).toEqual([]);
  });

  it('and no later: it is dated back', () => {
    const leaves = late(MERGE + 1);
    expect(seenAt(LATER, leaves)).toEqual([['time-behind-log', leaves.length - 1]]);
  });
});

/**
 * Steps of a history: `day` and `hours` let time go by, `leaf` is some commit, `root` the
 * record of the state.
 */
type Step = 'leaf' | 'root' | 'old root' | { hours: number };
const DAY = { hours: STATE_ROOT_SECONDS / 3600 };
const NIGHT = { hours: STATE_ROOT_SLACK_SECONDS / 3600 };
const HOUR = { hours: 1 };
const YEARS = { hours: 24 * 500 };

function told(steps: readonly Step[]): string[] {
  const h = new History();
  for (const step of steps) {
    if (typeof step === 'object') h.wait(step.hours / 24);
    else if (step === 'leaf') h.organization({ name: '某机构' });
    else h.recordState(step === 'root' ? undefined : 1);
  }
  return h.leaves;
}

describe('a daily state root', () => {
  const kept: [string, Step[]][] = [
    ['within a day', ['leaf', DAY, 'root', 'leaf', DAY, 'root', 'leaf', HOUR, 'leaf']],
    ['not of a log that ends', ['leaf', HOUR, 'leaf', YEARS]],
    ['not of recordings alone', ['leaf', 'root', DAY, DAY, 'root', DAY, DAY, 'root', 'leaf']],
    [
      'of what was left before a standstill, soon after it',
      ['leaf', YEARS, 'leaf', HOUR, 'root', 'leaf', HOUR, 'leaf'],
    ],
    ['before the first commit after a standstill', ['leaf', YEARS, 'root', 'leaf', YEARS, 'root', 'leaf']],
    [
      'by a run that was repeated in the night',
      ['leaf', DAY, HOUR, 'leaf', HOUR, 'leaf', 'root', 'leaf', HOUR, 'leaf'],
    ],
  ];
  it.each(kept)('is not missing: %s', (_, steps) => {
    expect(seenAt(LATER, told(steps))).toEqual([]);
  });

  const missing: [string, Step[]][] = [
    ['never', ['leaf', DAY, HOUR, 'leaf', NIGHT, 'leaf', 'leaf']],
    ['never, the log standing still from year to year', ['leaf', YEARS, 'leaf', NIGHT, HOUR, 'leaf']],
    ['not since the last', ['leaf', 'root', 'leaf', DAY, HOUR, 'leaf', NIGHT, 'leaf']],
    [
      'but for that of the first leaf, when the auditor comes',
      [
        'leaf',
        ...Array.from({ length: 100 }, (): Step[] => [HOUR, 'leaf']).flat(),
        ...(['old root', 'leaf'] as const),
      ],
    ],
    [
      'but for an old state again',
      ['leaf', 'leaf', 'old root', DAY, HOUR, 'leaf', 'old root', NIGHT, 'leaf'],
    ],
  ];
  it.each(missing)('is missed: %s', (_, steps) => {
    expect(seenAt(LATER, told(steps))).toEqual([['state-root-overdue', undefined]]);
  });

  const missed: Step[] = ['leaf', DAY, HOUR, 'leaf', NIGHT, 'leaf'];
  it('that comes late is no violation, and is said for good', () => {
    const once = told([...missed, 'root', 'leaf', HOUR, 'leaf']);
    expect(seenAt(LATER, once)).toEqual([]);
    expect(rootsLateAt(once)).toEqual({
      count: 1,
      first: { since: instant(instantOf(once[0]!) / 1000), recorded: instant(instantOf(once[3]!) / 1000) },
    });
    const twice = told([...missed, 'root', ...missed, 'root', 'leaf']);
    expect(seenAt(LATER, twice)).toEqual([]);
    expect(rootsLateAt(twice)).toMatchObject({ count: 2 });
    const report: AuditReport = {
      format: 'lvzhang-audit/v1',
      source: '',
      origin: '',
      vkey: '',
      clean: true,
      witnesses: [],
      leaves: 10,
      violations: [],
      violationsTotal: 0,
      byRule: {},
      rootsLate: rootsLateAt(twice)!,
    };
    for (const rendered of [reportText(report, 'en'), reportHtml(report, LATER)])
      expect(rendered).toMatch(/daily state roots that came late.*2 \(/);
  });

  it('is asked for by nobody who doesn’t know the time', () => {
    const replay = new Replay({ log: ORIGIN, recordedSizes: new Set() });
    const leaves = told(missing[0]![1]);
    expect(leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)])).toEqual([]);
  });
});
