/** Quantities as Verra writes them, with thousands commas. */

import type { RowReader } from '../row-reader.ts';
import type { VcuColumn } from '../vcu-columns.ts';

const GROUPED = /^\d{1,3}(?:,\d{3})+$/;

export function readVerraQuantity(reader: RowReader<VcuColumn>, column: VcuColumn): number {
  const cell = reader.row.cells[column];
  const text = cell.text.trim();
  if (!GROUPED.test(text)) return reader.wholeNumber(column);
  return Number(text.replaceAll(',', ''));
}
