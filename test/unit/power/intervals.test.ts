/** Hourly metering as CSV: what is in order, and what is said of what isn't. */
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../../shared/encoding.ts';
import {
  INTERVAL_BYTES_MAX,
  INTERVAL_KILOWATT_HOURS_MAX,
  INTERVAL_ROWS_MAX,
  intervalsText,
  parseIntervals,
  sumOf,
} from '../../../shared/power/intervals.ts';

const HOURS = 672;
const MONTH = '2025-02';
const kilowattHours = Array.from({ length: HOURS }, (_, hour) => hour * 7);
const GOOD = intervalsText(MONTH, kilowattHours);
const lines = GOOD.trimEnd().split('\n');
const joined = (given: readonly string[]) => `${given.join('\n')}\n`;
/** GOOD with line `at` (from 1) replaced by those. */
const withLine = (at: number, ...instead: string[]) =>
  joined([...lines.slice(0, at - 1), ...instead, ...lines.slice(at)]);
const START = '2025-02-01T00:00+08:00';

describe('the canonical text', () => {
  it('is a header and a row per hour, each ended by LF', () => {
    expect(GOOD.slice(0, 78)).toBe(
      'start,kilowatt_hours\n2025-02-01T00:00+08:00,0\n2025-02-01T01:00+08:00,7\n2025-02',
    );
    expect(GOOD.endsWith('\n2025-02-28T23:00+08:00,4697\n')).toBe(true);
    expect(lines).toHaveLength(1 + HOURS);
  });

  it('is of whole kWh of each hour of the month', () => {
    const [first, ...rest] = kilowattHours;
    expect(first).toBe(0);
    for (const bad of [
      rest,
      [...kilowattHours, 0],
      [0.5, ...rest],
      [-1, ...rest],
      [Number.NaN, ...rest],
      [INTERVAL_KILOWATT_HOURS_MAX + 1, ...rest],
    ])
      expect(() => intervalsText(MONTH, bad)).toThrow(RangeError);
  });

  it('at its longest, with CRLF and a byte order mark, is of just the bytes allowed', () => {
    const most = Array.from({ length: INTERVAL_ROWS_MAX }, () => INTERVAL_KILOWATT_HOURS_MAX);
    const longest = `\ufeff${intervalsText('2025-03', most).replaceAll('\n', '\r\n')}`;
    expect(toUtf8(longest)).toHaveLength(INTERVAL_BYTES_MAX);
    expect(parseIntervals(longest, '2025-03')).toEqual({ kilowattHours: most });
    expect(sumOf(most)).toBe(744_000_000_000);
  });
});

describe('read in order', () => {
  it.each([
    ['canonical', GOOD],
    ['with CRLF', GOOD.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${GOOD}`],
    ['without the last line end', GOOD.trimEnd()],
  ])('%s', (_name, text) => {
    expect(parseIntervals(text, MONTH)).toEqual({ kilowattHours });
  });
});

describe('at fault', () => {
  const third = '2025-02-01T02:00+08:00';
  it.each<[string, string, string, number, object | undefined]>([
    ['nothing at all', '', 'interval-header', 1, { header: '' }],
    ['no header', joined(lines.slice(1)), 'interval-header', 1, { header: `${START},0` }],
    ['another header', withLine(1, 'start;kilowatt_hours'), 'interval-header', 1, undefined],
    ['a header in capitals', withLine(1, 'Start,kilowatt_hours'), 'interval-header', 1, undefined],
    [
      'two byte order marks',
      `\ufeff\ufeff${GOOD}`,
      'interval-header',
      1,
      { header: '?start,kilowatt_hours' },
    ],
    ['an empty first line', `\n${GOOD}`, 'interval-header', 1, { header: '' }],
    ['old Mac line ends', GOOD.replaceAll('\n', '\r'), 'interval-header', 1, undefined],
    ['an empty line', withLine(4, '', lines[3]!), 'interval-row', 4, { row: '' }],
    ['two line ends at the end', `${GOOD}\n`, 'interval-beyond', HOURS + 2, { row: '' }],
    ['decimals', withLine(4, `${third},1.5`), 'interval-row', 4, { row: `${third},1.5` }],
    ['an exponent', withLine(4, `${third},1e3`), 'interval-row', 4, undefined],
    ['a negative', withLine(4, `${third},-1`), 'interval-row', 4, undefined],
    ['a leading zero', withLine(4, `${third},07`), 'interval-row', 4, undefined],
    ['no amount', withLine(4, `${third},`), 'interval-row', 4, undefined],
    ['a third cell', withLine(4, `${third},1,2`), 'interval-row', 4, undefined],
    ['a quoted cell', withLine(4, `${third},"14"`), 'interval-row', 4, undefined],
    ['a space', withLine(4, `${third}, 14`), 'interval-row', 4, undefined],
    ['full-width digits', withLine(4, `${third},１４`), 'interval-row', 4, { row: `${third},??` }],
    ['more than an hour can have', withLine(4, `${third},1000000001`), 'interval-row', 4, undefined],
    [
      'far more than an hour can have',
      withLine(4, `${third},${'9'.repeat(400)}`),
      'interval-row',
      4,
      undefined,
    ],
    ['half an hour', withLine(4, '2025-02-01T02:30+08:00,14'), 'interval-row', 4, undefined],
    ['seconds', withLine(4, '2025-02-01T02:00:00+08:00,14'), 'interval-row', 4, undefined],
    ['universal time', withLine(4, '2025-02-01T02:00Z,14'), 'interval-row', 4, undefined],
    ['the hour 24', withLine(4, '2025-02-01T24:00+08:00,14'), 'interval-row', 4, undefined],
    ['a trailing carriage return', withLine(4, `${third},14\r\r`), 'interval-row', 4, undefined],
    [
      'an hour twice',
      withLine(4, lines[3]!, lines[3]!),
      'interval-order',
      5,
      { start: third, expected: '2025-02-01T03:00+08:00' },
    ],
    [
      'two hours swapped',
      withLine(3, lines[3]!, lines[2]!),
      'interval-missing',
      3,
      { start: third, expected: '2025-02-01T01:00+08:00' },
    ],
    [
      'an hour left out',
      withLine(4),
      'interval-missing',
      4,
      { start: '2025-02-01T03:00+08:00', expected: third },
    ],
    [
      'the last hour left out',
      withLine(HOURS + 1),
      'interval-missing',
      HOURS + 1,
      { expected: '2025-02-28T23:00+08:00' },
    ],
    ['a header alone', joined(lines.slice(0, 1)), 'interval-missing', 2, { expected: START }],
    [
      'a day that the month has not',
      `${GOOD}2025-02-29T00:00+08:00,1\n`,
      'interval-beyond',
      HOURS + 2,
      { row: '2025-02-29T00:00+08:00,1' },
    ],
    [
      'the month before',
      intervalsText('2025-01', Array(744).fill(1)),
      'interval-order',
      2,
      { start: '2025-01-01T00:00+08:00', expected: START },
    ],
    [
      'the month after',
      intervalsText('2025-03', Array(744).fill(1)),
      'interval-missing',
      2,
      { start: '2025-03-01T00:00+08:00', expected: START },
    ],
    ['too long', GOOD.padEnd(INTERVAL_BYTES_MAX + 1, '\n'), 'interval-size', 1, { max: INTERVAL_BYTES_MAX }],
  ])('%s', (_name, text, rule, line, seen) => {
    const read = parseIntervals(text, MONTH);
    expect(read).toMatchObject({ fault: { rule, line, ...(seen && { seen }) } });
  });

  it('shows a piece of a line only', () => {
    const read = parseIntervals(withLine(4, 'x'.repeat(5000)), MONTH);
    expect(read).toEqual({ fault: { rule: 'interval-row', line: 4, seen: { row: 'x'.repeat(64) } } });
  });
});
