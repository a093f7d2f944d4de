/** Lines of a statement from a CSV or from cells of a spreadsheet: all of them, or none and what is wrong. */
import { isDecimal } from '../../../shared/base/rational.ts';
import { csvOf } from '../../../shared/base/written-csv.ts';
import { fuelOf } from '../../../shared/statements/factors/fuel.ts';
import { MASS_IN_TONNES } from '../../../shared/statements/factors/unit.ts';
import { LINES_MAX } from '../../../shared/statements/line.ts';
import { fuelOptions, gasOptions, processOptions, unitOptions } from './row-names.ts';
import {
  amountOf,
  LINE_KINDS,
  type LineForm,
  type LineKind,
  newLine,
  plainNumber,
} from './statement-form.ts';
import { editorWords } from './words.ts';

const { kind: KINDS, supply: SUPPLIES, direction: DIRECTIONS, origin: ORIGINS } = editorWords.tree;

/** The columns, by what their header says. */
const COLUMNS = {
  kind: { zh: '种类', en: 'Kind' },
  what: { zh: '名称', en: 'Name' },
  amount: { zh: '数量', en: 'Amount' },
  unit: { zh: '单位', en: 'Unit' },
  supply: { zh: '来源', en: 'Supply' },
  direction: { zh: '方向', en: 'Direction' },
  origin: { zh: '热源', en: 'Origin' },
  category: { zh: '类别', en: 'Category' },
  remark: { zh: '备注', en: 'Remark' },
} as const;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];

/** What is wrong, where: the header is row 1. */
export interface PasteFault {
  fault:
    | 'quote'
    | 'header'
    | 'twice'
    | 'lacks'
    | 'width'
    | 'unknown'
    | 'missing'
    | 'decimal'
    | 'not'
    | 'many';
  row: number;
  column: string;
  text: string;
}

type Language = 'zh' | 'en';
type Read = { lines: LineForm[] } | { faults: PasteFault[] };

export function readPasted(text: string, before: readonly LineForm[], language: Language): Read {
  const rows = rowsOf(text);
  if (!Array.isArray(rows)) return { faults: [rows] };
  const [header, ...body] = rows;
  if (!header || body.length === 0) return { faults: [faultAt('missing', 2)] };
  const columns = header.cells.map((cell) => columnOf(cell));
  const wrong = headerFaults(header.cells, columns, language);
  if (wrong.length > 0) return { faults: wrong };
  if (before.length + body.length > LINES_MAX)
    return { faults: [faultAt('many', LINES_MAX - before.length + 2, '', String(LINES_MAX))] };
  const faults: PasteFault[] = [];
  const lines: LineForm[] = [];
  for (const { cells, row } of body) {
    if (cells.length > columns.length) faults.push(faultAt('width', row, '', String(columns.length)));
    const named = new Map(columns.map((column, at) => [column, cells[at]?.trim() ?? '']));
    lines.push(
      lineOf({
        cell: (column) => named.get(column) ?? '',
        say: (fault, column, found = '') =>
          faults.push(faultAt(fault, row, COLUMNS[column][language], found)),
        before: [...before, ...lines],
      }),
    );
  }
  return faults.length > 0 ? { faults } : { lines };
}

const faultAt = (fault: PasteFault['fault'], row: number, column = '', text = ''): PasteFault => ({
  fault,
  row,
  column,
  text,
});

const same = (one: string, other: string): boolean =>
  one.normalize('NFKC').trim().toLowerCase() === other.normalize('NFKC').trim().toLowerCase();

const columnOf = (cell: string): Column | undefined =>
  NAMES.find((name) => same(cell, COLUMNS[name].zh) || same(cell, COLUMNS[name].en));

function headerFaults(
  cells: readonly string[],
  columns: readonly (Column | undefined)[],
  language: Language,
): PasteFault[] {
  const unknown = cells.flatMap((cell, at) =>
    columns[at] ? [] : [faultAt('header', 1, cell.trim() || `#${at + 1}`)],
  );
  const twice = columns.flatMap((column, at) =>
    column && columns.indexOf(column) < at ? [faultAt('twice', 1, cells[at]!.trim())] : [],
  );
  const lacking = (['kind', 'amount'] as const).filter((name) => !columns.includes(name));
  return [...unknown, ...twice, ...lacking.map((name) => faultAt('lacks', 1, COLUMNS[name][language]))];
}

interface Row {
  cell: (column: Column) => string;
  say: (fault: PasteFault['fault'], column: Column, found?: string) => void;
  before: readonly LineForm[];
}

function lineOf({ cell, say, before }: Row): LineForm {
  const one = <V extends string>(column: Column, choices: readonly Choice<V>[], other?: V): V | undefined => {
    const found = cell(column);
    if (found === '' && other !== undefined) return other;
    if (found === '') return void say('missing', column);
    const value = choices.find(({ names }) => names.some((name) => same(name, found)))?.value;
    return value ?? void say('unknown', column, found);
  };
  const kind = one('kind', choicesIn<LineKind>(KINDS, LINE_KINDS));
  const amount = plainNumber(cell('amount'));
  if (amount === '') say('missing', 'amount');
  else if (!isDecimal(amount)) say('decimal', 'amount', cell('amount'));
  if (kind === undefined) return newLine(before, 'fuel');
  for (const column of ['what', 'supply', 'direction', 'origin'] as const)
    if (cell(column) !== '' && !TAKES[kind].includes(column)) say('not', column, cell(column));
  const line: LineForm = { ...newLine(before, kind), [amountOf[kind]]: amount };
  if (kind === 'electricity') line.supply = one('supply', choicesIn(SUPPLIES), 'grid')!;
  if (kind === 'heat') line.origin = one('origin', choicesIn(ORIGINS), 'fossil')!;
  if (TAKES[kind].includes('direction'))
    line.direction = one('direction', choicesIn(DIRECTIONS), 'received')!;
  if (kind === 'own') {
    if (cell('what') === '') say('missing', 'what');
    Object.assign(line, { name: cell('what'), unit: cell('unit') });
  } else {
    const rows = ROWS[kind];
    if (rows) Object.assign(line, { [kind]: one('what', choicesAmong(rows)) });
    const units = unitsOf(kind, line.fuel);
    const unit = one(
      'unit',
      choicesAmong((language) => unitOptions(units, language)),
      units[0],
    );
    if (kind === 'fuel' || kind === 'process') line.unit = unit!;
  }
  const category = one('category', CATEGORIES, String(line.category ?? 1));
  if (category !== undefined) line.category = Number(category);
  if (cell('remark') !== '') line.remark = cell('remark');
  return line;
}

const TAKES: Readonly<Record<LineKind, readonly Column[]>> = {
  fuel: ['what'],
  electricity: ['supply', 'direction'],
  heat: ['origin', 'direction'],
  process: ['what'],
  gas: ['what'],
  own: ['what'],
};

interface Choice<V extends string> {
  value: V;
  names: readonly string[];
}

const choicesIn = <V extends string>(
  words: Readonly<Record<V, Readonly<Record<Language, string>>>>,
  values: readonly V[] = Object.keys(words).map((value) => value as V),
): Choice<V>[] => values.map((value) => ({ value, names: [value, words[value].zh, words[value].en] }));

type Options = (language: Language) => { value: string; label: string }[];

function choicesAmong(options: Options): Choice<string>[] {
  const english = new Map(options('en').map(({ value, label }) => [value, label]));
  return options('zh').map(({ value, label }) => ({ value, names: [value, label, english.get(value)!] }));
}

const ROWS: Partial<Record<LineKind, Options>> = {
  fuel: fuelOptions,
  process: processOptions,
  gas: gasOptions,
};

const CATEGORIES = ['1', '2', '3', '4', '5', '6'].map((value) => ({ value, names: [value] }));

/** The first is what a line without a unit is in. */
function unitsOf(kind: LineKind, fuel: string | undefined): string[] {
  if (kind === 'electricity') return ['kWh'];
  if (kind === 'heat') return ['GJ'];
  if (kind === 'gas') return ['kg'];
  const found = kind === 'fuel' && fuel !== undefined ? fuelOf(fuel) : undefined;
  const first = found?.unit ?? 't';
  return [first, ...Object.keys(found?.conversions ?? MASS_IN_TONNES).filter((unit) => unit !== first)];
}

interface Cells {
  cells: string[];
  row: number;
}

/** Rows as RFC 4180 has them; a spreadsheet's cells come apart by tabs. Empty rows are left out. */
function rowsOf(text: string): Cells[] | PasteFault {
  const plain = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const delimiter = plain.split('\n', 1)[0]!.includes('\t') ? '\t' : ',';
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\n${delimiter}]*))(${delimiter}|\\n|$)`, 'y');
  const rows: Cells[] = [];
  let cells: string[] = [];
  let row = 1;
  while (cell.lastIndex < plain.length || cells.length > 0) {
    const found = cell.exec(plain);
    if (!found) return faultAt('quote', row);
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === delimiter) continue;
    if (cells.some((each) => each.trim() !== '')) rows.push({ cells, row });
    cells = [];
    row++;
    if (found[3] === '') break;
  }
  return rows;
}

/** A file to fill in, with a line of each usual kind. */
export function pasteTemplate(language: Language): string {
  const line = (kind: LineKind, more: Partial<Record<Column, string>>) =>
    NAMES.map((name) => (name === 'kind' ? KINDS[kind][language] : (more[name] ?? '')));
  const label = (options: Options, value: string) =>
    options(language).find((each) => each.value === value)!.label;
  return csvOf([
    NAMES.map((name) => COLUMNS[name][language]),
    line('electricity', { amount: '3000000', supply: SUPPLIES.grid[language] }),
    line('fuel', { what: label(fuelOptions, 'diesel'), amount: '12.5', unit: 't' }),
    line('heat', { amount: '450', origin: ORIGINS.fossil[language] }),
  ]);
}
