/** A CSV file of a command as rows of named cells. */
import { readCsv } from '../../exchange/csv.ts';
import { type InputFile, textOfInput } from '../../exchange/file/input-file.ts';
import type { Findings } from '../../exchange/findings.ts';
import { type Row, rowsOf } from '../../exchange/table.ts';

/** The rows of the file, as `rowsOf` reads them. @throws UnreadableError */
export function readTable<Column extends string>(
  file: InputFile,
  columns: readonly Column[],
  findings: Findings,
  absent: readonly Column[] = [],
): Row<Column>[] | undefined {
  const text = textOfInput(file, { line: 1, column: 1 }, findings);
  return rowsOf(file, readCsv(text), { columns, absent }, findings);
}
