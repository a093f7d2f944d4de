/** Outlines that cross themselves, mended: what is land by the even-odd rule, and what was left out of it. */
import { describe, expect, it } from 'vitest';
import { mended } from '../../events/cli/import/mended.ts';
import { areaSquareMetres } from '../../shared/land/area.ts';
import { type Position, parseBoundary } from '../../shared/land/boundary.ts';
import { boundaryOf } from '../support/land/banners.ts';
import { comb } from '../support/land/odd-land.ts';

const at = (x: number, y: number): Position => [
  Number((119.8765431 + x * 1e-4).toFixed(7)),
  Number((42.2345671 + y * 1e-4).toFixed(7)),
];
const polygon = (...corners: [number, number][]) => {
  const ring = corners.map(([x, y]) => at(x, y));
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
};
const PLACE = { longitude: 119.8, latitude: 42.2 };
const mend = (geometry: { type: string; coordinates: unknown }) => mended(geometry, PLACE);

describe('an outline that crosses itself', () => {
  it('becomes the pieces that it encloses', () => {
    const bowtie = mend(polygon([0, 0], [8, 8], [8, 0], [0, 8]))!;
    expect(bowtie.boundary.coordinates).toHaveLength(2);
    const halves = [polygon([0, 0], [4, 4], [0, 8]), polygon([8, 0], [8, 8], [4, 4])].map(boundaryOf);
    const area = halves.reduce((sum, half) => sum + areaSquareMetres(half), 0);
    expect(areaSquareMetres(bowtie.boundary)).toBeCloseTo(area, 3);
    expect(bowtie.warning.en).toBe(
      `boundary: crosses itself at [119.8, 42.2]; mended by the even-odd rule to ${Math.round(area)} m²`,
    );
  });

  it('becomes them too where they are equal, so that the sums of what lies left and right cancel out', () => {
    const rectangle = polygon([0, 0], [8, 8], [8, 0], [0, 8]);
    const crossed = parseBoundary(rectangle);
    expect(crossed).toMatchObject({ fault: { rule: 'boundary-self-intersecting' } });
    expect(mend(rectangle)!.boundary.coordinates).toHaveLength(2);
  });

  it('loses what is narrower than rounding, and its owner is told how much that was', () => {
    // A field whose north-eastern corner overshoots: the loop behind it is 6 cm wide.
    const { boundary, warning } = mend(
      polygon([0, 0], [9, 0], [9, 9.004], [8, 8.996], [8, 9.004], [9, 8.996], [9.5, 20], [0, 20]),
    )!;
    expect(boundary.coordinates).toHaveLength(1);
    expect(warning.en).toMatch(
      /left out \d+ slivers narrower than the coordinates' resolution, 0\.\d\d m² in all$/,
    );
    expect(warning.zh).toMatch(/略去 \d+ 处窄于坐标精度的碎片/);
  });

  it('more often than is mended is left as it is, at once', () => {
    const north = comb([118.900000123, 42.200000123], 330, 'north').coordinates[0]!;
    const east = comb([118.900100123, 42.200100123], 330, 'east').coordinates[0]!;
    const before = performance.now();
    expect(mend({ type: 'MultiPolygon', coordinates: [[north], [east]] })).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(3000);
  });
});
