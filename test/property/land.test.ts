/** Land by chance: star-shaped parcels near each other, all with seven decimals. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSquareMetres } from '../../shared/land/area.ts';
import { boundaryOfText, boundaryText, type Position } from '../../shared/land/boundary.ts';
import { FOOTPRINT_CELLS_MAX, footprintOf, prefixesOf } from '../../shared/land/cells.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { overlapOf } from '../../shared/land/overlap.ts';
import { boundaryOf } from '../support/land/banners.ts';
import { sharedSquareMetres } from '../support/land/shared-area.ts';

type Ray = [angle: number, radius: number];
const CENTRE: Position = [119.9912347, 42.0043219];
const decimal = (degrees: number) => Number(degrees.toFixed(7));
const fraction = fc.integer({ min: 1, max: 9999 }).map((n) => n / 10_000);

/** A ring around a centre, counter-clockwise, whose rays are less than half a turn apart. */
const star = (size: number, shift: number) =>
  fc
    .tuple(fraction, fraction, fc.array(fc.tuple(fraction, fraction), { minLength: 5, maxLength: 24 }))
    .map(([dx, dy, rays]) => {
      const [x, y] = [decimal(CENTRE[0] + shift * dx), decimal(CENTRE[1] + shift * dy)];
      const corner = ([turn, radius]: Ray, i: number): Position => {
        const angle = (2 * Math.PI * (i + turn / 2)) / rays.length;
        const length = size * (0.2 + 0.8 * radius);
        return [decimal(x + length * Math.cos(angle)), decimal(y + length * Math.sin(angle))];
      };
      return { centre: [x, y] as Position, corners: rays.map(corner) };
    });
const parcel = fc.oneof(star(0.001, 0.02), star(0.02, 0.05), star(0.4, 0.5));
const land = (...corners: Position[]) =>
  boundaryOf({ type: 'Polygon', coordinates: [[...corners, corners[0]!]] });

function shareCell(a: Boundary, b: Boundary): boolean {
  const [p, q] = [footprintOf(a)!.cells, footprintOf(b)!.cells];
  const within = (cells: string[], others: string[]) =>
    cells.some((cell) => [cell, ...prefixesOf(cell)].some((each) => others.includes(each)));
  return within(p, q) || within(q, p);
}

describe('land', () => {
  it('that overlaps shares a degree, and a cell with one that it is within', () => {
    let overlapping = 0;
    fc.assert(
      fc.property(parcel, parcel, (one, two) => {
        const [a, b] = [land(...one.corners), land(...two.corners)];
        const overlap = sharedSquareMetres(a, b);
        expect(sharedSquareMetres(b, a)).toBeCloseTo(overlap, 2);
        if (overlap === 0) return;
        overlapping++;
        expect(overlap).toBeLessThanOrEqual(areaSquareMetres(a) * (1 + 1e-6));
        expect(shareCell(a, b)).toBe(true);
        const degrees = footprintOf(b)!.degrees;
        expect(footprintOf(a)!.degrees.some((each) => degrees.includes(each))).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(overlapping).toBeGreaterThan(30);
  });

  it('that is divided from its middle touches itself only, and adds up', () => {
    fc.assert(
      fc.property(parcel, fc.nat(), ({ centre, corners }, at) => {
        const cut = 2 + (at % (corners.length - 3));
        const whole = land(...corners);
        const [first, rest] = [corners.slice(0, cut + 1), [...corners.slice(cut), corners[0]!]];
        const [one, two] = [land(centre, ...first), land(centre, ...rest)];
        expect(overlapOf(one, two)).toBeUndefined();
        const sum = areaSquareMetres(one) + areaSquareMetres(two);
        expect(sum / areaSquareMetres(whole)).toBeCloseTo(1, 6);
        expect(sharedSquareMetres(whole, one) / areaSquareMetres(one)).toBeCloseTo(1, 5);
      }),
      { numRuns: 200 },
    );
  });

  it('has one text, wherever its ring starts and whichever way it runs', () => {
    fc.assert(
      fc.property(parcel, fc.nat(), fc.boolean(), ({ corners }, start, backwards) => {
        const at = start % corners.length;
        const turned = [...corners.slice(at), ...corners.slice(0, at)];
        const spiked = [turned[0]!, CENTRE, ...turned];
        const text = boundaryText(land(...corners));
        expect(boundaryText(land(...(backwards ? spiked.toReversed() : spiked)))).toBe(text);
        expect(boundaryText(boundaryOf(boundaryOfText(text)))).toBe(text);
      }),
    );
  });

  it('is covered by its cells', () => {
    fc.assert(
      fc.property(parcel, fraction, fraction, ({ centre, corners }, along, out) => {
        const { cells } = footprintOf(land(...corners))!;
        expect(cells.length).toBeLessThanOrEqual(FOOTPRINT_CELLS_MAX);
        // A point between the centre and a corner is land.
        const [x, y] = corners[Math.floor(along * corners.length)]!;
        const cell = cellOf([centre[0] + out * (x - centre[0]), centre[1] + out * (y - centre[1])]);
        expect([cell, ...prefixesOf(cell)].some((each) => cells.includes(each))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('of a rectangle is the sum of its parts', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (width, height, share) => {
        const [west, south] = CENTRE;
        const [east, north] = [decimal(west + width), decimal(south + height)];
        const middle = decimal(west + (0.05 + 0.9 * share) * width);
        const box = (w: number, e: number) => land([w, south], [e, south], [e, north], [w, north]);
        // The same corners on the whole, for an edge is a geodesic from corner to corner.
        const all = land(
          [west, south],
          [middle, south],
          [east, south],
          [east, north],
          [middle, north],
          [west, north],
        );
        const sum = areaSquareMetres(box(west, middle)) + areaSquareMetres(box(middle, east));
        expect(sum / areaSquareMetres(all)).toBeCloseTo(1, 9);
        expect(overlapOf(box(west, middle), box(middle, east))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });
});

/** The smallest cell of a point in the north-east of the Earth, by plain arithmetic. */
function cellOf([x, y]: Position): string {
  const digits = Array.from({ length: 8 }, (_, i) => {
    const bit = (n: number) => Math.floor((n % 1) * 2 ** (i + 1)) % 2;
    return bit(x) + 2 * bit(y);
  });
  return `${Math.floor(x)}E${Math.floor(y)}N/${digits.join('')}`;
}
