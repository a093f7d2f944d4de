/** Land that is hard to compare is compared all the same, or refused by name; in either case soon. */
import { describe, expect, it } from 'vitest';
import { parseBoundary } from '../../../shared/land/boundary.ts';
import { CROSSINGS_MAX, overlapOf } from '../../../shared/land/overlap.ts';
import { boundaryOf } from '../../support/land/banners.ts';
import { comb, lobed, needles, TANGLED } from '../../support/land/odd-land.ts';

/** Milliseconds; a tenth of it on a machine that does nothing else. */
const SOON = 5000;

function soon<T>(run: () => T): T {
  const before = performance.now();
  const result = run();
  expect(performance.now() - before).toBeLessThan(SOON);
  return result;
}

describe('odd land', () => {
  it('whose edges meet in one place from many sides is measured, either way round', () => {
    const [a, b] = TANGLED.map(boundaryOf);
    expect(overlapOf(a!, b!)).toMatchObject({ squareMetres: expect.closeTo(71_013, 0) });
    expect(overlapOf(b!, a!)).toMatchObject({ squareMetres: expect.closeTo(71_013, 0) });
  });

  it('combs that cross 100,000 times and more are refused by name, with their number', () => {
    const [north, east] = [
      comb([118.900000123, 42.200000123], 330, 'north'),
      comb([118.900100123, 42.200100123], 330, 'east'),
    ];
    const both = { type: 'MultiPolygon', coordinates: [north.coordinates, east.coordinates] };
    expect(soon(() => parseBoundary(both))).toMatchObject({
      fault: {
        rule: 'boundary-too-intricate',
        pointer: '/coordinates',
        seen: { crossings: expect.any(Number), crossingsMax: 100_000 },
      },
    });
    expect(soon(() => overlapOf(boundaryOf(north), boundaryOf(east)))).toEqual({
      crossings: expect.any(Number),
      crossingsMax: CROSSINGS_MAX,
    });
  });

  it('combs that cross less often overlap, and it is said by how much', () => {
    const [north, east] = [
      comb([118.900000123, 42.200000123], 60, 'north'),
      comb([118.900100123, 42.200100123], 60, 'east'),
    ];
    const both = { type: 'MultiPolygon', coordinates: [north.coordinates, east.coordinates] };
    expect(soon(() => parseBoundary(both))).toMatchObject({
      fault: { rule: 'boundary-polygons-overlap', seen: { squareMetres: expect.closeTo(6_285_458, 0) } },
    });
  });

  it('of as many positions as are allowed, in teeth, is read', () => {
    expect(soon(() => parseBoundary(comb([118.900000123, 42.200000123], 2499, 'north')))).toHaveProperty(
      'boundary',
    );
  });

  it("a neighbour's needles take no land, and neither bar nor delay whoever they run through", () => {
    const [field, hostile] = [
      boundaryOf(lobed([118.95, 42.25], 40, 1000)),
      boundaryOf(needles([118.8000001, 42.2200001], 3300)),
    ];
    expect(soon(() => overlapOf(field, hostile))).toBeUndefined();
    expect(soon(() => overlapOf(hostile, field))).toBeUndefined();
  });
});
