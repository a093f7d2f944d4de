/** The lists that go out as tables: their columns, and what a cell is. */
import type { ApiClient } from '../../api-client.ts';
import type { Words } from '../../words.ts';

/**
 * What a column holds. `integer`: a whole number. `decimal`: an exact decimal, as text. `day`: YYYY-MM-DD.
 * `instant`: RFC 3339 in UTC, shown as China's time.
 */
export type Kind = 'text' | 'integer' | 'decimal' | 'day' | 'instant';

/** Undefined where there is nothing to say. */
export type Value = string | number | undefined;

export interface Column {
  name: Words;
  kind: Kind;
}

/** Whose list it is, and who asks. */
export interface ListSource {
  client: ApiClient;
  organization: string;
  /** Both days included. */
  from: string;
  to: string;
  /** Something that the reader of the list should know. */
  tell(words: Words): void;
}

export interface ExportedList {
  columns: readonly Column[];
  /** Row after row, each with a value for each column. */
  rows(source: ListSource): AsyncGenerator<Value[]>;
}

interface ColumnOf<Row> extends Column {
  of(row: Row): Value;
}

export const column = <Row>(kind: Kind, zh: string, en: string, of: (row: Row) => Value): ColumnOf<Row> => ({
  kind,
  name: { zh, en },
  of,
});

/** A list of these columns over rows of one type. */
export function listOf<Row>(
  rows: (source: ListSource) => AsyncGenerator<Row>,
  columns: readonly ColumnOf<Row>[],
): ExportedList {
  return {
    columns,
    async *rows(source) {
      for await (const row of rows(source)) yield columns.map(({ of }) => of(row));
    },
  };
}

/** Items asked for ahead of the one that is shown. */
const AHEAD = 6;

/** What `find` gives for each item, in their order, several under way at a time. */
export async function* inOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  find: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const waiting: Promise<R>[] = [];
  for await (const item of items) {
    const found = find(item);
    // It is awaited below; until then a failure must not count as unhandled.
    found.catch(() => {});
    waiting.push(found);
    if (waiting.length >= AHEAD) yield await waiting.shift()!;
  }
  while (waiting.length > 0) yield await waiting.shift()!;
}

/** `find`, asked once for each key. */
export function once<R>(find: (key: string) => Promise<R>): (key: string) => Promise<R> {
  const found = new Map<string, Promise<R>>();
  return (key) => {
    const known = found.get(key) ?? find(key);
    found.set(key, known);
    return known;
  };
}

/** China has one zone, UTC+8, without summer time since 1992. */
const CHINA_OFFSET_MILLISECONDS = 8 * 3_600_000;

/** The instant as a clock in China shows it, in the fields that are otherwise UTC's. */
export const inChina = (instant: string): Date => new Date(Date.parse(instant) + CHINA_OFFSET_MILLISECONDS);

/** The same instant with China's offset. */
export const chinaTime = (instant: string): string => inChina(instant).toISOString().replace('Z', '+08:00');
