/**
 * The attributes of a shapefile: a dBASE table, read as texts. Numbers stay as they are written, because
 * codes of 18 digits stand in numeric columns; nothing is guessed of bytes that aren't text.
 */
import { concatBytes, toUtf8 } from '../../../shared/base/encoding.ts';
import { decodeText } from '../../exchange/encoding.ts';
import { noteOfEncoding, UnreadableError } from '../../exchange/file/readable.ts';
import type { Words } from '../words.ts';

export interface Table {
  /** By column; undefined where the row is marked as deleted. */
  rows: (Record<string, string> | undefined)[];
  notes: Words[];
}

const HEADER_BYTES = 32;
const COLUMN_BYTES = 32;
const NAME_BYTES = 11;
const NAME_BYTES_KEPT = 10;
/** In a column's description. */
const TYPE_AT = 11;
const WIDTH_AT = 16;
const TEXT = 'C'.charCodeAt(0);
const END_OF_COLUMNS = 0x0d;
const DELETED = 0x2a;

interface Column {
  name: Uint8Array;
  at: number;
  width: number;
}

/** A control character, which no encoding read here has inside another character. */
const SEPARATOR = 0x1e;
/** Stands for the rest of a character that a column's width cut off: rows with it are refused. */
const CUT = '\ufffd';

const isChinese = (encoding: string) => /^(cp|ms|ansi|windows)?[-_ ]?936$|^gb(k|2312|18030)$/i.test(encoding);
const isUtf8 = (encoding: string) => /^(utf-?8|65001|cp65001)$/i.test(encoding);

/** @param encoding the text of the .cpg file, if there is one. @throws UnreadableError */
export function readDbf(file: string, bytes: Uint8Array, encoding: string | undefined): Table {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES) throw incomplete(file);
  const [count, begin, width] = [view.getUint32(4, true), view.getUint16(8, true), view.getUint16(10, true)];
  const columns = columnsOf(file, bytes, begin, width);
  if (usedBy(columns) > width || begin + count * width > bytes.length) throw incomplete(file);
  const pieces = columns.map(({ name }) => name);
  const starts = Array.from({ length: count }, (_, row) => begin + row * width);
  for (const start of starts)
    for (const column of columns) pieces.push(cellOf(bytes, start + column.at, column.width));
  const { texts, notes } = decoded(file, pieces, encoding);
  const names = texts.slice(0, columns.length).map((name) => name.replaceAll(CUT, ''));
  const rows = starts.map((start, row) => {
    if (bytes[start] === DELETED) return undefined;
    const cells = texts.slice((row + 1) * columns.length, (row + 2) * columns.length);
    return Object.fromEntries(names.map((name, index) => [name, cells[index]!.trim()]));
  });
  return { rows, notes };
}

const incomplete = (file: string) =>
  new UnreadableError(file, {
    zh: '属性表（.dbf）不完整或已损坏；请重新导出',
    en: 'the table of attributes (.dbf) is incomplete or damaged; export it again',
  });

const usedBy = (columns: readonly Column[]): number => columns.reduce((sum, { width }) => sum + width, 1);

/**
 * A width is one byte. Clipper and FoxPro have two for texts, where others note a format in the second: the
 * columns that fill a row are the right ones.
 */
function columnsOf(file: string, bytes: Uint8Array, begin: number, rowWidth: number): Column[] {
  const narrow = columnsBy(bytes, begin, (offset) => bytes[offset + WIDTH_AT]!);
  const wide = columnsBy(bytes, begin, (offset) => {
    const high = bytes[offset + TYPE_AT] === TEXT ? bytes[offset + WIDTH_AT + 1]! : 0;
    return bytes[offset + WIDTH_AT]! + 256 * high;
  });
  const columns = usedBy(narrow) !== rowWidth && usedBy(wide) === rowWidth ? wide : narrow;
  // A row of columns without width would have more cells than the file has bytes.
  if (columns.some(({ width }) => width === 0)) throw incomplete(file);
  return columns;
}

function columnsBy(bytes: Uint8Array, begin: number, widthAt: (offset: number) => number): Column[] {
  const columns: Column[] = [];
  let at = 1;
  for (let offset = HEADER_BYTES; offset + COLUMN_BYTES <= begin; offset += COLUMN_BYTES) {
    if (bytes[offset] === END_OF_COLUMNS) break;
    const width = widthAt(offset);
    columns.push({ name: cellOf(bytes, offset, NAME_BYTES), at, width });
    at += width;
  }
  return columns;
}

/** The bytes of a text: programs fill it up with NUL or spaces. */
function cellOf(bytes: Uint8Array, start: number, width: number): Uint8Array {
  const cell = bytes.subarray(start, start + width);
  const end = cell.indexOf(0);
  return (end < 0 ? cell : cell.subarray(0, end)).map((byte) => (byte === SEPARATOR ? 0x20 : byte));
}

/** The texts of all pieces together, so that one encoding is found for the whole table. */
function decoded(file: string, pieces: readonly Uint8Array[], encoding: string | undefined) {
  const named = encoding?.trim() ?? '';
  const tried = [
    ...(isChinese(named) ? [] : [wholeUtf8]),
    ...(named !== '' && isUtf8(named) ? [] : [wholeGb]),
  ];
  for (const whole of tried) {
    const cuts = pieces.map(whole);
    const separated = cuts.flatMap(({ kept }) => [kept, Uint8Array.of(SEPARATOR)]);
    const read = decodeText(concatBytes(separated));
    const wanted = whole === wholeUtf8 ? 'UTF-8' : 'GB18030';
    // Texts of ASCII alone are the same in both.
    if (!('text' in read) || (read.encoding !== wanted && read.encoding !== 'UTF-8')) continue;
    const texts = read.text.split(String.fromCharCode(SEPARATOR)).slice(0, -1);
    // Its sample ends where a cell does.
    const note = isChinese(named) ? undefined : noteOfEncoding({ ...read, text: texts.join('\n') });
    return {
      texts: texts.map((text, index) => (cuts[index]!.cut ? `${text}${CUT}` : text)),
      notes: note ? [note] : [],
    };
  }
  throw new UnreadableError(file, {
    zh: `属性表（.dbf）的文字不是${named === '' ? ' UTF-8 或 GBK' : ` ${named}（.cpg）`}；请以 UTF-8 重新导出`,
    en: `the texts of the attributes (.dbf) aren't ${named === '' ? 'UTF-8 or GBK' : `${named} (.cpg)`}; export them in UTF-8`,
  });
}

interface Whole {
  kept: Uint8Array;
  cut: boolean;
}

const withoutTail = (piece: Uint8Array, bytes: number): Whole => ({
  kept: bytes === 0 ? piece : piece.subarray(0, -bytes),
  cut: bytes > 0,
});

/** Without the first bytes of a character whose others the width of the column cut off. */
function wholeUtf8(piece: Uint8Array): Whole {
  for (let back = 1; back <= Math.min(3, piece.length); back++) {
    const lead = piece.at(-back)!;
    if (lead >> 6 === 0b10) continue;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    return withoutTail(piece, length > back ? back : 0);
  }
  return withoutTail(piece, 0);
}

function wholeGb(piece: Uint8Array): Whole {
  let at = 0;
  while (at < piece.length) {
    const next = piece[at + 1] ?? 0;
    const length = piece[at]! < 0x81 ? 1 : next >= 0x30 && next <= 0x39 ? 4 : 2;
    if (at + length > piece.length) return withoutTail(piece, piece.length - at);
    at += length;
  }
  return withoutTail(piece, 0);
}

/**
 * A column's name as a table keeps it: its first ten bytes, in UTF-8 and in GBK (two bytes for each character
 * beyond ASCII).
 */
export function cutNames(name: string): string[] {
  const bytesIn = [(char: string) => toUtf8(char).length, (char: string) => (char < '\x80' ? 1 : 2)];
  return bytesIn.map((bytesOf) => {
    let bytes = 0;
    const kept = [...name].filter((char) => {
      bytes += bytesOf(char);
      return bytes <= NAME_BYTES_KEPT;
    });
    return kept.join('');
  });
}
