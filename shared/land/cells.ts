/**
 * The location of land as names that an index can look up: a quadtree over cells of one degree.
 * A degree is named by its south-west corner (`119E42N`). A cell is a degree, `/`, and up to LEVEL_MAX
 * digits, each a quarter of the cell before: 0 south-west, 1 south-east, 2 north-west, 3 north-east. If two
 * boundaries share land, some cell of one has a name that begins with the name of a cell of the other, or the
 * reverse.
 */

import { areaOf, clipped, type Rings } from './clip.ts';
import type { Boundary } from './multi-polygon.ts';
import { boxOf } from './plane.ts';

/** The smallest cell is 1/256 of a degree: some 430 m by 320 m at 42° N, 14 ha. */
export const LEVEL_MAX = 8;

/** Three times the degrees that a city of 90,000 km² touches. */
export const FOOTPRINT_DEGREES_MAX = 30;

/** Each is a row of the index, in the transaction that registers the land (at most 100 in all). */
export const FOOTPRINT_CELLS_MAX = 40;

/** A cell with a smaller empty share isn't divided: none of its quarters can be wholly empty. */
const EMPTY_SHARE_MIN = 1 / 4;

export interface Footprint {
  /** Every degree that the boundary has land in, sorted. */
  degrees: string[];
  /** A covering of the boundary by at most FOOTPRINT_CELLS_MAX cells, none within another, sorted. */
  cells: string[];
}

interface Cell {
  name: string;
  west: number;
  south: number;
  size: number;
  /** The boundary's land in the cell. */
  land: Rings[];
  emptySquareDegrees: number;
}

/** The cells of a boundary; undefined if it has land in more than FOOTPRINT_DEGREES_MAX degrees. */
export function footprintOf(boundary: Boundary): Footprint | undefined {
  const degrees = degreesOf(boundary);
  if (degrees.length > FOOTPRINT_DEGREES_MAX) return undefined;
  let open = degrees;
  const cells: Cell[] = [];
  // The cell with most empty ground is divided first, because it gains the covering most.
  for (;;) {
    const worst = open.reduce<Cell | undefined>(emptier, undefined);
    if (!worst) break;
    open = open.filter((cell) => cell !== worst);
    const quarters = isWorthDividing(worst) ? quartersOf(worst) : [worst];
    const fits = open.length + cells.length + quarters.length <= FOOTPRINT_CELLS_MAX;
    if (quarters[0] !== worst && fits) open.push(...quarters);
    else cells.push(worst);
  }
  return { degrees: degrees.map(({ name }) => name.slice(0, -1)).sort(), cells: namesOf(cells) };
}

/** Names of the cells that contain `cell`, from its degree's down, without itself. */
export function prefixesOf(cell: string): string[] {
  const names: string[] = [];
  for (let end = cell.indexOf('/') + 1; end < cell.length; end++) names.push(cell.slice(0, end));
  return names;
}

const namesOf = (cells: Cell[]): string[] => cells.map(({ name }) => name).sort();

function emptier(best: Cell | undefined, cell: Cell): Cell {
  if (!best || cell.emptySquareDegrees > best.emptySquareDegrees) return cell;
  return cell.emptySquareDegrees === best.emptySquareDegrees && cell.name < best.name ? cell : best;
}

function isWorthDividing({ name, size, emptySquareDegrees }: Cell): boolean {
  const level = name.length - name.indexOf('/') - 1;
  return level < LEVEL_MAX && emptySquareDegrees >= EMPTY_SHARE_MIN * size * size;
}

/** All degrees with land; if they are too many, only the first few more than allowed. */
function degreesOf(boundary: Boundary): Cell[] {
  const found = new Map<string, Cell>();
  for (const polygon of boundary.coordinates) {
    const { west, south, east, north } = boxOf(polygon[0]!);
    const rings = polygon.map((ring) => ring.slice(1));
    for (let x = Math.floor(west); x < east; x++) {
      const column = between([rings], x, 'east', 'west');
      for (let y = Math.floor(south); column.length > 0 && y < north; y++) {
        const land = between(column, y, 'north', 'south');
        const name = `${degreeName(x, y)}/`;
        const before = found.get(name)?.land ?? [];
        if (land.length > 0) found.set(name, cellOf(name, x, y, 1, [...before, ...land]));
      }
      if (found.size > FOOTPRINT_DEGREES_MAX) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** The part within the degree that begins at `line`. */
function between(land: Rings[], line: number, from: 'east' | 'north', to: 'west' | 'south'): Rings[] {
  return clipped(clipped(land, from, line), to, line + 1);
}

function degreeName(west: number, south: number): string {
  const longitude = west < 0 ? `${-west}W` : `${west}E`;
  return `${longitude}${south < 0 ? `${-south}S` : `${south}N`}`;
}

function cellOf(name: string, west: number, south: number, size: number, land: Rings[]): Cell {
  const covered = land.reduce((sum, rings) => sum + areaOf(rings), 0);
  return { name, west, south, size, land, emptySquareDegrees: size * size - covered };
}

/** The quarters that have land. Binary fractions divide them, so every cell's border is exact. */
function quartersOf({ name, west, south, size, land }: Cell): Cell[] {
  const half = size / 2;
  const [x, y] = [west + half, south + half];
  const [lower, upper] = [clipped(land, 'south', y), clipped(land, 'north', y)];
  return [
    cellOf(`${name}0`, west, south, half, clipped(lower, 'west', x)),
    cellOf(`${name}1`, x, south, half, clipped(lower, 'east', x)),
    cellOf(`${name}2`, west, y, half, clipped(upper, 'west', x)),
    cellOf(`${name}3`, x, y, half, clipped(upper, 'east', x)),
  ].filter((quarter) => quarter.land.length > 0);
}
