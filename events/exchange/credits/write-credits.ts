/**
 * Credits as other registries list them. The canonical form of a list, which an export writes: UTF-8, LF, the
 * columns in the order of the source, a cell quoted only where it must be, days as YYYY-MM-DD, quantities
 * as the source writes them, projects by their numbers and lines by vintage and serial number or day.
 * What a reader of cells changes (surrounding spaces, line breaks, NFC) stays changed.
 */

import { asText, csvLine } from '../../../shared/base/written-csv.ts';
import type { Standard } from '../../../shared/sinks/standard.ts';
import { VERRA_STANDARD } from '../vcu-columns.ts';
import { GOLD_STANDARD, goldIssuances, goldRetirements } from './gold-standard.ts';
import { issuanceLines, retirementLines } from './gold-standard-lines.ts';
import type { Cells, HeldProject } from './held.ts';
import { offsetsDbCredits, offsetsDbProjects } from './offsets-db.ts';
import { projectLines, transactionLines } from './offsets-db-lines.ts';
import { COVERED, type CreditFormat, type Layout } from './record.ts';
import { verraUnits } from './verra.ts';
import { verraLines } from './verra-lines.ts';
import { vrodProjects } from './vrod.ts';
import { vrodLines } from './vrod-lines.ts';

/** A table that is written: its layout, and the lines of one project. */
export interface CreditTable {
  layout: Layout;
  /** The standards whose projects it lists. */
  standards: readonly Standard[];
  linesOf(project: HeldProject): Cells[];
}

const tables: readonly CreditTable[] = [
  { layout: verraUnits, standards: [VERRA_STANDARD], linesOf: verraLines },
  { layout: goldIssuances, standards: [GOLD_STANDARD], linesOf: issuanceLines },
  { layout: goldRetirements, standards: [GOLD_STANDARD], linesOf: retirementLines },
  { layout: offsetsDbCredits, standards: COVERED, linesOf: transactionLines },
  { layout: offsetsDbProjects, standards: COVERED, linesOf: projectLines },
  { layout: vrodProjects, standards: COVERED, linesOf: vrodLines },
];

/** The tables of a format, the first of which is written where none is named. */
export const tablesOf = (format: CreditFormat): readonly CreditTable[] =>
  tables.filter(({ layout }) => layout.format === format);

/** The header, and each line of a project. `spreadsheet`: no cell is a formula to a spreadsheet. */
export const headerOf = ({ layout }: CreditTable): string =>
  csvLine(layout.columns.map((column) => printedIn(layout, column)));

const printedIn = ({ printed }: Layout, column: string): string => printed?.(column) ?? column;

/** A project that a list can't have: a line without some of its cells would contradict its totals. */
export class NoColumnError extends Error {
  /** As the header would name it. */
  readonly column: string;
  constructor(column: string) {
    super(column);
    this.column = column;
  }
}

/** @throws NoColumnError where the list ends before a year of the project's */
export const linesOf = (table: CreditTable, project: HeldProject, spreadsheet = false): string[] =>
  table.linesOf(project).map((cells) => {
    const { layout } = table;
    const lost = Object.keys(cells).find(
      (name) => !layout.columns.includes(name) && layout.isFurther?.(name),
    );
    if (lost !== undefined) throw new NoColumnError(printedIn(layout, lost));
    const texts = layout.columns.map((column) => String(cells[column] ?? ''));
    return csvLine(spreadsheet ? texts.map(asText) : texts);
  });

/** Orders projects by their numbers: `VCS9` stands before `VCS10`. */
export const byCode = (a: { code: string }, b: { code: string }): number =>
  a.code.localeCompare(b.code, 'en', { numeric: true });
