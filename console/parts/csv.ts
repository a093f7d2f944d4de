/** Lists as files that a spreadsheet opens. */
import { csvOf } from '../../shared/base/written-csv.ts';

interface TextColumn<T> {
  title: string;
  text?: (item: T) => string | number | undefined;
}

/** The columns that have a text, with their titles. */
export function csvOfList<T>(columns: readonly TextColumn<T>[], items: readonly T[]): string {
  const going = columns.flatMap(({ title, text }) => (text ? [{ title, text }] : []));
  return csvOf([
    going.map(({ title }) => title),
    ...items.map((item) => going.map(({ text }) => text(item) ?? '')),
  ]);
}
