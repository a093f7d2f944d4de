/**
 * Records of a CSV text (RFC 4180) with the place of every cell. A record that breaks the grammar is a fault
 * at its place, and reading continues at the next line: one stray quote must not swallow the rows after it.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { Words } from '../../shared/base/words.ts';
import type { Position } from './findings.ts';

export interface Cell extends Position {
  text: string;
}

export interface CsvRecord {
  cells: Cell[];
  /** The separator of cells in this file. */
  delimiter: string;
}

export interface CsvFault {
  at: Position;
  message: Words;
}

/** Longest record, in characters: it bounds the search for the end of an unclosed quote. */
const RECORD_LENGTH_MAX = 65_536;

const quoteNotClosed: Words = { zh: '引号未闭合', en: 'the quote is not closed' };
const quoteMisplaced: Words = {
  zh: '引号位置不当：含引号的字段须整体加引号，内部引号写两次',
  en: 'a misplaced quote: a field with quotes is quoted as a whole, and a quote in it doubled',
};

/** Possible delimiters; of two that occur equally often, the first. */
const DELIMITERS = [',', ';', '\t', '|'];

/** The delimiter of a header's names, outside their quotes. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((most, each) => (count(each) > count(most) ? each : most));
}

/** A spreadsheet's declaration of the delimiter on the first line; its quotes come from other programs. */
const SEP = /^"?sep=(.)"?[,;\t|]*$/i;

/**
 * Reads record by record. Blank lines and rows of empty cells are no records. CRLF, LF and CR all end a line.
 * The delimiter is that of a first line `sep=;`, or else the header's.
 */
export function* readCsv(text: string): Generator<CsvRecord | CsvFault> {
  const lines = text.split(/\r\n|\n|\r/);
  const told = SEP.exec(lines[0]!)?.[1];
  const begin = told === undefined ? 0 : 1;
  const delimiter = told ?? delimiterOf(lines.find((line) => line.trim() !== '') ?? '');
  let width: number | undefined;
  for (let index = begin; index < lines.length; ) {
    const first = index + 1;
    if (lines[index]!.trim() === '') {
      index++;
      continue;
    }
    const count = linesOfRecord(lines, index);
    const outcome =
      count === undefined ? undefined : parseRecord(lines.slice(index, index + count), first, delimiter);
    if (
      outcome &&
      'cells' in outcome &&
      (count === 1 || outcome.cells.length === (width ?? outcome.cells.length))
    ) {
      index += count!;
      if (outcome.cells.every(({ text }) => text.trim() === '')) continue;
      width ??= outcome.cells.length;
      yield outcome;
    } else {
      // Where quotes pair up across lines only by accident, the first line is at fault and the
      // next may be sound.
      yield parseFault(lines[index]!, first, delimiter) ?? {
        at: { line: first, column: 1 },
        message: quoteNotClosed,
      };
      index++;
    }
  }
}

/** The number of lines of a record: as many as its quotes need to pair; undefined where they never do. */
function linesOfRecord(lines: readonly string[], start: number): number | undefined {
  let odd = false;
  let length = 0;
  for (let index = start; index < lines.length; index++) {
    const line = lines[index]!;
    length += line.length + 1;
    if (index > start && length > RECORD_LENGTH_MAX) return undefined;
    for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
    if (!odd) return index - start + 1;
  }
  return undefined;
}

function parseFault(line: string, number: number, delimiter: string): CsvFault | undefined {
  const outcome = parseRecord([line], number, delimiter);
  return 'cells' in outcome ? undefined : outcome;
}

/** Where a record isn't plainly sound, csv-parse tells the fault and the byte where it stands. */
function parseRecord(lines: readonly string[], first: number, delimiter: string): CsvRecord | CsvFault {
  const text = lines.join('\n');
  if (!text.includes('"')) return plainRecord(text, first, delimiter);
  const sound = quotedRecord(text, first, delimiter);
  if (sound) return sound;
  const placeOf = placesIn(new TextEncoder().encode(text), first);
  const cells: Cell[] = [];
  let start = 0;
  try {
    parse(text, {
      delimiter,
      // The record's own line breaks stand inside quotes, so a delimiter that can't occur
      // keeps the record whole.
      record_delimiter: ['\n'],
      relax_column_count: true,
      cast: (value, { bytes: end }) => {
        cells.push({ text: value, ...placeOf(start) });
        start = end + 1;
        return value;
      },
    });
    return { cells, delimiter };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = error.code === 'CSV_QUOTE_NOT_CLOSED' ? quoteNotClosed : quoteMisplaced;
    return { at: placeOf(start), message };
  }
}

/** A record without quotes is cut at its separators: nearly every one of a long file. */
function plainRecord(line: string, first: number, delimiter: string): CsvRecord {
  let column = 1;
  const cells = line.split(delimiter).map((text): Cell => {
    const cell = { text, line: first, column };
    column += lengthOf(text) + 1;
    return cell;
  });
  return { cells, delimiter };
}

/** In characters, of which some take two code units. */
const lengthOf = (text: string): number => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);

/** A record whose quotes all stand around whole cells, or doubled within them; undefined for any other. */
function quotedRecord(text: string, first: number, delimiter: string): CsvRecord | undefined {
  const cells: Cell[] = [];
  let [at, line, column] = [0, first, 1];
  for (;;) {
    const end = endOfCell(text, at, delimiter);
    if (end === undefined) return undefined;
    const written = text.slice(at, end);
    const isQuoted = written.startsWith('"');
    cells.push({ text: isQuoted ? written.slice(1, -1).replaceAll('""', '"') : written, line, column });
    const lastLine = written.lastIndexOf('\n') + 1;
    if (lastLine > 0) [line, column] = [line + written.split('\n').length - 1, 1];
    column += lengthOf(written.slice(lastLine)) + 1;
    if (end === text.length) return { cells, delimiter };
    at = end + 1;
  }
}

/** Where the cell that begins here ends; undefined where its quotes are not in order. */
function endOfCell(text: string, at: number, delimiter: string): number | undefined {
  if (text[at] !== '"') {
    const next = text.indexOf(delimiter, at);
    const end = next < 0 ? text.length : next;
    return /["\n]/.test(text.slice(at, end)) ? undefined : end;
  }
  let close = text.indexOf('"', at + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const isClosed = close >= 0 && (close + 1 === text.length || text[close + 1] === delimiter);
  return isClosed ? close + 1 : undefined;
}

/**
 * Tells the places of a record's bytes, asked for in their order, so that a record of many cells is gone
 * through once. It begins on line `first`.
 */
function placesIn(bytes: Uint8Array, first: number): (offset: number) => Position {
  let [at, line, column] = [0, first, 1];
  return (offset) => {
    for (; at < offset; at++) {
      const byte = bytes[at]!;
      if (byte === LINE_FEED) [line, column] = [line + 1, 1];
      else if ((byte & 0xc0) !== 0x80) column++;
    }
    return { line, column };
  };
}

const LINE_FEED = 0x0a;
