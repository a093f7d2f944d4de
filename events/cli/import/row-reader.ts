/** Reads the cells of one row; every fault is reported at its cell, and the row remembers that it has one. */
import { QUANTITY_MAX } from '../../../shared/field.ts';
import { personalDataFault, personalDataIn } from '../../../shared/personal-data.ts';
import type { Words } from '../words.ts';
import type { Cell } from './csv.ts';
import type { Findings, Position } from './findings.ts';
import { printable } from './printable.ts';
import type { Row } from './table.ts';

/** tCO2e. In every row issued = retired + remaining. */
export interface Amounts {
  issued: number;
  retired: number;
  remaining: number;
}

export class RowReader<Column extends string> {
  sound = true;
  readonly row: Row<Column>;
  private readonly findings: Findings;

  constructor(row: Row<Column>, findings: Findings) {
    this.row = row;
    this.findings = findings;
  }

  fault(at: Position, message: Words): void {
    this.sound = false;
    this.findings.error(this.row.file, at, message);
  }

  /** A line of text as the registry takes it; what had to be changed for that is a warning. */
  optionalText(column: Column): string {
    const cell = this.row.cells[column];
    const { text, changes } = printable(cell.text);
    if (text === '') return text;
    for (const change of changes)
      this.findings.warn(this.row.file, cell, {
        zh: `${column}：${change.zh}`,
        en: `${column}: ${change.en}`,
      });
    return text;
  }

  text(column: Column): string {
    const text = this.optionalText(column);
    if (text === '') this.fault(this.row.cells[column], { zh: `${column} 为空`, en: `${column} is empty` });
    return text;
  }

  /** A text in somebody's own words, which will be public for good: nothing that looks like personal data. */
  freeText(column: Column): string {
    const text = this.text(column);
    const kind = personalDataIn(text);
    if (kind) {
      const { zh, en } = personalDataFault(kind);
      this.fault(this.row.cells[column], { zh: `${column}：${zh}`, en: `${column}: ${en}` });
    }
    return text;
  }

  wholeNumber(column: Column): number {
    const cell = this.row.cells[column];
    const wrong = notWhole(cell);
    if (wrong) this.fault(cell, { zh: `${column}：${wrong.zh}`, en: `${column}: ${wrong.en}` });
    return wrong ? Number.NaN : Number(cell.text.trim());
  }

  /** Three quantities of which the first must be the sum of the others. */
  amounts(issuedIn: Column, retiredIn: Column, remainingIn: Column): Amounts {
    const issued = this.wholeNumber(issuedIn);
    const retired = this.wholeNumber(retiredIn);
    const remaining = this.wholeNumber(remainingIn);
    // Where one isn't a number, the sum isn't either, and the fault is known already.
    const sum = retired + remaining;
    if (Number.isInteger(issued) && Number.isInteger(sum) && issued !== sum)
      this.fault(this.row.cells[issuedIn], {
        zh: `${issuedIn} ${issued} ≠ ${retiredIn} ${retired} + ${remainingIn} ${remaining}（= ${sum}）`,
        en: `${issuedIn} ${issued} ≠ ${retiredIn} ${retired} + ${remainingIn} ${remaining} (= ${sum})`,
      });
    return { issued, retired, remaining };
  }
}

/** What keeps a cell from being a quantity in whole tonnes. */
function notWhole({ text }: Cell): Words | undefined {
  const number = text.trim();
  if (number === '') return { zh: '为空', en: 'is empty' };
  if (/^-\d+(\.\d+)?$/.test(number)) return { zh: `${number} 为负数`, en: `${number} is negative` };
  if (/^\d+\.\d+$/.test(number)) return { zh: `${number} 不是整数`, en: `${number} is not a whole number` };
  if (!/^\d+$/.test(number)) return { zh: `「${number}」不是数字`, en: `"${number}" is not a number` };
  if (Number(number) > QUANTITY_MAX)
    return { zh: `${number} 超过上限 ${QUANTITY_MAX}`, en: `${number} is over the limit of ${QUANTITY_MAX}` };
  return undefined;
}
