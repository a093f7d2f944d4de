/** Where in the form a fault of the body stands: `lines/2/quantity` is that cell. */
import { amountOf, type LineForm, type LineKind } from './statement-form.ts';

const HEAD = ['year', 'province', 'boundary', 'sector', 'producingSince'] as const;

/** Cells that each kind of line has besides those that all have. */
const CELLS: Readonly<Record<LineKind, readonly string[]>> = {
  fuel: ['fuel', 'quantity', 'unit', 'international'],
  electricity: ['supply', 'direction', 'kWh'],
  heat: ['origin', 'direction', 'GJ'],
  process: ['process', 'quantity', 'unit'],
  gas: ['gas', 'kilograms'],
  own: ['name', 'quantity', 'unit'],
};
const OF_ALL = ['id', 'category', 'remark', 'evidence'];

/** Cells in the part of a line that is closed at first. */
const FOLDED = ['id', 'remark', 'evidence', 'dataset', 'international'];

export type FieldName = (string | number)[];

/** The field's name in the form; undefined where the member has none. */
export function fieldAt(member: string, lines: readonly LineForm[]): FieldName | undefined {
  if (member === 'subject' || member.startsWith('subject/')) return ['subject', 'name'];
  if (HEAD.some((name) => name === member)) return [member];
  if (member === 'park' || member.startsWith('park/')) return ['park', 'members'];
  if (member.startsWith('energy/')) return member.split('/');
  const [, index, cell = '', inner = ''] = /^lines\/(\d+)(?:\/([^/]+)(?:\/([^/]+))?)?/.exec(member) ?? [];
  const line = lines[Number(index)];
  if (!line) return undefined;
  return ['lines', Number(index), ...cellOf(line.kind, cell, inner)];
}

function cellOf(kind: LineKind, cell: string, inner: string): string[] {
  if (cell === 'factor') return [cell, ['unit', 'source'].includes(inner) ? inner : 'value'];
  if (cell === 'dataset') return [cell, inner === 'datasets' ? inner : 'meterPoint'];
  return [...CELLS[kind], ...OF_ALL].includes(cell) ? [cell] : [amountOf[kind]];
}

/** The line whose folded part holds the field. */
export function foldedLine([first, index, cell]: FieldName): number | undefined {
  return first === 'lines' && typeof index === 'number' && FOLDED.includes(String(cell)) ? index : undefined;
}
