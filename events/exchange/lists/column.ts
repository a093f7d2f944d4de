/** The lists that go out as tables: their columns, what a cell is, and how they are read. */
import * as z from 'zod';
import { chinaClock } from '../../../shared/base/day.ts';
import type { Words } from '../../../shared/base/words.ts';
import type { RegistryClient } from '../registry-client.ts';

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
  client: RegistryClient;
  organization: string;
  /** Both days included. */
  from: string;
  to: string;
  /** Of holdings: another account than the organization's own, as a province's is. */
  account?: string | undefined;
}

export interface Page<Row> {
  rows: Row[];
  /** Where the next page begins; undefined behind the last. */
  next?: string | undefined;
}

/** Reads the page at a cursor, the first without one. @throws RefusedError */
export type Pages<Row> = (cursor?: string) => Promise<Page<Row>>;

export interface ExportedList {
  columns: readonly Column[];
  /** Something that the reader of the list should know. */
  note?: Words;
  /** Pages of rows, each with a value for each column. What several pages need is asked for once. */
  pages(source: ListSource): Pages<Value[]>;
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
  pages: (source: ListSource) => Pages<Row>,
  columns: readonly ColumnOf<Row>[],
  note?: Words,
): ExportedList {
  return {
    columns,
    ...(note && { note }),
    pages: (source) => {
      const read = pages(source);
      return async (cursor) => {
        const { rows, next } = await read(cursor);
        return { rows: rows.map((row) => columns.map(({ of }) => of(row))), next };
      };
    },
  };
}

/** All rows of a list, page after page. @throws RefusedError */
export async function* rowsOf(list: ExportedList, source: ListSource): AsyncGenerator<Value[]> {
  const read = list.pages(source);
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.rows;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** A page of the API's, as a list reads it. */
export const PageOf = <T>(item: z.ZodType<T>) =>
  z.object({ items: z.array(item), next: z.string().optional() });

/** Items of a page: the API's maximum. */
export const PAGE_LIMIT = '200';

/** The same instant with China's offset. */
export const chinaTime = (instant: string): string =>
  chinaClock(instant).toISOString().replace('Z', '+08:00');
