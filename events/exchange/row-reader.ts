/** Reads the cells of one row; every fault is reported at its cell, and the row is then marked unsound. */
import { QUANTITY_MAX } from '../../shared/base/field.ts';
import { personalDataFault, personalDataIn } from '../../shared/base/personal-data.ts';
import { type NumberFault, wholeNumberOf } from '../../shared/base/whole-number.ts';
import type { Words } from '../../shared/base/words.ts';
import type { Findings, Position } from './findings.ts';
import { type Printable, printable, printableProse } from './printable.ts';
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

  /** A line of text as the registry takes it; a change needed for that is a warning. */
  optionalText(column: Column): string {
    return this.line(column, printable);
  }

  /** The same for a text that is only for reading, and identifies nothing. */
  optionalProse(column: Column): string {
    return this.line(column, printableProse);
  }

  private line(column: Column, read: (text: string) => Printable): string {
    const cell = this.row.cells[column];
    const { text, changes, hidden } = read(cell.text);
    if (text === '') return text;
    if (hidden) this.fault(cell, { zh: `${column}：${hidden.zh}`, en: `${column}: ${hidden.en}` });
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

  /** A free text, which will be public for good: nothing that looks like personal data. */
  freeText(column: Column): string {
    return this.withoutPersons(column, this.text(column));
  }

  /** The same for a text that is only for reading; it may be empty. */
  freeProse(column: Column): string {
    return this.withoutPersons(column, this.optionalProse(column));
  }

  private withoutPersons(column: Column, text: string): string {
    const kind = personalDataIn(text);
    if (kind) {
      const { zh, en } = personalDataFault(kind);
      this.fault(this.row.cells[column], { zh: `${column}：${zh}`, en: `${column}: ${en}` });
    }
    return text;
  }

  wholeNumber(column: Column): number {
    const cell = this.row.cells[column];
    const text = cell.text.trim();
    const number = wholeNumberOf(text, this.row.decimalComma);
    if (typeof number === 'number' && number <= QUANTITY_MAX) return number;
    const wrong = typeof number === 'number' ? overMax(text) : wordsOf(number, text);
    this.fault(cell, { zh: `${column}：${wrong.zh}`, en: `${column}: ${wrong.en}` });
    return Number.NaN;
  }

  /** Three quantities of which the first must be the sum of the others. */
  amounts(issuedIn: Column, retiredIn: Column, remainingIn: Column): Amounts {
    const issued = this.wholeNumber(issuedIn);
    const retired = this.wholeNumber(retiredIn);
    const remaining = this.wholeNumber(remainingIn);
    // If one isn't a number, neither is the sum, and the fault is known already.
    const sum = retired + remaining;
    if (Number.isInteger(issued) && Number.isInteger(sum) && issued !== sum)
      this.fault(this.row.cells[issuedIn], {
        zh: `${issuedIn} ${issued} ≠ ${retiredIn} ${retired} + ${remainingIn} ${remaining}（= ${sum}）`,
        en: `${issuedIn} ${issued} ≠ ${retiredIn} ${retired} + ${remainingIn} ${remaining} (= ${sum})`,
      });
    return { issued, retired, remaining };
  }
}

/** The fault of a cell that should hold a quantity in whole tonnes. */
function wordsOf(fault: NumberFault, text: string): Words {
  const words: Record<NumberFault, Words> = {
    empty: { zh: '为空', en: 'is empty' },
    negative: { zh: `${text} 为负数`, en: `${text} is negative` },
    'not-whole': { zh: `${text} 不是整数`, en: `${text} is not a whole number` },
    ambiguous: {
      zh: `${text} 可能是千分位，也可能是小数；请不加分隔符书写`,
      en: `${text} may be thousands or decimals; write it without a separator`,
    },
    'not-a-number': { zh: `「${text}」不是数字`, en: `"${text}" is not a number` },
  };
  return words[fault];
}

const overMax = (text: string): Words => ({
  zh: `${text} 超过上限 ${QUANTITY_MAX}`,
  en: `${text} is over the limit of ${QUANTITY_MAX}`,
});
