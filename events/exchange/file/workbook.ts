/** Workbooks (XLSX): a sheet as records, each cell with the row and column that it has there. */
import { unzipSync } from 'fflate';
import { readSheet, SheetNotFoundError } from 'read-excel-file/universal';
import type { Words } from '../../../shared/base/words.ts';
import type { CsvRecord } from '../csv.ts';
import { unpacked } from './archive.ts';
import type { InputFile } from './input-file.ts';
import { UnreadableError } from './readable.ts';

/** A ZIP, as every XLSX is, by its name or its content. */
const ZIP = 'PK\u0003\u0004';
const LOOKED_AT = 65_536;

export function isWorkbook({ name, bytes }: InputFile): boolean {
  const begin = new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT));
  return begin.startsWith(ZIP) && (/\.xls[xm]$/i.test(name) || /xl\/(workbook|worksheets)/.test(begin));
}

const MIB = 1024 * 1024;
const WORKBOOK: Words = { zh: '工作簿', en: 'the workbook' };

/**
 * Refuses workbooks that are larger together, unpacked, than `max` bytes. A part is never unpacked beyond the
 * size that it states, so what they state bounds what they are.
 * @throws UnreadableError
 */
export function requireUnpacked(files: readonly InputFile[], max: number): void {
  let total = 0;
  for (const { name, bytes } of files) {
    total += unpackedBytes(name, bytes);
    if (total <= max) continue;
    const sizes = `${Math.ceil(total / MIB)} MiB > ${max / MIB} MiB`;
    throw new UnreadableError(name, {
      zh: `工作簿解开后过大（${sizes}）；请另存为“CSV UTF-8（逗号分隔）”`,
      en: `the workbook is too large when unpacked (${sizes}); save it from the spreadsheet as "CSV UTF-8"`,
    });
  }
}

/** What the parts that are read state to have, unpacked. */
function unpackedBytes(file: string, bytes: Uint8Array): number {
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        // Parts may overlap in the file, so what one takes there counts too.
        if (/\.xml(\.rels)?$/.test(name)) total += Math.max(size, originalSize);
        return false;
      },
    });
  } catch (error) {
    throw damaged(file, error);
  }
  return total;
}

/** Digits that a spreadsheet keeps of a number; the rest is the noise of binary fractions. */
const DIGITS = 15;

export interface SheetOptions {
  /** The sheet of that name, where the workbook has one; else its first. */
  sheet?: string;
  /** A date is a day; otherwise a month, since a cell that looks like `2025-03` becomes a date. */
  days?: true;
}

/**
 * The records of a sheet; rows of empty cells are none. A number is read as the spreadsheet shows it at full
 * width: `0.1+0.2` is 0.3.
 * @throws UnreadableError
 */
export async function readWorkbook(
  name: string,
  bytes: Uint8Array,
  { sheet, days }: SheetOptions = {},
): Promise<CsvRecord[]> {
  const data = await sheetOf(name, bytes, sheet);
  const dateLength = (days ? 'YYYY-MM-DD' : 'YYYY-MM').length;
  // A sheet has up to 1,048,576 rows, more than a call takes as its arguments.
  const width = data.reduce((most, row) => Math.max(most, row.length), 0);
  return data.flatMap((row, index) => {
    const cells = Array.from({ length: width }, (_, column) => ({
      text: textOf(row[column], dateLength),
      line: index + 1,
      column: column + 1,
    }));
    return cells.every(({ text }) => text === '') ? [] : [{ cells, delimiter: ',' }];
  });
}

/** Of a sheet, empty ones too: a cell far off stands for all before it. Some 100 bytes each were measured. */
const CELLS_MAX = 5_000_000;

/** Where a row or a cell says that it stands: `12`, `B12`. */
const PLACE = /(?<!xmlns:)\br\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const WRITTEN = /^([A-Z]{0,3})(\d{1,7})$/;

/**
 * A few bytes can ask for more cells than a machine has memory, and whoever reads a sheet makes them all; so
 * its extent is found before. Another spelling of a number (`1e9`, `&#49;`) is no spreadsheet's.
 * @throws UnreadableError
 */
function requireBounded(name: string, bytes: Uint8Array): void {
  for (const part of unpacked(name, bytes, /\.(xml|rels)$/i, WORKBOOK).values()) {
    const text = new TextDecoder('latin1').decode(part);
    if (!text.includes('sheetData')) continue;
    let [rows, columns] = [0, 0];
    for (const [, quoted, single = ''] of text.matchAll(PLACE)) {
      const place = quoted ?? single;
      const [, letters = '', digits] = WRITTEN.exec(place) ?? [];
      if (digits === undefined && /[\d&]/.test(place)) throw tooWide(name);
      rows = Math.max(rows, Number(digits ?? 0));
      columns = Math.max(columns, columnOf(letters));
    }
    if (rows * columns > CELLS_MAX) throw tooWide(name);
  }
}

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);

const tooWide = (name: string) =>
  new UnreadableError(name, {
    zh: `工作表超过 ${CELLS_MAX} 个单元格（空格也计）；请删去表外的空行空列，或分成几个文件，或另存为 CSV UTF-8`,
    en: `a sheet has more than ${CELLS_MAX} cells, empty ones counted; delete empty rows and columns beyond the table, divide the file, or save it as CSV UTF-8`,
  });

async function sheetOf(name: string, bytes: Uint8Array, sheet?: string) {
  requireBounded(name, bytes);
  const options = { parseNumber: plainNumber };
  // A buffer of the bytes alone: theirs may be a part of a larger one.
  const content = new Uint8Array(bytes).buffer;
  try {
    if (sheet === undefined) return await readSheet<string>(content, options);
    return await readSheet<string>(content, sheet, options).catch((error: unknown) => {
      if (!(error instanceof SheetNotFoundError)) throw error;
      return readSheet<string>(content, options);
    });
  } catch (error) {
    throw damaged(name, error);
  }
}

function damaged(name: string, error: unknown): UnreadableError {
  const { message } = error as Error;
  return new UnreadableError(name, {
    zh: `读不出此工作簿（${message}）；请另存为“CSV UTF-8（逗号分隔）”`,
    en: `can't be read as a workbook (${message}); save it from the spreadsheet as "CSV UTF-8"`,
  });
}

/** Without an exponent, where the number is of a size that a quantity can have. */
function plainNumber(text: string): string {
  const number = Number(Number(text).toPrecision(DIGITS));
  const written = String(number);
  return /e/.test(written) ? number.toFixed(DIGITS).replace(/\.?0+$/, '') : written;
}

function textOf(value: unknown, dateLength: number): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, dateLength);
  return String(value).trim();
}
