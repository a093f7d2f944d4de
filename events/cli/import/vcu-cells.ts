/** Cells as Verra writes them: quantities with thousands commas, days as YYYY-MM-DD or DD/MM/YYYY. */
import { Day } from '../../../shared/day.ts';
import type { VcuColumn } from '../vcu-columns.ts';
import type { RowReader } from './row-reader.ts';

const GROUPED = /^\d{1,3}(?:,\d{3})+$/;

export function readVerraQuantity(reader: RowReader<VcuColumn>, column: VcuColumn): number {
  const cell = reader.row.cells[column];
  const text = cell.text.trim();
  if (!GROUPED.test(text)) return reader.wholeNumber(column);
  return Number(text.replaceAll(',', ''));
}

export function readVerraDay(reader: RowReader<VcuColumn>, column: VcuColumn): string {
  const cell = reader.row.cells[column];
  const text = cell.text.trim();
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = day ? `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  if (!Day.safeParse(iso).success)
    reader.fault(cell, {
      zh: `${column}：「${text}」不是真实日期，格式应为 YYYY-MM-DD 或 DD/MM/YYYY`,
      en: `${column}: "${text}" is no day of the calendar; write YYYY-MM-DD or DD/MM/YYYY`,
    });
  return iso;
}
