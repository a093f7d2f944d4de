/**
 * Hourly metering as CSV: a header, then the whole kWh of each hour of a month in China time, once and in order. The
 * ledger has the SHA-256 of the canonical text, so one that writes CRLF or a byte order mark has the same digest.
 */
import { daysOf, hoursIn } from '../month.ts';

/** Hours of a month of 31 days. */
export const INTERVAL_ROWS_MAX = 744;
/** One hour of a thousand gigawatts is more than any facility has. */
export const INTERVAL_KILOWATT_HOURS_MAX = 1_000_000_000;

const HEADER = 'start,kilowatt_hours';
const BYTE_ORDER_MARK = '\ufeff';
const LONGEST_ROW = `2025-03-01T00:00+08:00,${INTERVAL_KILOWATT_HOURS_MAX}\r\n`;
/** The longest text that can be in order: three bytes of byte order mark, a header and the longest rows, with CRLF. */
export const INTERVAL_BYTES_MAX = 3 + HEADER.length + 2 + INTERVAL_ROWS_MAX * LONGEST_ROW.length;

const ROW = /^(\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):00\+08:00),(0|[1-9]\d*)$/;
/** How much of a line that isn't understood is shown. */
const SHOWN_MAX = 64;

export interface IntervalFault {
  rule:
    | 'interval-size'
    | 'interval-header'
    | 'interval-row'
    | 'interval-order'
    | 'interval-missing'
    | 'interval-beyond';
  /** From 1, the header. */
  line: number;
  seen?: Record<string, string | number>;
}

/** The hour of the month, from 0, as its row starts. */
function startOf(month: string, hour: number): string {
  const [day, ofDay] = [Math.floor(hour / 24) + 1, hour % 24];
  return `${month}-${String(day).padStart(2, '0')}T${String(ofDay).padStart(2, '0')}:00+08:00`;
}

/** A piece of what was given, for an answer: nothing in it that isn't printable ASCII. */
const shown = (text: string): string => text.slice(0, SHOWN_MAX).replace(/[^ -~]/g, '?');

/**
 * The kWh of each hour of that month (YYYY-MM), or the first thing that is wrong:
 * `interval-size` longer than any text that is in order, `interval-header` another header, `interval-row` no row of an
 * hour and whole kWh (as `seen.row`), `interval-missing` an hour left out (`expected`), `interval-order` an hour that was
 * before or is of an earlier month (`start`, where `expected` should be), `interval-beyond` more after the last hour.
 */
export function parseIntervals(
  text: string,
  month: string,
): { kilowattHours: number[] } | { fault: IntervalFault } {
  if (text.length > INTERVAL_BYTES_MAX)
    return { fault: { rule: 'interval-size', line: 1, seen: { max: INTERVAL_BYTES_MAX } } };
  const [header = '', ...rows] = linesOf(text);
  if (header !== HEADER)
    return { fault: { rule: 'interval-header', line: 1, seen: { header: shown(header) } } };
  const hours = hoursIn(month);
  const kilowattHours: number[] = [];
  for (const [hour, row] of rows.entries()) {
    const line = hour + 2;
    if (hour >= hours) return { fault: { rule: 'interval-beyond', line, seen: { row: shown(row) } } };
    const read = readRow(row, startOf(month, hour));
    if ('fault' in read) return { fault: { ...read.fault, line } };
    kilowattHours.push(read.kilowattHours);
  }
  if (rows.length < hours) {
    const seen = { expected: startOf(month, rows.length) };
    return { fault: { rule: 'interval-missing', line: rows.length + 2, seen } };
  }
  return { kilowattHours };
}

/** Its lines, ended by LF or CRLF; the end of the last may be left out. */
function linesOf(text: string): string[] {
  const lines = (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function readRow(
  row: string,
  expected: string,
): { kilowattHours: number } | { fault: Omit<IntervalFault, 'line'> } {
  const [, start, digits] = ROW.exec(row) ?? [];
  const kilowattHours = Number(digits);
  if (start === undefined || kilowattHours > INTERVAL_KILOWATT_HOURS_MAX)
    return { fault: { rule: 'interval-row', seen: { row: shown(row) } } };
  // All are of one form and one zone, so they compare as text.
  if (start === expected) return { kilowattHours };
  return {
    fault: { rule: start > expected ? 'interval-missing' : 'interval-order', seen: { start, expected } },
  };
}

/**
 * The canonical text of a month (YYYY-MM): lines end with LF, the last one too. Its SHA-256 is the digest on the ledger.
 * @throws RangeError unless there is one amount for each hour, whole kWh from 0 to INTERVAL_KILOWATT_HOURS_MAX.
 */
export function intervalsText(month: string, kilowattHours: readonly number[]): string {
  if (kilowattHours.length !== hoursIn(month))
    throw new RangeError(`${month} to ${daysOf(month).to} has ${hoursIn(month)} hours`);
  if (kilowattHours.some((each) => !Number.isInteger(each) || each < 0 || each > INTERVAL_KILOWATT_HOURS_MAX))
    throw new RangeError(`an hour has 0 to ${INTERVAL_KILOWATT_HOURS_MAX} whole kWh`);
  const rows = kilowattHours.map((each, hour) => `${startOf(month, hour)},${each}\n`);
  return `${HEADER}\n${rows.join('')}`;
}

/** Σ kWh of a month's hours, exact: 744 of the most are far below 2^53. */
export const sumOf = (kilowattHours: readonly number[]): number =>
  kilowattHours.reduce((sum, each) => sum + each, 0);
