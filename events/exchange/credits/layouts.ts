/** Which list of credits a file is, by its header. */
import type { Words } from '../../../shared/base/words.ts';
import type { CsvFault, CsvRecord } from '../csv.ts';
import { goldIssuances, goldRetirements } from './gold-standard.ts';
import { offsetsDbCredits, offsetsDbProjects } from './offsets-db.ts';
import type { CreditFormat, Layout } from './record.ts';
import { verraUnits } from './verra.ts';
import { vrodProjects } from './vrod.ts';

/** Every list that is read. A layout that has all columns of another stands before it. */
export const layouts: readonly Layout[] = [
  verraUnits,
  goldRetirements,
  goldIssuances,
  offsetsDbCredits,
  offsetsDbProjects,
  vrodProjects,
];

/** Where each format's lists come from. */
export const SOURCES: Readonly<Record<CreditFormat, string>> = {
  verra: 'Verra',
  'gold-standard': 'Gold Standard',
  'offsets-db': 'OffsetsDB',
  vrod: 'Berkeley VROD',
};

/** Titles, notes and formulas that may stand above a header. */
const ROWS_ABOVE_MAX = 10;

/** Line breaks within a spreadsheet's header are the sheet's own. */
const nameOf = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

export interface FoundLayout {
  layout: Layout;
  /** Of the header among the records, from 0. */
  index: number;
  /** The names of its columns as the layout has them. */
  names: string[];
}

/** How many of the columns that it needs a header lacks. */
const missingIn = ({ columns, absent }: Layout, names: readonly string[]): string[] =>
  columns.filter((column) => !names.includes(column) && !absent.includes(column));

const namesFor = ({ rename }: Layout, { cells }: CsvRecord): string[] => {
  const names = cells.map(({ text }) => nameOf(text));
  return rename ? rename(names) : names;
};

/** The layout of the first of these records that is a header, or why none is: what is broken, or nearest. */
export function layoutOf(
  records: Iterable<CsvRecord | CsvFault>,
  known: readonly Layout[] = layouts,
): FoundLayout | CsvFault {
  const first: CsvRecord[] = [];
  let broken: CsvFault | undefined;
  let index = 0;
  for (const record of records) {
    if (index >= ROWS_ABOVE_MAX) break;
    if ('cells' in record) {
      for (const layout of known) {
        const names = namesFor(layout, record);
        if (missingIn(layout, names).length === 0) return { layout, index, names };
      }
      first.push(record);
    } else broken ??= record;
    index++;
  }
  if (first.length === 0) return broken ?? { at: FILE, message: { zh: '文件为空', en: 'the file is empty' } };
  const { found, message } = nearest(first, known);
  // Where no row has a column of a list, the header may be the row that couldn't be read.
  return found === 0 && broken ? broken : { at: FILE, message };
}

const FILE = { line: 1, column: 1 };

/** The list that these rows are nearest to: the share of its columns that a row has, and what it lacks. */
function nearest(records: readonly CsvRecord[], among: readonly Layout[]): { found: number; message: Words } {
  const candidates = records.flatMap((record) =>
    among.map((layout) => {
      const missing = missingIn(layout, namesFor(layout, record));
      const needed = layout.columns.length - layout.absent.length;
      return { layout, missing, found: (needed - missing.length) / needed };
    }),
  );
  const best = candidates.reduce((most, each) => (each.found > most.found ? each : most));
  const known = among.map(({ name }) => name);
  const { layout, missing, found } = best;
  const message =
    found === 0
      ? {
          zh: `前 ${records.length} 行都不是已知清单的表头；可读：${known.map(({ zh }) => zh).join('、')}`,
          en: `none of the first ${records.length} rows is the header of a list that is known: ${known.map(({ en }) => en).join('; ')}`,
        }
      : {
          zh: `表头不是已知清单；最接近的是${layout.name.zh}，缺少列：${missing.join('、')}`,
          en: `the header is of no list that is known; the nearest is ${layout.name.en}, and it lacks: ${missing.join(', ')}`,
        };
  return { found, message };
}
