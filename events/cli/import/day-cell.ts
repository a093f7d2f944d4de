/** Days in a row: YYYY-MM-DD, days of the calendar. */
import { Day } from '../../../shared/day.ts';
import type { RowReader } from './row-reader.ts';

/** The day; what isn't one is a fault. */
export function readDay<C extends string>(reader: RowReader<C>, column: C): string {
  const cell = reader.row.cells[column];
  const day = cell.text.trim();
  if (!Day.safeParse(day).success)
    reader.fault(cell, {
      zh: `${column}：「${cell.text}」不是真实日期，格式应为 YYYY-MM-DD`,
      en: `${column}: "${cell.text}" is no day of the calendar; write YYYY-MM-DD`,
    });
  return day;
}
