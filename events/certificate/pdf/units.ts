/**
 * The serials of a page as lines: all of them, or as many as there is room for and an exact account of the
 * rest.
 */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import { quantityOf } from '../../../shared/units/block.ts';
import { grouped } from '../figure.ts';
import { wrap } from './font.ts';
import type { Group } from './page.ts';

interface Room {
  linesMax: number;
  width: number;
  measured: (text: string) => number;
}

interface UnitLine {
  text: string;
  /** Says where the units are from, rather than which. */
  faint: boolean;
}

/** A line with the ranges that it shows. */
interface Placed extends UnitLine {
  unit: string;
  quantities: number[];
}

/** `whole` tells whether every range is shown. */
export function unitLines(groups: readonly Group[], room: Room): { lines: UnitLine[]; whole: boolean } {
  const all = groups.flatMap((group) => linesOf(group, room));
  if (all.length <= room.linesMax) return { lines: all, whole: true };
  const rest = restText(groups, all, 0);
  const noticeLines = wrap(rest, room.width, room.measured).length + 1;
  let shown = Math.max(0, room.linesMax - noticeLines);
  // A batch whose serials are not shown isn't named either.
  while (shown > 0 && all[shown - 1]!.quantities.length === 0) shown -= 1;
  const notice = wrap(restText(groups, all, shown), room.width, room.measured);
  const lines = [...all.slice(0, shown), ...notice.map((text) => ({ text, faint: false }))];
  return { lines, whole: false };
}

function linesOf({ head, source, ranges, unit }: Group, { width, measured }: Room): Placed[] {
  const told = (text: string, faint: boolean): Placed[] =>
    wrap(text, width, measured).map((line) => ({ text: line, faint, unit, quantities: [] }));
  const lines = [...told(head.text, false), ...told(source.text, true)];
  let line: Placed = { text: '', faint: false, unit, quantities: [] };
  for (const range of ranges) {
    const text = `${range.from}–${range.to}（${grouped(quantityOf(range))}）`;
    const longer = line.text === '' ? text : `${line.text}  ${text}`;
    if (line.text !== '' && measured(longer) > width) {
      lines.push(line);
      line = { text, faint: false, unit, quantities: [quantityOf(range)] };
    } else line = { ...line, text: longer, quantities: [...line.quantities, quantityOf(range)] };
  }
  return [...lines, line];
}

/** How many ranges and units there are: `3 段 ranges·110 MWh`. */
export function unitsText(groups: readonly Group[]): string {
  const all = groups.flatMap(({ ranges, unit }) =>
    ranges.map((range) => ({ unit, quantity: quantityOf(range) })),
  );
  return `${all.length} 段 ranges·${sumsText(all)}`;
}

/** What the first `shown` lines leave out. */
function restText(groups: readonly Group[], all: readonly Placed[], shown: number): string {
  const hidden = all
    .slice(shown)
    .flatMap(({ unit, quantities }) => quantities.map((quantity) => ({ unit, quantity })));
  const sums = sumsText(hidden);
  return `另有 ${hidden.length} 段、合计 ${sums} 未列于本页；全部 ${unitsText(groups)}，见所附 JSON。 ${hidden.length} further ranges of ${sums} are not on this page: the whole list is in the attached JSON.`;
}

/** Sums by unit. */
function sumsText(parts: readonly { unit: string; quantity: number }[]): string {
  const byUnit = groupedBy(parts, ({ unit }) => unit);
  return [...byUnit]
    .map(([unit, of]) => `${grouped(of.reduce((sum, { quantity }) => sum + quantity, 0))} ${unit}`)
    .join(' + ');
}
