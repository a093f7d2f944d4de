/**
 * Hourly metering as CSV: a header, then the whole kWh of each hour of a month in China time, once and in
 * order. Quarters and halves of hours are accepted and summed. The ledger has the SHA-256 of the canonical
 * text of hours, so every accepted variant has the same digest: other line ends or separators, labels of an
 * hour's end, cells as a spreadsheet writes them.
 */
import { csvLines, shown } from '../base/csv-lines.ts';
import { addDays, Day } from '../base/day.ts';
import { addMonths, daysOf, hoursIn } from '../base/month.ts';
import { wholeNumberOf } from '../base/whole-number.ts';

/** Hours of a month of 31 days. */
export const INTERVAL_ROWS_MAX = 744;
/** The most kWh of one hour: a thousand gigawatts is more than any facility has. */
export const INTERVAL_KILOWATT_HOURS_MAX = 1_000_000_000;

/** Minutes that a row may stand for. */
const STEPS = [60, 30, 15] as const;
type Step = (typeof STEPS)[number];

const HEADER = 'start,kilowatt_hours';
const BYTE_ORDER_MARK = '\ufeff';
const LONGEST_ROW = `2025-03-01T00:00+08:00,${INTERVAL_KILOWATT_HOURS_MAX}\r\n`;
/** The longest text accepted: a byte order mark, a header and the longest rows of quarters, with CRLF. */
export const INTERVAL_BYTES_MAX = 3 + HEADER.length + 2 + INTERVAL_ROWS_MAX * 4 * LONGEST_ROW.length;

const LABEL = /^(\d{4}-\d{2}-\d{2}T(?:(?:[01]\d|2[0-3]):(?:00|15|30|45)|24:00)\+08:00)$/;
/** Labels as spreadsheets of China write them, without a zone: 2025/3/1 0:00, and with seconds. */
const SHEET_LABEL = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})[T ](\d{1,2}):(\d\d)(?::00)?(?:\+08:00)?$/;

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

/** The label of the time so many minutes after the month's beginning, with hours from 0 to 23. */
function labelOf(month: string, minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  const beyond = hour >= hoursIn(month);
  const day = beyond ? `${addMonths(month, 1)}-01` : `${month}-${two(Math.floor(hour / 24) + 1)}`;
  return `${day}T${two(hour % 24)}:${two(minute)}+08:00`;
}

const startOf = (month: string, hour: number): string => labelOf(month, hour * 60);

/**
 * The kWh of each hour of that month (YYYY-MM), or the first fault:
 * - `interval-size`: the text is longer than INTERVAL_BYTES_MAX.
 * - `interval-header`: the header isn't ours.
 * - `interval-row`: a row isn't an hour and whole kWh (`seen.row`, and the `column` at fault).
 * - `interval-missing`: an hour is left out (`expected`).
 * - `interval-order`: an hour is repeated or of an earlier month (`start` stands where `expected` should).
 * - `interval-beyond`: there are more rows than hours.
 */
export function parseIntervals(
  text: string,
  month: string,
): { kilowattHours: number[] } | { fault: IntervalFault } {
  if (text.length > INTERVAL_BYTES_MAX)
    return { fault: { rule: 'interval-size', line: 1, seen: { max: INTERVAL_BYTES_MAX } } };
  const { header, rows } = linesOf(text);
  if (header.text.startsWith(BYTE_ORDER_MARK) || header.cells.join(',') !== HEADER)
    return { fault: { rule: 'interval-header', line: header.line, seen: { header: shown(header.text) } } };
  const form = formOf(month, rows);
  const perHour = 60 / form.step;
  const intervals = hoursIn(month) * perHour;
  const kilowattHours: number[] = Array(hoursIn(month)).fill(0);
  for (const [index, row] of rows.entries()) {
    const { line } = row;
    if (index >= intervals)
      return { fault: { rule: 'interval-beyond', line, seen: { row: shown(row.text) } } };
    const read = readRow(row, month, index, form);
    if ('fault' in read) return { fault: { ...read.fault, line } };
    kilowattHours[Math.floor(index / perHour)]! += read.kilowattHours;
  }
  if (rows.length < intervals) {
    const seen = { expected: expectedAt(month, rows.length, form) };
    return { fault: { rule: 'interval-missing', line: (rows.at(-1)?.line ?? header.line) + 1, seen } };
  }
  return { kilowattHours };
}

interface Row {
  /** From 1. */
  line: number;
  text: string;
  label: string;
  amount: string;
  /** The row has exactly two cells. */
  sound: boolean;
  /** The file is separated by semicolons. */
  decimalComma: boolean;
}

/** Lines whose cells are all blank don't count. */
function linesOf(csv: string) {
  const { header, rows, decimalComma } = csvLines(csv);
  return {
    header,
    rows: rows.map(({ line, text, cells }): Row => {
      const [label = '', amount = ''] = cells;
      const sound = cells.length === 2;
      return { line, text, label: asLabel(label), amount, sound, decimalComma };
    }),
  };
}

/** The label in canonical form; unchanged if its form is unknown. */
function asLabel(cell: string): string {
  const [, year, , month, day, hour, minute] = SHEET_LABEL.exec(cell) ?? [];
  if (!year) return cell;
  const [m, d, h] = [month, day, hour].map((each) => each!.padStart(2, '0'));
  return `${year}-${m}-${d}T${h}:${minute}+08:00`;
}

/** How the rows name their time. */
interface Form {
  step: Step;
  /** By the end of the metered interval, 01:00 to 24:00, instead of its start. */
  byEnd: boolean;
}

/**
 * The labels show the form, whatever the column is called: only a month labelled by ends has an hour 24 or
 * its last label in the next month, and no label of its first moment. A month that lacks rows has a fault in
 * either form, so a wrong form accepts nothing.
 */
function formOf(month: string, rows: readonly Row[]): Form {
  const [first, second] = rows.map(({ label }) => label);
  const ends =
    rows.some(({ label }) => label.includes('T24:00')) ||
    rows.at(-1)?.label === startOf(month, hoursIn(month));
  const byEnd = ends && first !== startOf(month, 0);
  const minutes = Number((byEnd ? first : second)?.slice(14, 16));
  return { byEnd, step: STEPS.find((step) => step === minutes) ?? 60 };
}

/** The label of the interval of that index. */
const expectedAt = (month: string, index: number, { step, byEnd }: Form): string =>
  labelOf(month, (index + (byEnd ? 1 : 0)) * step);

const isDay = (text: string): boolean => Day.safeParse(text).success;

/** A day's hour 24 is the next day's first moment. */
function atMidnight(label: string): string {
  if (!label.includes('T24:00')) return label;
  return label.replace(/^(.*)T24/, (_, day: string) => `${addDays(day, 1)}T00`);
}

/** The column at fault; both, if the row hasn't two cells. */
function columnAtFault({ label, sound }: Row, form: Form, amount: number | string): string | undefined {
  if (!sound) return HEADER;
  const labelled = LABEL.test(label) && Number(label.slice(14, 16)) % form.step === 0;
  const isEnd = label.includes('T24:00');
  if (!labelled || (isEnd && !(form.byEnd && isDay(label.slice(0, 10))))) return 'start';
  // A quarter may have a quarter of the most, so that an hour's sum stays within the most of an hour.
  const most = (INTERVAL_KILOWATT_HOURS_MAX * form.step) / 60;
  return typeof amount === 'number' && amount <= most ? undefined : 'kilowatt_hours';
}

function readRow(
  row: Row,
  month: string,
  index: number,
  form: Form,
): { kilowattHours: number } | { fault: Omit<IntervalFault, 'line'> } {
  const { text, label } = row;
  const kilowattHours = wholeNumberOf(row.amount, row.decimalComma);
  const column = columnAtFault(row, form, kilowattHours);
  if (column || typeof kilowattHours !== 'number')
    return { fault: { rule: 'interval-row', seen: { row: shown(text), column: column ?? HEADER } } };
  const expected = expectedAt(month, index, form);
  const start = atMidnight(label);
  // All labels have one form and one zone, so they compare as text.
  if (start === expected) return { kilowattHours };
  return {
    fault: {
      rule: start > expected ? 'interval-missing' : 'interval-order',
      seen: { start: label, expected },
    },
  };
}

/**
 * The canonical text of a month (YYYY-MM): each line ends with LF. Its SHA-256 is the ledger's digest.
 * @throws RangeError unless there is one amount for each hour, whole kWh from 0 to
 * INTERVAL_KILOWATT_HOURS_MAX.
 */
export function intervalsText(month: string, kilowattHours: readonly number[]): string {
  if (kilowattHours.length !== hoursIn(month))
    throw new RangeError(`${month} to ${daysOf(month).to} has ${hoursIn(month)} hours`);
  if (kilowattHours.some((each) => !Number.isInteger(each) || each < 0 || each > INTERVAL_KILOWATT_HOURS_MAX))
    throw new RangeError(`an hour has 0 to ${INTERVAL_KILOWATT_HOURS_MAX} whole kWh`);
  const rows = kilowattHours.map((each, hour) => `${startOf(month, hour)},${each}\n`);
  return `${HEADER}\n${rows.join('')}`;
}

/** Σ kWh of a month's hours, exact: 744 times the most is far below 2^53. */
export const sumOf = (kilowattHours: readonly number[]): number =>
  kilowattHours.reduce((sum, each) => sum + each, 0);
