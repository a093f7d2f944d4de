/** Hourly metering as CSV: what is in order, and what is said of what isn't. */
import { describe, expect, it } from 'vitest';
import { toUtf8 } from '../../../shared/base/encoding.ts';
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
const third = '2025-02-01T02:00+08:00';
/** As Excel saves times where days are written 2025/2/1. */
const inSheet = (text: string) =>
  text.replace(
    /(\d{4})-0?(\d+)-0?(\d+)T0?(\d+):(\d\d)\+08:00/g,
    (_, year, month, day, hour, minute) => `${year}/${month}/${day} ${hour}:${minute}`,
  );
const START = '2025-02-01T00:00+08:00';

/** The same month by quarters of an hour, the first of each taking what four don't divide. */
const quartersOf = (month: string, hours: readonly number[]) => {
  const rows = hours.flatMap((each, hour) => {
    const start = `${month}-${String(Math.floor(hour / 24) + 1).padStart(2, '0')}T${String(hour % 24).padStart(2, '0')}`;
    const quarter = Math.floor(each / 4);
    return [each - 3 * quarter, quarter, quarter, quarter].map(
      (amount, index) => `${start}:${['00', '15', '30', '45'][index]}+08:00,${amount}`,
    );
  });
  return `start,kilowatt_hours\n${rows.join('\n')}\n`;
};
const header = lines[0]!;
const quarters = quartersOf(MONTH, kilowattHours);
const nextDay = (day: string) =>
  day === '28' ? '2025-03-01' : `2025-02-${String(Number(day) + 1).padStart(2, '0')}`;
/** Each label moved on by so many minutes, so that it names the end. */
const byEnd = (text: string, minutes: number, midnight: '24' | '00') =>
  text.replace(/2025-02-(\d\d)T(\d\d):(\d\d)/g, (_, day: string, hour: string, minute: string) => {
    const end = Number(hour) * 60 + Number(minute) + minutes;
    const time = `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
    return end === 1440 && midnight === '00' ? `${nextDay(day)}T00:00` : `2025-02-${day}T${time}`;
  });

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
    expect(parseIntervals(longest, '2025-03')).toEqual({ kilowattHours: most });
    const quarters = `\ufeff${quartersOf('2025-03', most).replaceAll('\n', '\r\n')}`;
    expect(parseIntervals(quarters, '2025-03')).toEqual({ kilowattHours: most });
    const [header, ...rows] = quarters.split('\r\n');
    const padded = [
      header,
      ...rows.map((row) => row && `${row.split(',')[0]},${INTERVAL_KILOWATT_HOURS_MAX}`),
    ];
    expect(toUtf8(padded.join('\r\n'))).toHaveLength(INTERVAL_BYTES_MAX);
    expect(sumOf(most)).toBe(744_000_000_000);
  });
});

describe('read in order', () => {
  it.each([
    ['canonical', GOOD],
    ['with CRLF', GOOD.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${GOOD}`],
    ['without the last line end', GOOD.trimEnd()],
    ['with blank lines and rows of empty cells', `${withLine(4, '', lines[3]!, ',')}\n,\r\n\n`],
    ['separated by semicolons', GOOD.replaceAll(',', ';')],
    ['separated by tabs', GOOD.replaceAll(',', '\t')],
    ['separated as a first line says', `sep=;\r\n${GOOD.replaceAll(',', ';')}`],
    ['with numbers of a spreadsheet', GOOD.replace(/(,\d+)\n/g, '$1.0\n')],
    ['with thousands in quotes', GOOD.replace(/,(\d)(\d{3})\n/g, ',"$1,$2"\n')],
    ['with all cells in quotes', GOOD.replace(/^(.*),(.*)$/gm, '"$1","$2"')],
    ['with decimal commas', GOOD.replaceAll(',', ';').replace(/(;\d+)\n/g, '$1,0\n')],
    ['with full-width digits', withLine(4, `${third},１４`)],
    ['with a space, or a zero in front', withLine(4, `${third}, 014 `)],
    ['with a carriage return more', withLine(4, `${third},14\r\r`)],
    ['with seconds', GOOD.replaceAll(':00+08:00', ':00:00+08:00')],
    ['with times of a spreadsheet', inSheet(GOOD)],
    ['with times of a spreadsheet, by their ends', inSheet(byEnd(GOOD, 60, '00'))],
    ['with rows of blank cells at the end', `${GOOD} , \n"",""\n`],
    ['by quarters of an hour', quarters],
    ['by ends, 01:00 to 24:00', byEnd(GOOD, 60, '24')],
    ['by ends, the last of a day being the first of the next', byEnd(GOOD, 60, '00')],
    ['by the ends of quarters', byEnd(quarters, 15, '24')],
    ['by the ends of quarters, midnight being of the next day', byEnd(quarters, 15, '00')],
    [
      'by half hours',
      quarters.replace(
        /(T\d\d:(?:00|30)\+08:00,)(\d+)\n.*,(\d+)\n/g,
        (_, label, a, b) => `${label}${Number(a) + Number(b)}\n`,
      ),
    ],
  ])('%s', (_name, text) => {
    expect(parseIntervals(text, MONTH)).toEqual({ kilowattHours });
  });
});

describe('at fault', () => {
  it.each<[string, string, string, number, object | undefined]>([
    ['nothing at all', '', 'interval-header', 1, { header: '' }],
    ['no header', joined(lines.slice(1)), 'interval-header', 1, { header: `${START},0` }],
    ['another header', withLine(1, 'start:kilowatt_hours'), 'interval-header', 1, undefined],
    ['a header with another separator', withLine(1, 'start;kilowatt_hours'), 'interval-row', 2, undefined],
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
    ['a blank line before a fault', withLine(4, '', 'x'), 'interval-row', 5, { row: 'x' }],
    ['thousands or decimals', withLine(4, `${third},1.307`), 'interval-row', 4, undefined],
    [
      'ends without the last hour, which may be starts',
      joined(byEnd(GOOD, 60, '00').trimEnd().split('\n').slice(0, -1)),
      'interval-missing',
      2,
      { expected: START },
    ],
    [
      'ends without the first hour',
      joined([header, ...byEnd(GOOD, 60, '24').trimEnd().split('\n').slice(2)]),
      'interval-missing',
      2,
      { expected: '2025-02-01T01:00+08:00' },
    ],
    [
      'starts and then ends',
      joined([...lines.slice(0, 600), ...byEnd(GOOD, 60, '24').trimEnd().split('\n').slice(600)]),
      'interval-row',
      601,
      undefined,
    ],
    [
      'a quarter left out',
      quarters.replace(/\n2025-02-01T00:30.*/, ''),
      'interval-missing',
      4,
      { expected: '2025-02-01T00:30+08:00' },
    ],
    [
      'the last quarter left out',
      joined(quarters.trimEnd().split('\n').slice(0, -1)),
      'interval-missing',
      4 * HOURS + 1,
      { expected: '2025-02-28T23:45+08:00' },
    ],
    ['a quarter among hours', withLine(4, '2025-02-01T02:15+08:00,14'), 'interval-row', 4, undefined],
    [
      'quarters beyond the month',
      `${quarters}2025-03-01T00:00+08:00,1\n`,
      'interval-beyond',
      4 * HOURS + 2,
      undefined,
    ],
    [
      'more than a quarter of an hour can have',
      quarters.replace(/(T05:15\+08:00),\d+/, `$1,${INTERVAL_KILOWATT_HOURS_MAX}`),
      'interval-row',
      23,
      undefined,
    ],
    ['decimals', withLine(4, `${third},1.5`), 'interval-row', 4, { row: `${third},1.5` }],
    ['an exponent', withLine(4, `${third},1e3`), 'interval-row', 4, undefined],
    ['a negative', withLine(4, `${third},-1`), 'interval-row', 4, undefined],
    [
      'words',
      withLine(4, `${third},十四`),
      'interval-row',
      4,
      { row: `${third},十四`, column: 'kilowatt_hours' },
    ],
    ['a word for an hour', withLine(4, '二时,14'), 'interval-row', 4, { row: '二时,14', column: 'start' }],
    ['an odd second', withLine(4, '2025/2/1 2:00:01,14'), 'interval-row', 4, { column: 'start' }],
    ['a NUL', withLine(4, `${third},1\u0000000`), 'interval-row', 4, { column: 'kilowatt_hours' }],
    ['a month first', withLine(4, '2/1/2025 2:00,14'), 'interval-row', 4, { column: 'start' }],
    ['a quote within', withLine(4, `${third},1"4"`), 'interval-row', 4, { column: 'kilowatt_hours' }],
    ['no amount', withLine(4, `${third},`), 'interval-row', 4, undefined],
    ['a third cell', withLine(4, `${third},1,2`), 'interval-row', 4, { column: 'start,kilowatt_hours' }],
    ['more than an hour can have', withLine(4, `${third},1000000001`), 'interval-row', 4, undefined],
    [
      'far more than an hour can have',
      withLine(4, `${third},${'9'.repeat(400)}`),
      'interval-row',
      4,
      undefined,
    ],
    ['half an hour', withLine(4, '2025-02-01T02:30+08:00,14'), 'interval-row', 4, undefined],
    ['universal time', withLine(4, '2025-02-01T02:00Z,14'), 'interval-row', 4, undefined],
    ['the hour 24', withLine(4, '2025-02-01T24:00+08:00,14'), 'interval-row', 4, undefined],
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
    expect(read).toEqual({
      fault: { rule: 'interval-row', line: 4, seen: { row: 'x'.repeat(64), column: 'start,kilowatt_hours' } },
    });
  });
});
