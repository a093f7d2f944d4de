/**
 * Cells of a row that no member of the ledger tells, kept as they are written: so a file that goes out again
 * has every column that it came in with.
 */

import {
  WRITTEN_CELL_MAX,
  WRITTEN_CELLS_MAX,
  WRITTEN_MAX,
  type Written,
} from '../../../shared/base/field.ts';
import { personalDataIn } from '../../../shared/base/personal-data.ts';
import type { Findings } from '../findings.ts';
import { printableProse } from '../printable.ts';
import type { Row } from '../table.ts';

/** A cell as an export writes it again. */
export const cellText = (text: string): string => printableProse(text).text;

/**
 * The cells of these columns that say something. One that is too long for the log, or looks like personal
 * data, is left out with a warning.
 */
export function writtenOf(
  row: Row<string>,
  columns: readonly string[],
  findings: Findings,
): Written | undefined {
  const written: Written = {};
  let length = 0;
  for (const column of columns) {
    const cell = row.cells[column];
    const text = cell ? cellText(cell.text) : '';
    if (!cell || text === '') continue;
    const isPersonal = personalDataIn(text) !== undefined;
    const fits = text.length <= WRITTEN_CELL_MAX && length + column.length + text.length <= WRITTEN_MAX;
    if (isPersonal || !fits || Object.keys(written).length >= WRITTEN_CELLS_MAX) {
      findings.warnOnce(row.file, cell, isPersonal ? personal(column) : tooLong(column));
      continue;
    }
    length += column.length + text.length;
    written[column] = text;
  }
  return Object.keys(written).length > 0 ? written : undefined;
}

const personal = (column: string) => ({
  zh: `${column} 疑含个人信息，未保存`,
  en: `${column} looks like personal data and isn't kept`,
});
const tooLong = (column: string) => ({
  zh: `${column} 过长，未保存`,
  en: `${column} is too long to be kept`,
});
