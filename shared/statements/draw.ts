/**
 * Lines of a statement that draw on activity datasets: their quantity is the exact sum of the rows of one
 * meter point in the datasets that they name.
 */
import { yearOfMonth } from '../base/month.ts';
import { asDecimal, compare, type Rational, sum } from '../base/rational.ts';
import { datasetEntity, type Entities, read } from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import type { ActivityRow } from './activity-row.ts';
import { rowName } from './activity-rows.ts';
import { carrierOf, carriers, ELECTRICITY, HEAT } from './carrier.ts';
import { fuelOf } from './factors/fuel.ts';
import { converted } from './factors/unit.ts';
import { DRAWN_DATASETS_MAX, type Line, type ReadLine } from './line.ts';

/** Rows that one statement draws on: a hundred meter points in each month. */
export const DRAWS_MAX = 1_200;

/** Digits that a sum is shown with; in the units of a statement none has more. */
const SUM_DIGITS = 12;

/** What one line draws. */
export interface Draw {
  line: string;
  /** JSON pointer of the line's reference. */
  pointer: string;
  datasets: readonly string[];
  meterPoint: string;
  carrier: string;
}

/** Rows by dataset and name. */
export type DrawnRows = ReadonlyMap<string, ActivityRow>;

export const drawnRowName = (dataset: string, row: Pick<ActivityRow, 'meterPoint' | 'carrier'>): string =>
  `${dataset}\n${rowName(row)}`;

/** A dataset that a statement rests on, in the revision that it saw. */
export interface DrawnDataset {
  dataset: string;
  revision: number;
}

/**
 * What the lines draw. Rejections in order: of each line draw-carrier, draw-repeated; then
 * draws-too-many.
 */
export function drawsOf(lines: readonly Line[]): Draw[] | Rejection {
  const draws: Draw[] = [];
  const taken = new Map<string, string>();
  const datasets = new Set<string>();
  for (const [index, each] of lines.entries()) {
    if (!('dataset' in each) || !each.dataset) continue;
    const pointer = `/lines/${index}/dataset`;
    const { meterPoint, carrier, datasets: named } = each.dataset;
    const measured = carrierOfLine(each);
    if (carrier !== undefined && carrierOf(carrier)?.code !== measured)
      return reject('draw-carrier', `${pointer}/carrier`, { line: each.id, carrier, measured });
    for (const dataset of named) {
      const name = drawnRowName(dataset, { meterPoint, carrier: measured });
      const other = taken.get(name);
      if (other !== undefined)
        return reject('draw-repeated', pointer, { line: each.id, other, dataset, meterPoint });
      taken.set(name, each.id);
      datasets.add(dataset);
    }
    draws.push({ line: each.id, pointer, datasets: named, meterPoint, carrier: measured });
  }
  if (taken.size > DRAWS_MAX || datasets.size > DRAWN_DATASETS_MAX)
    return reject('draws-too-many', '/lines', {
      draws: taken.size,
      most: DRAWS_MAX,
      datasets: datasets.size,
      mostDatasets: DRAWN_DATASETS_MAX,
    });
  return draws;
}

type DrawingLine = Extract<Line, { dataset?: unknown }>;

function carrierOfLine(each: DrawingLine): string {
  if (each.kind === 'fuel') return fuelOf(each.fuel)?.code ?? each.fuel;
  return each.kind === 'heat' ? HEAT : ELECTRICITY;
}

/**
 * The datasets that a statement of that organization and year rests on, in order of their ids. Rejections in
 * order, of each line: draw-dataset-unknown, draw-dataset-of-another, draw-month, draw-row-missing, draw-sum.
 */
export function drawnFrom(
  entities: Entities,
  rows: DrawnRows,
  { lines, organization, year }: { lines: readonly ReadLine[]; organization: string; year: number },
): DrawnDataset[] | Rejection {
  const draws = drawsOf(lines.map(({ line }) => line));
  if (isRejection(draws)) return draws;
  const quantities = new Map(lines.map(({ line, quantity }) => [line.id, quantity]));
  const drawn = new Map<string, DrawnDataset>();
  for (const draw of draws) {
    const { line, pointer, meterPoint, carrier } = draw;
    const terms: Rational[] = [];
    for (const dataset of draw.datasets) {
      const state = read(entities, datasetEntity(dataset))?.state;
      if (!state) return reject('draw-dataset-unknown', pointer, { line, dataset });
      if (state.organization !== organization)
        return reject('draw-dataset-of-another', pointer, { line, dataset });
      if (yearOfMonth(state.month) !== year)
        return reject('draw-month', pointer, { line, dataset, month: state.month, year });
      const row = rows.get(drawnRowName(dataset, { meterPoint, carrier }));
      if (!row) return reject('draw-row-missing', pointer, { line, dataset, meterPoint, carrier });
      terms.push(quantityOf(row));
      drawn.set(dataset, { dataset, revision: state.revision });
    }
    const refused = sumFault(draw, quantities.get(line), sum(terms));
    if (refused) return refused;
  }
  return [...drawn.values()].sort((a, b) => (a.dataset < b.dataset ? -1 : 1));
}

/** In the unit of the statement's own table. @throws Error if the row wasn't read by activity-row.ts */
function quantityOf({ carrier, quantity, unit }: ActivityRow): Rational {
  const conversion = carriers.get(carrier)?.conversions[unit];
  if (!conversion) throw new Error(`a row of ${carrier} has the unit ${unit}`);
  return converted(quantity, conversion);
}

function sumFault(
  { line, pointer, carrier }: Draw,
  stated: Rational | undefined,
  rowsSum: Rational,
): Rejection | undefined {
  if (stated && compare(stated, rowsSum) === 0) return undefined;
  return reject('draw-sum', pointer, {
    line,
    stated: stated ? asDecimal(stated, SUM_DIGITS) : '',
    sum: asDecimal(rowsSum, SUM_DIGITS),
    unit: carriers.get(carrier)?.unit ?? '',
  });
}
