/** Files of `import activity` as rows of months: CSV, workbooks, JSON; every fault at its cell. */
import * as z from 'zod';
import { isObject } from '../../../shared/base/json.ts';
import { type Rejection, rejections } from '../../../shared/ledger/rejection.ts';
import {
  ACTIVITY_COLUMNS,
  ACTIVITY_COLUMNS_OPTIONAL,
  ACTIVITY_HEADERS,
  type ActivityCells,
  type ActivityRow,
  monthCell,
  readActivityRow,
} from '../../../shared/statements/activity-row.ts';
import { rowName } from '../../../shared/statements/activity-rows.ts';
import { readCsv } from '../../exchange/csv.ts';
import { type InputFile, textOfInput } from '../../exchange/file/input-file.ts';
import { isWorkbook, readWorkbook } from '../../exchange/file/workbook.ts';
import type { Findings, Place } from '../../exchange/findings.ts';
import { ruleWords } from '../../exchange/rule-words.ts';
import { rowsOf } from '../../exchange/table.ts';
import type { Language } from '../words.ts';
import { gatheredFindings } from './gathered-findings.ts';

/** Rows of each month, the earliest month first. */
export type ActivityMonths = ReadonlyMap<string, readonly ActivityRow[]>;

interface Given {
  cells: ActivityCells;
  /** The place of the row, or of one of its cells. */
  placeOf: (column?: keyof ActivityCells) => Place;
  /** What the file calls a column. */
  nameOf?: (column: keyof ActivityCells) => string | undefined;
  decimalComma: boolean;
}

/**
 * The rows of a file. A row without a month is of `month`; a faulty row is reported, the rest continues.
 * @throws UnreadableError
 */
export async function readActivityFile(
  file: InputFile,
  month: string | undefined,
  findings: Findings,
): Promise<ActivityMonths> {
  const months = new Map<string, ActivityRow[]>();
  const names = new Map<string, Place>();
  for (const given of await givenRows(file, findings)) {
    const row = readGiven(file.name, given, month, findings);
    if (!row) continue;
    const name = `${row.month}\n${rowName(row.row)}`;
    const first = names.get(name);
    if (first) findings.error(file.name, given.placeOf('meterPoint'), repeated(row.row, first));
    else {
      names.set(name, given.placeOf());
      const rows = months.get(row.month);
      if (rows) rows.push(row.row);
      else months.set(row.month, [row.row]);
    }
  }
  return new Map([...months].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same of a file without a fault. What is found is told; with a fault there are no months. */
export async function readSoundMonths(
  file: InputFile,
  month: string | undefined,
  language: Language,
): Promise<ActivityMonths | undefined> {
  const { findings, tellAll } = gatheredFindings();
  const months = await readActivityFile(file, month, findings);
  tellAll(language);
  return findings.errors > 0 ? undefined : months;
}

const repeated = ({ meterPoint, carrier }: ActivityRow, first: Place) => {
  const at = 'line' in first ? first.line : 'row' in first ? first.row : first.feature;
  return {
    zh: `计量点「${meterPoint}」的 ${carrier} 在该月已有一行（第 ${at} 行）`,
    en: `the month has a row of ${carrier} of the meter point "${meterPoint}" already (row ${at})`,
  };
};

async function givenRows(file: InputFile, findings: Findings): Promise<Given[]> {
  if (isWorkbook(file)) return tableRows(file, await readWorkbook(file.name, file.bytes), findings);
  const text = textOfInput(file, { line: 1, column: 1 }, findings);
  return /^\s*[[{]/.test(text) ? jsonRows(file, text, findings) : tableRows(file, readCsv(text), findings);
}

function tableRows(file: InputFile, records: Parameters<typeof rowsOf>[1], findings: Findings): Given[] {
  const columns = {
    columns: ACTIVITY_COLUMNS,
    absent: ACTIVITY_COLUMNS_OPTIONAL,
    names: ACTIVITY_HEADERS,
  };
  return (rowsOf(file, records, columns, findings) ?? []).map(
    ({ at, cells, headers, decimalComma = false }) => ({
      cells: {
        meterPoint: cells.meterPoint.text.trim(),
        month: cells.month.text.trim(),
        carrier: cells.carrier.text.trim(),
        quantity: cells.quantity.text.trim(),
        unit: cells.unit.text.trim(),
      },
      placeOf: (column) => (column ? cells[column] : at),
      nameOf: (column) => headers.get(column),
      decimalComma,
    }),
  );
}

const text = z.union([z.string(), z.number().transform(String)]);
const JsonRow = z.object({
  meterPoint: text,
  month: z.string().default(''),
  carrier: z.string(),
  quantity: text,
  unit: z.string(),
});

/** `[…]`, or `{"rows": […]}` as the API takes it, with a month for all. */
function jsonRows(file: InputFile, content: string, findings: Findings): Given[] {
  const whole: Place = { feature: 0 };
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    const { message } = error as Error;
    findings.error(file.name, whole, { zh: `不是 JSON：${message}`, en: `is no JSON: ${message}` });
    return [];
  }
  const rows = isObject(value) ? value.rows : value;
  const month = isObject(value) && typeof value.month === 'string' ? value.month : '';
  if (!Array.isArray(rows)) {
    findings.error(file.name, whole, { zh: '没有 rows 数组', en: 'has no array of rows' });
    return [];
  }
  return rows.flatMap((each: unknown, index): Given[] => {
    const at: Place = { row: index + 1 };
    const read = JsonRow.safeParse(each);
    if (read.success) {
      const cells = { ...read.data, month: read.data.month || month };
      return [{ cells, placeOf: () => at, decimalComma: false }];
    }
    const [issue] = read.error.issues;
    const member = issue?.path.join('/') ?? '';
    findings.error(file.name, at, {
      zh: `${member} 缺失或不是文本`,
      en: `${member} is missing or no text`,
    });
    return [];
  });
}

function readGiven(
  file: string,
  { cells, placeOf, nameOf, decimalComma }: Given,
  month: string | undefined,
  findings: Findings,
): { month: string; row: ActivityRow } | undefined {
  const own = cells.month === '' ? month : monthCell(cells.month);
  if (own === undefined) {
    findings.error(file, placeOf('month'), monthMissing(cells.month));
    return undefined;
  }
  const outcome = readActivityRow(cells, own, decimalComma);
  if ('row' in outcome) return { month: own, row: outcome.row };
  const { column, rejection } = outcome.fault;
  const place = placeOf(column);
  findings.error(
    file,
    place,
    wordsOf(rejection({ line: lineOf(place), pointer: '', header: nameOf?.(column) })),
  );
  return undefined;
}

const lineOf = (place: Place): number => ('line' in place ? place.line : 'row' in place ? place.row : 0);

const monthMissing = (cell: string) =>
  cell === ''
    ? { zh: '没有月份；请加 month 列或 --month', en: 'has no month; add the column month, or --month' }
    : { zh: `「${cell}」不是月份，如 2025-03`, en: `"${cell}" is no month such as 2025-03` };

const wordsOf = ({ rejected, seen = {} }: Rejection) => ruleWords(rejections[rejected], seen);
