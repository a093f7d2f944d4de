/**
 * A list as a workbook (XLSX). Texts are cells of type text, which no spreadsheet runs, so they stand there
 * unchanged. Whole numbers are numbers as far as a spreadsheet keeps all of their digits, and text beyond;
 * decimals are text, for binary fractions would round them; days and instants are dates, in China's time.
 */
import writeXlsxFile, { type CellObject, type Row, type SheetData } from 'write-excel-file/node';
import { chinaClock } from '../../../shared/base/day.ts';
import type { Language, Words } from '../../../shared/base/words.ts';
import type { Column, Kind, Value } from './column.ts';

/** A sheet is made in memory: 12 to 18 KiB were measured for each row of 18 columns. */
export const WORKBOOK_ROWS_MAX = 50_000;
/** Bounds of a spreadsheet: digits of a number, characters of a cell. */
const DIGITS_MAX = 15;
const CELL_MAX = 32_767;
const WIDTH = 22;

/** The list doesn't fit a workbook; the words have the remedy. */
export class NoWorkbookError extends Error {
  readonly words: Words;
  constructor(words: Words) {
    super(words.en);
    this.words = words;
  }
}

/** The bytes of a workbook with one sheet. @throws NoWorkbookError */
export async function workbookOf(
  name: string,
  columns: readonly Column[],
  rows: AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>,
  language: Language,
): Promise<Uint8Array> {
  const data: SheetData = [columns.map(({ name: words }) => headOf(words[language]))];
  for await (const row of rows) {
    if (data.length > WORKBOOK_ROWS_MAX)
      throw new NoWorkbookError({
        zh: `超过 ${WORKBOOK_ROWS_MAX} 行，工作簿放不下：请改用 csv 格式`,
        en: `more than ${WORKBOOK_ROWS_MAX} rows don't fit a workbook: ask for the format csv`,
      });
    data.push(rowOf(columns, row));
  }
  const options = { sheet: name, stickyRowsCount: 1, columns: columns.map(() => ({ width: WIDTH })) };
  return writeXlsxFile(data, options).toBuffer();
}

const headOf = (value: string): CellObject => ({ value, type: String, fontWeight: 'bold' });

const rowOf = (columns: readonly Column[], row: readonly Value[]): Row =>
  columns.map(({ kind }, index) => cellOf(kind, row[index]));

function cellOf(kind: Kind, value: Value): CellObject | null {
  if (value === undefined || value === '') return null;
  if (typeof value === 'number')
    return Math.abs(value) < 10 ** DIGITS_MAX ? { value, type: Number } : textCell(String(value));
  if (kind === 'day') return { value: new Date(value), type: Date, format: 'yyyy-mm-dd' };
  if (kind === 'instant') return { value: chinaClock(value), type: Date, format: 'yyyy-mm-dd hh:mm:ss' };
  return textCell(value);
}

function textCell(value: string): CellObject {
  if (value.length > CELL_MAX)
    throw new NoWorkbookError({
      zh: `一个单元格超过 ${CELL_MAX} 个字符，工作簿放不下：请改用 csv 格式`,
      en: `a cell has more than ${CELL_MAX} characters, which don't fit a workbook: ask for the format csv`,
    });
  return { value, type: String };
}
