/**
 * Rows of an activity dataset: what one meter point measured of one carrier in a month. Read from CSV or
 * JSON, they come to one canonical text, whose SHA-256 the delivery seals; so every accepted variant of a
 * file (other order, separators, headers, `100.0`) is the same delivery.
 */
import { csvLines, shown } from '../base/csv-lines.ts';
import { decimalCell } from '../base/decimal-cell.ts';
import { line } from '../base/field.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { type Carrier, carrierOf, carriers, unitOf } from './carrier.ts';

/** Rows of one delivery: its chunks fit one transaction beside the commit. */
export const ACTIVITY_ROWS_MAX = 200_000;

export interface ActivityRow {
  meterPoint: string;
  /** The code of the carrier. */
  carrier: string;
  /** A decimal in its shortest form. */
  quantity: string;
  /** A unit of the carrier. */
  unit: string;
}

export const ACTIVITY_COLUMNS = ['meterPoint', 'month', 'carrier', 'quantity', 'unit'] as const;
export type ActivityColumn = (typeof ACTIVITY_COLUMNS)[number];
/** The month is the delivery's own where a file leaves it out. */
export const ACTIVITY_COLUMNS_OPTIONAL: readonly ActivityColumn[] = ['month'];

/** Headers as platforms write them. */
export const ACTIVITY_HEADERS: ReadonlyMap<string, ActivityColumn> = new Map<string, ActivityColumn>([
  ...ACTIVITY_COLUMNS.map((column): [string, ActivityColumn] => [column, column]),
  ['meter_point', 'meterPoint'],
  ['计量点', 'meterPoint'],
  ['计量点编号', 'meterPoint'],
  ['表计编号', 'meterPoint'],
  ['月份', 'month'],
  ['年月', 'month'],
  ['能源品种', 'carrier'],
  ['品种', 'carrier'],
  ['用量', 'quantity'],
  ['数量', 'quantity'],
  ['消费量', 'quantity'],
  ['单位', 'unit'],
  ['计量单位', 'unit'],
]);

/** The cells of a row, as they were written; `month` is empty where the file has none. */
export type ActivityCells = Record<ActivityColumn, string>;

/** What is wrong with a row, in which column. */
export interface ActivityFault {
  column: ActivityColumn;
  /** `header` is the column's name in the file, where that is another. */
  rejection: (at: { line: number; pointer: string; header?: string | undefined }) => Rejection;
}

const PLAIN_POINT = /^[\w.:/#-]{1,64}$/;
const MeterPoint = line(64);
/** A separator or quote in a name would make two rows of one. */
const isMeterPoint = (text: string): boolean =>
  PLAIN_POINT.test(text) || (!/[,;"]/.test(text) && MeterPoint.safeParse(text).success);

/** `2025-03`, and as spreadsheets write it: 2025/3, 2025年3月, 202503. */
const MONTH = /^(\d{4})(?:[-/.年]?)(0?[1-9]|1[0-2])月?$/;

export function monthCell(text: string): string | undefined {
  const [, year, month] = MONTH.exec(text.trim()) ?? [];
  return year && month && `${year}-${month.padStart(2, '0')}`;
}

/** The row that these cells state, or its first fault, from the first column to the last. */
export function readActivityRow(
  cells: ActivityCells,
  month: string,
  decimalComma = false,
): { row: ActivityRow } | { fault: ActivityFault } {
  const { meterPoint } = cells;
  if (!isMeterPoint(meterPoint)) return { fault: cellFault('dataset-cell', 'meterPoint', meterPoint) };
  if (cells.month !== '' && monthCell(cells.month) !== month)
    return { fault: monthFault(cells.month, month) };
  const carrier = carrierOf(cells.carrier);
  if (!carrier) return { fault: carrierFault(cells.carrier) };
  const read = decimalCell(cells.quantity, decimalComma);
  if (!('decimal' in read)) return { fault: cellFault('dataset-quantity', 'quantity', cells.quantity) };
  const unit = unitOf(cells.unit);
  if (!Object.hasOwn(carrier.conversions, unit)) return { fault: unitFault(carrier, cells.unit) };
  return { row: { meterPoint, carrier: carrier.code, quantity: read.decimal, unit } };
}

const cellFault = (
  code: 'dataset-cell' | 'dataset-quantity',
  column: ActivityColumn,
  cell: string,
): ActivityFault => ({
  column,
  rejection: ({ line: at, pointer, header = column }) =>
    reject(code, pointer, { line: at, column: header, cell: shown(cell) }),
});

const monthFault = (cell: string, expected: string): ActivityFault => ({
  column: 'month',
  rejection: ({ line: at, pointer }) =>
    reject('dataset-row-month', pointer, { line: at, month: shown(cell), expected }),
});

const carrierFault = (cell: string): ActivityFault => ({
  column: 'carrier',
  rejection: ({ line: at, pointer }) =>
    reject('dataset-carrier-unknown', pointer, {
      line: at,
      carrier: shown(cell),
      known: [...carriers.keys()].join(', '),
    }),
});

const unitFault = ({ code, conversions }: Carrier, cell: string): ActivityFault => ({
  column: 'unit',
  rejection: ({ line: at, pointer }) =>
    reject('dataset-unit', pointer, {
      line: at,
      carrier: code,
      unit: shown(cell),
      known: Object.keys(conversions).join(', '),
    }),
});

/**
 * The rows of a CSV text. Rejections: dataset-header, dataset-row-cells, then of each row dataset-cell,
 * dataset-row-month, dataset-carrier-unknown, dataset-quantity, dataset-unit.
 */
export function parseActivityCsv(text: string, month: string): ActivityRow[] | Rejection {
  const { header, rows, decimalComma } = csvLines(text);
  const columns = header.cells.map((cell) => ACTIVITY_HEADERS.get(cell));
  const missing = ACTIVITY_COLUMNS.filter(
    (column) => !columns.includes(column) && !ACTIVITY_COLUMNS_OPTIONAL.includes(column),
  );
  const known = columns.filter((column) => column !== undefined);
  if (missing.length > 0 || known.length !== columns.length || new Set(known).size !== known.length)
    return reject('dataset-header', '/csv', { line: header.line, header: shown(header.text) });
  const read: ActivityRow[] = [];
  for (const { line: at, cells, text: row } of rows) {
    if (cells.length !== known.length)
      return reject('dataset-row-cells', '/csv', {
        line: at,
        row: shown(row),
        cells: cells.length,
        columns: known.length,
      });
    const named: ActivityCells = { meterPoint: '', month: '', carrier: '', quantity: '', unit: '' };
    for (let index = 0; index < known.length; index++) named[known[index]!] = cells[index]!;
    const outcome = readActivityRow(named, month, decimalComma);
    if ('fault' in outcome) {
      const { column, rejection } = outcome.fault;
      return rejection({ line: at, pointer: '/csv', header: header.cells[known.indexOf(column)] });
    }
    read.push(outcome.row);
  }
  return read;
}

/** The rows of a JSON body; a fault is named by its row, from 1. Rejections as parseActivityCsv's. */
export function readActivityRows(
  rows: readonly Omit<ActivityCells, 'month'>[],
  month: string,
): ActivityRow[] | Rejection {
  const read: ActivityRow[] = [];
  for (const [index, cells] of rows.entries()) {
    const outcome = readActivityRow({ ...cells, month: '' }, month);
    if ('fault' in outcome) {
      const { column, rejection } = outcome.fault;
      return rejection({ line: index + 1, pointer: `/rows/${index}/${column}` });
    }
    read.push(outcome.row);
  }
  return read;
}
