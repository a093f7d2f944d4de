/** The records of a file as rows of named cells; unreadable rows are reported at their place. */
import { isReadable } from '../../shared/base/field.ts';
import type { Words } from '../../shared/base/words.ts';
import type { Cell, CsvFault, CsvRecord } from './csv.ts';
import { type DayOrder, dayOrderOf } from './day-form.ts';
import type { Findings, Position } from './findings.ts';

export interface Row<Column extends string> {
  file: string;
  /** Where the row begins. */
  at: Position;
  cells: Record<Column, Cell>;
  /** What the file calls its columns. */
  headers: ReadonlyMap<string, string>;
  /** Set for semicolons as separators: spreadsheets with a decimal comma write them. */
  decimalComma?: boolean;
  /** Set where the file's days end with their year and show it. */
  dayOrder?: DayOrder;
}

/** A file by the name that findings quote. */
interface NamedFile {
  name: string;
}

/** What a header may hold. */
interface Columns<Column extends string> {
  columns: readonly Column[];
  /** Columns that may be left out. */
  absent: readonly Column[];
  /** Other names that files have for them. */
  names?: ReadonlyMap<string, Column>;
}

/**
 * The rows of a file whose header names at least `columns`, except those in `absent`, in any order. An absent
 * column reads as empty cells at the beginning of its row. Further columns are ignored with a warning;
 * undefined where the header lacks a column.
 */
export function rowsOf<Column extends string>(
  file: NamedFile,
  records: Iterable<CsvRecord | CsvFault>,
  columns: Columns<Column>,
  findings: Findings,
): Row<Column>[] | undefined {
  const rows: Row<Column>[] = [];
  const each = eachRow(file, records, columns, findings);
  let next = each.next();
  for (; !next.done; next = each.next()) rows.push(next.value);
  return next.value ? withDayOrder(rows) : undefined;
}

/** The same, one at a time and without the file's order of days; it ends with whether there was a header. */
export function* eachRow<Column extends string>(
  file: NamedFile,
  records: Iterable<CsvRecord | CsvFault>,
  { columns, absent, names }: Columns<Column>,
  findings: Findings,
): Generator<Row<Column>, boolean> {
  let header: Map<Column, number> | undefined;
  let headers: ReadonlyMap<string, string> = new Map();
  let width = 0;
  for (const record of records) {
    if ('message' in record) {
      findings.error(file.name, record.at, record.message);
      // Without its header the file is useless.
      if (!header) return false;
    } else if (!header) {
      header = readHeader(file, record, { columns, absent, ...(names && { names }) }, findings);
      if (!header) return false;
      headers = new Map([...header].map(([column, index]) => [column, record.cells[index]!.text.trim()]));
      width = record.cells.length;
    } else {
      const row = readRow(file, record, { header, headers, width }, findings);
      if (!row) continue;
      for (const column of absent) row.cells[column] ??= { ...row.at, text: '' };
      if (isSound(row, findings)) yield row;
    }
  }
  if (!header) findings.error(file.name, { line: 1, column: 1 }, { zh: '文件为空', en: 'the file is empty' });
  return header !== undefined;
}

function withDayOrder<Column extends string>(rows: Row<Column>[]): Row<Column>[] {
  const dayOrder = dayOrderOf(
    rows.flatMap(({ cells }) => Object.values<Cell>(cells).map(({ text }) => text)),
  );
  return dayOrder ? rows.map((row) => ({ ...row, dayOrder })) : rows;
}

function readHeader<Column extends string>(
  { name: file }: NamedFile,
  { cells }: CsvRecord,
  { columns, absent, names }: Columns<Column>,
  findings: Findings,
): Map<Column, number> | undefined {
  const header = new Map<Column, number>();
  const unknown: Cell[] = [];
  let sound = true;
  for (const [index, cell] of cells.entries()) {
    const name = cell.text.trim();
    const column = columns.find((each) => each === name) ?? names?.get(name);
    if (column === undefined) unknown.push({ ...cell, text: name });
    else if (header.has(column)) {
      findings.error(file, cell, { zh: `重复的列 ${name}`, en: `the column ${name} stands twice` });
      sound = false;
    } else header.set(column, index);
  }
  if (unknown.length > 0) findings.warn(file, unknown[0]!, ignored(unknown.map(({ text }) => text)));
  const missing = columns.filter((column) => !header.has(column) && !absent.includes(column)).join(', ');
  const separator = cells.length === 1 ? /[，；、：]/.exec(cells[0]!.text)?.[0] : undefined;
  if (separator !== undefined)
    findings.error(file, cells[0]!, {
      zh: `表头以「${separator}」分隔；请用半角逗号、分号或制表符`,
      en: `the header is separated by "${separator}"; use a comma, a semicolon or a tab of ASCII`,
    });
  else if (missing !== '')
    findings.error(file, cells[0]!, { zh: `表头缺少列：${missing}`, en: `the header lacks: ${missing}` });
  return sound && missing === '' ? header : undefined;
}

/** In one line: a file of a platform has many columns, and perhaps one real fault. */
const ignored = (names: readonly string[]): Words => ({
  zh: `忽略未知列${names.map((name) => `「${name}」`).join('')}`,
  en: `ignoring the unknown column${names.length > 1 ? 's' : ''} ${names.map((name) => `"${name}"`).join(', ')}`,
});

function readRow<Column extends string>(
  { name: file }: NamedFile,
  { cells, delimiter }: CsvRecord,
  {
    header,
    headers,
    width,
  }: { header: ReadonlyMap<Column, number>; width: number } & Pick<Row<Column>, 'headers'>,
  findings: Findings,
): Row<Column> | undefined {
  const found = cells.length;
  if (found !== width) {
    // Too many cells: the first surplus one; too few: the last there is.
    findings.error(file, cells[Math.min(found - 1, width)]!, {
      zh: `应有 ${width} 列，实有 ${found} 列`,
      en: `${found} columns where the header has ${width}`,
    });
    return undefined;
  }
  const named = [...header].map(([column, index]) => [column, cells[index]!]);
  const row = { file, at: cells[0]!, cells: Object.fromEntries(named) as Record<Column, Cell>, headers };
  return delimiter === ';' ? { ...row, decimalComma: true } : row;
}

export const damaged: Words = {
  zh: '含 U+FFFD：该字符此前已读错，请自原文重新导出',
  en: 'holds U+FFFD: a character was misread before; export the original again',
};

/** A misread name must not become somebody's. */
function isSound<Column extends string>({ file, cells }: Row<Column>, findings: Findings): boolean {
  const unreadable = Object.values<Cell>(cells).filter(({ text }) => !isReadable(text));
  for (const cell of unreadable) findings.error(file, cell, damaged);
  return unreadable.length === 0;
}
