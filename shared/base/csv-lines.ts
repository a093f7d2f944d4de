/**
 * CSV as meters and platforms write it: one record per line, cells separated by commas, semicolons or tabs.
 * A first line `sep=;` names the separator; otherwise the header shows it.
 */

export interface CsvLine {
  /** From 1. */
  line: number;
  text: string;
  /** Without surrounding spaces and quotes. */
  cells: string[];
}

export interface CsvLines {
  header: CsvLine;
  /** Lines whose cells are all blank don't count. */
  rows: CsvLine[];
  /** The file is separated by semicolons, as spreadsheets with a decimal comma write it. */
  decimalComma: boolean;
}

const BYTE_ORDER_MARK = '\ufeff';
const DELIMITERS = /[,;\t]/;
const SEP = /^sep=([,;\t])$/i;
/** A cell in quotes, from separator to separator. */
const QUOTED = /(^|[,;\t])"([^"]*)"(?=[,;\t]|$)/g;
/** Stands for a separator within quotes while the line is cut. */
const WITHIN = '\u0000';

/** The lines, ended by LF or CRLF; one byte order mark before them is no text. */
export function csvLines(text: string): CsvLines {
  const lines = (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).split(/\r?\n/);
  const told = SEP.exec(lines[0]!)?.[1];
  const before = told === undefined ? 0 : 1;
  const header = lines[before] ?? '';
  const delimiter = told ?? DELIMITERS.exec(header)?.[0] ?? ',';
  const rows: CsvLine[] = [];
  for (let index = before + 1; index < lines.length; index++) {
    const line = lines[index]!;
    const cells = cellsOf(line, delimiter);
    if (cells.some((cell) => cell !== '')) rows.push({ line: index + 1, text: line, cells });
  }
  return {
    header: { line: before + 1, text: header, cells: cellsOf(header, delimiter) },
    rows,
    decimalComma: delimiter === ';',
  };
}

function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const clean = line.replaceAll(WITHIN, '?');
  const cut = clean.replace(
    QUOTED,
    (_, before: string, cell: string) => before + cell.replaceAll(delimiter, WITHIN),
  );
  return cut.split(delimiter).map((cell) => cell.replaceAll(WITHIN, delimiter).trim());
}

/** Characters of a faulty line that an answer shows. */
const SHOWN_MAX = 64;

/** A piece of the input for an answer, without invisible characters. */
export const shown = (text: string): string => text.slice(0, SHOWN_MAX).replace(/\p{C}/gu, '?');
