/**
 * The layout of a page: what stands where, by arithmetic alone, so that the same words always come to the
 * same places. Points, from the top left of an A4 page.
 */

import type { Words } from '../../../shared/base/words.ts';
import type { Measure } from './font.ts';
import { wrap } from './font.ts';
import type { Page, Row } from './page.ts';
import type { Standing } from './standing.ts';
import { unitLines, unitsText } from './units.ts';

export const PAGE_WIDTH = 595.28;
export const PAGE_HEIGHT = 841.89;
const MARGIN = 50;
const WIDTH = PAGE_WIDTH - 2 * MARGIN;
/** Of the font: what a line takes, in its size. */
const LEADING = 1.45;
const LABEL_WIDTH = 126;
const VALUE_X = MARGIN + LABEL_WIDTH + 8;
const VALUE_WIDTH = PAGE_WIDTH - MARGIN - VALUE_X;
const FOOT_Y = 662;
export const QR = { x: PAGE_WIDTH - MARGIN - 96, y: FOOT_Y + 14, size: 96 };
const FOOT_WIDTH = QR.x - MARGIN - 16;

export const INK = { text: '#1c2420', label: '#66706b', green: '#17563b', rule: '#c9d3cd' } as const;

export interface Line {
  text: string;
  x: number;
  y: number;
  size: number;
  color: string;
}

/** A piece of the page as its tags name it. */
export type Block =
  | { tag: 'H1' | 'H2' | 'P'; lines: Line[] }
  | { tag: 'Table'; rows: { label: Line[]; value: Line[] }[] };

export interface Layout {
  blocks: Block[];
  /** Heights of thin rules across the page. */
  rules: number[];
}

/** How the body is set: its size, and the most lines of one value. */
interface Setting {
  size: number;
  linesMax: number;
  /** The least lines that the units get. */
  unitsMin: number;
}

const ALL = Number.POSITIVE_INFINITY;
/** Tried in their order: first all of it, smaller and smaller, then fewer ranges, then shorter texts. */
const SETTINGS: readonly Setting[] = [
  { size: 9.6, linesMax: ALL, unitsMin: ALL },
  { size: 9, linesMax: ALL, unitsMin: ALL },
  { size: 8.2, linesMax: ALL, unitsMin: ALL },
  { size: 7.4, linesMax: ALL, unitsMin: ALL },
  { size: 8.2, linesMax: ALL, unitsMin: 8 },
  { size: 7.4, linesMax: ALL, unitsMin: 6 },
  { size: 7.4, linesMax: 5, unitsMin: 6 },
  { size: 6.6, linesMax: 2, unitsMin: 4 },
];

export function layOut(page: Page, standing: Standing, address: string, measure: Measure): Layout {
  const head = headOf(page, measure);
  const body = bodyOf(page, head.end + 10, measure);
  const foot = footOf(page, standing, address, measure);
  return { blocks: [...head.blocks, ...body, ...foot], rules: [head.rule, FOOT_Y] };
}

/** Lines one under the other, from `y` on. */
function stack(texts: readonly string[], at: Omit<Line, 'text'>): Line[] {
  return texts.map((text, i) => ({ ...at, text, y: at.y + i * at.size * LEADING }));
}

const endOf = (lines: readonly Line[]): number =>
  Math.max(0, ...lines.map(({ y, size }) => y + size * LEADING));

const PARTY_SIZES = [
  { size: 16, linesMax: 2 },
  { size: 12, linesMax: 3 },
  { size: 9, linesMax: ALL },
] as const;

function headOf(page: Page, measure: Measure) {
  const { title, number, figure, unit, party } = page;
  const name = PARTY_SIZES.map(({ size, linesMax }) => ({
    size,
    linesMax,
    lines: wrap(party.name.text, WIDTH, (text) => measure(text, size)),
  })).find(({ lines, linesMax }) => lines.length <= linesMax)!;
  const at = (x: number, y: number, size: number, color: string = INK.text) => ({ x, y, size, color });
  const brand = '绿账 LVZHANG';
  const titled: Line[] = [
    { text: title.zh, ...at(MARGIN, 46, 25, INK.green) },
    { text: title.en, ...at(MARGIN, 83, 12, INK.label) },
  ];
  const branded = { text: brand, ...at(PAGE_WIDTH - MARGIN - measure(brand, 9), 60, 9, INK.green) };
  const rule = 108;
  const numbered: Line[] = [
    { text: `证书编号 Certificate No.  ${number.text}`, ...at(MARGIN, rule + 9, 8.5, INK.label) },
  ];
  const labelled = { text: `${party.label.zh} ${party.label.en}`, ...at(MARGIN, rule + 30, 8, INK.label) };
  const named = stack(name.lines, at(MARGIN, rule + 41, name.size));
  const figureY = endOf(named) + 1;
  const unitX = MARGIN + measure(figure, 34) + 10;
  const counted: Line[] = [
    { text: figure, ...at(MARGIN, figureY, 34, INK.green) },
    { text: unit.zh, ...at(unitX, figureY + 13, 12) },
    { text: unit.en, ...at(unitX, figureY + 30, 8.5, INK.label) },
  ];
  const blocks: Block[] = [
    { tag: 'H1', lines: titled },
    { tag: 'P', lines: [branded] },
    { tag: 'P', lines: numbered },
    { tag: 'P', lines: [labelled, ...named] },
    { tag: 'P', lines: counted },
  ];
  return { blocks, rule, end: endOf(counted.slice(0, 1)) };
}

/** Rows and units, in the first setting that has room for them. */
function bodyOf(page: Page, top: number, measure: Measure): Block[] {
  let best: Block[] = [];
  for (const setting of SETTINGS) {
    const { size } = setting;
    const rows = rowsOf(page.rows, top, setting, measure);
    const end = Math.max(top, ...rows.map(({ label, value }) => endOf([...label, ...value])));
    const table: Block[] = rows.length > 0 ? [{ tag: 'Table', rows }] : [];
    if (page.groups.length === 0 && end <= FOOT_Y) return table;
    const headY = end + size;
    const room = Math.floor((FOOT_Y - 8 - headY - (size + 1) * LEADING) / (size * LEADING));
    const { lines, whole } = unitLines(page.groups, {
      linesMax: Math.max(room, 0),
      width: WIDTH,
      measured: (text) => measure(text, size),
    });
    const heading = stack([`序号 Serials·${unitsText(page.groups)}`], {
      x: MARGIN,
      y: headY,
      size: size + 1,
      color: INK.green,
    });
    const set = lines.map(({ text, faint }, i) => ({
      text,
      x: MARGIN,
      y: endOf(heading) + i * size * LEADING,
      size,
      color: faint ? INK.label : INK.text,
    }));
    best = [...table, { tag: 'H2', lines: heading }, { tag: 'P', lines: set }];
    if (whole || room >= setting.unitsMin) return best;
  }
  return best;
}

function rowsOf(rows: readonly Row[], top: number, { size, linesMax }: Setting, measure: Measure) {
  let y = top;
  return rows.map(({ label, value }) => {
    const texts = cut(
      wrap(value.text, VALUE_WIDTH, (text) => measure(text, size)),
      value.text,
      linesMax,
    );
    const shown = stack(texts, { x: VALUE_X, y, size, color: INK.text });
    const named = labelOf(label, y, size, measure);
    y = endOf([...shown, ...named]) + size / 5;
    return { label: named, value: shown };
  });
}

/** A text that has more lines says so, with its length, and where all of it is. */
function cut(lines: string[], text: string, linesMax: number): string[] {
  if (lines.length <= linesMax) return lines;
  const length = [...text].length;
  return [
    ...lines.slice(0, linesMax - 1),
    `……全文 ${length} 字，见所附 JSON; all ${length} characters are in the attached JSON`,
  ];
}

/** Chinese and English in one line, or one under the other where they are too wide. */
function labelOf({ zh, en }: Words, y: number, size: number, measure: Measure): Line[] {
  const [first, second] = [size - 0.5, size - 1.8];
  const gap = measure(zh, first) + 4;
  const beside = gap + measure(en, second) <= LABEL_WIDTH;
  return [
    { text: zh, x: MARGIN, y: y + 0.3, size: first, color: INK.label },
    {
      text: en,
      size: second,
      color: INK.label,
      ...(beside ? { x: MARGIN + gap, y: y + 2 } : { x: MARGIN, y: y + size * LEADING - 1.5 }),
    },
  ];
}

const VERIFY: Words = {
  zh: '核验：npx lvzhang verify 本文件 --vkey 账本公钥（须从独立渠道取得）。核验以所附 JSON 重绘本页，逐字节比对：所见即所证。',
  en: "To verify: npx lvzhang verify FILE --vkey KEY (the log's key, from a source of its own). It draws this page again from the attached JSON and compares every byte: what is seen is what is proven.",
};

function footOf(
  { open }: Page,
  { origin, index, size, leafHash }: Standing,
  address: string,
  measure: Measure,
): Block[] {
  const facts: [string, string][] = [
    ['账本 Log', origin],
    ['记录 Leaf', `索引 index ${index}·检查点规模 tree size ${size}`],
    ['记录散列 Leaf hash', leafHash],
    ['公开查询 Public page', address],
  ];
  let y = FOOT_Y + 12;
  const rows = facts.map(([label, text]) => {
    const lines = wrap(text, FOOT_WIDTH - 84, (each) => measure(each, 7.2));
    const value = stack(lines, { x: MARGIN + 84, y, size: 7.2, color: INK.text });
    const named = { text: label, x: MARGIN, y, size: 7.2, color: INK.label };
    y = endOf(value) + 1;
    return { label: [named], value };
  });
  const words = [VERIFY.zh, `未证：${open.zh}`, VERIFY.en, `Not proven: ${open.en}`];
  const notes = words.map((text): Block => {
    const wrapped = wrap(text, FOOT_WIDTH, (each) => measure(each, 6.6));
    const lines = stack(wrapped, { x: MARGIN, y: y + 2.5, size: 6.6, color: INK.label });
    y = endOf(lines);
    return { tag: 'P', lines };
  });
  return [{ tag: 'Table', rows }, ...notes];
}
