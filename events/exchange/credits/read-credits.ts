/**
 * Lists of credits of other registries, as records of one form. Pure: texts and sheets in, records and
 * findings out, so that a command and a job in the cloud read the same.
 */

import { fromText } from '../../../shared/base/written-csv.ts';
import { type CsvFault, type CsvRecord, readCsv } from '../csv.ts';
import { dayOrderOf } from '../day-form.ts';
import type { Findings } from '../findings.ts';
import { eachRow } from '../table.ts';
import { type FoundLayout, layoutOf } from './layouts.ts';
import type { CreditRecord, Layout } from './record.ts';

/** A file as its text, or as the records of its sheet. */
export interface CreditFile {
  name: string;
  text?: string;
  records?: readonly CsvRecord[];
  /** Set for a file that was written to be opened by a spreadsheet: its formulas are texts. */
  spreadsheet?: boolean;
}

/** The list that each file is, in the files' order; a file that is none is a finding. */
export interface ReadCredits {
  layouts: Layout[];
  records: CreditRecord[];
}

function* recordsIn({ text = '', records, spreadsheet }: CreditFile): Generator<CsvRecord | CsvFault> {
  for (const record of records ?? readCsv(text))
    if (!spreadsheet || !('cells' in record)) yield record;
    else yield { ...record, cells: record.cells.map((cell) => ({ ...cell, text: fromText(cell.text) })) };
}

/** A file of JSON has no line of CSV; its first quote would be told as misplaced. */
const isJson = ({ text = '' }: CreditFile): boolean => /^\s*(\{|\[\s*[{"[])/.test(text);
const JSON_GIVEN: CsvFault = {
  at: { line: 1, column: 1 },
  message: { zh: '内容是 JSON；清单须为 CSV 或 XLSX', en: 'this is JSON; a list is CSV or XLSX' },
};

/** A faulty row is reported and left out; the others go on. @param known the lists that may come */
export function readCredits(
  files: readonly CreditFile[],
  findings: Findings,
  known?: readonly Layout[],
): ReadCredits {
  const read: ReadCredits = { layouts: [], records: [] };
  for (const file of files) {
    const found = layoutOf(recordsIn(file), known);
    if (!('layout' in found)) {
      const { at, message } = isJson(file) ? JSON_GIVEN : found;
      findings.error(file.name, at, message);
      continue;
    }
    read.layouts.push(found.layout);
    for (const record of creditRecords(file, found, findings)) read.records.push(record);
  }
  return read;
}

/** The records of one file, a row at a time. */
export function* creditRecords(
  file: CreditFile,
  { layout, index, names }: FoundLayout,
  findings: Findings,
): Generator<CreditRecord> {
  const dayOrder = dayOrderIn(file, { layout, index, names });
  const further = names.filter((name) => !layout.columns.includes(name) && layout.isFurther?.(name));
  const columns = [...layout.columns, ...further];
  const absent = [...layout.absent, ...further];
  const rows = eachRow(file, renamedFrom(file, index, names), { columns, absent }, findings);
  for (const row of rows) yield* layout.read(dayOrder ? { ...row, dayOrder } : row, findings);
}

/** From the header on, with the header's names as the layout has them. */
function* renamedFrom(file: CreditFile, index: number, names: readonly string[]) {
  // A sheet is padded with columns that have no name.
  const width = file.records ? names.findLastIndex((name) => name !== '') + 1 : undefined;
  let at = -1;
  for (const record of recordsIn(file)) {
    at++;
    if (at < index) continue;
    if (!('cells' in record)) yield record;
    else {
      const cells = record.cells.slice(0, width);
      const named = at > index ? cells : cells.map((cell, column) => ({ ...cell, text: names[column]! }));
      yield { ...record, cells: named };
    }
  }
}

/** What looks like a day that ends with its year; a text without any needn't be read for its order. */
const YEAR_LAST = /\d{1,2}([-/.])\d{1,2}\1\d{4}/;

/** The order of the file's days that end with their year, where the file shows it. */
function dayOrderIn(file: CreditFile, { layout, index, names }: FoundLayout) {
  const columns = layout.days.map((day) => names.indexOf(day)).filter((column) => column >= 0);
  if (columns.length === 0 || (file.text !== undefined && !YEAR_LAST.test(file.text))) return undefined;
  return dayOrderOf(daysIn(file, index, columns));
}

function* daysIn(file: CreditFile, index: number, columns: readonly number[]): Generator<string> {
  let at = -1;
  for (const record of recordsIn(file)) {
    at++;
    if (at <= index || !('cells' in record)) continue;
    for (const column of columns) yield record.cells[column]?.text ?? '';
  }
}
