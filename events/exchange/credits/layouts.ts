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

/** The layout of the first of these records that is a header, or what is nearest to one. */
export function layoutOf(
  records: Iterable<CsvRecord | CsvFault>,
  known: readonly Layout[] = layouts,
): FoundLayout | Words {
  const first: CsvRecord[] = [];
  let index = 0;
  for (const record of records) {
    if (index >= ROWS_ABOVE_MAX) break;
    if ('cells' in record) {
      for (const layout of known) {
        const names = namesFor(layout, record);
        if (missingIn(layout, names).length === 0) return { layout, index, names };
      }
      first.push(record);
    }
    index++;
  }
  return first.length === 0 ? { zh: '文件为空', en: 'the file is empty' } : nearest(first, known);
}

function nearest(records: readonly CsvRecord[], among: readonly Layout[]): Words {
  const candidates = records.flatMap((record) =>
    among.map((layout) => {
      const missing = missingIn(layout, namesFor(layout, record));
      const needed = layout.columns.length - layout.absent.length;
      return { layout, missing, found: (needed - missing.length) / needed };
    }),
  );
  const best = candidates.reduce((most, each) => (each.found > most.found ? each : most));
  const known = among.map(({ name }) => name);
  if (best.found === 0)
    return {
      zh: `前 ${records.length} 行都不是已知清单的表头；可读：${known.map(({ zh }) => zh).join('、')}`,
      en: `none of the first ${records.length} rows is the header of a list that is known: ${known.map(({ en }) => en).join('; ')}`,
    };
  const { layout, missing } = best;
  return {
    zh: `表头不是已知清单；最接近的是${layout.name.zh}，缺少列：${missing.join('、')}`,
    en: `the header is of no list that is known; the nearest is ${layout.name.en}, and it lacks: ${missing.join(', ')}`,
  };
}
