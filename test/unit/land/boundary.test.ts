/** Boundaries: one line per rule of validity, and the one normal form of a piece of land. */
import { describe, expect, it } from 'vitest';
import { MalformedError } from '../../../shared/base/malformed.ts';
import {
  boundaryOfText,
  boundaryText,
  joinBoundaries,
  POSITIONS_MAX,
  parseBoundary,
} from '../../../shared/land/boundary.ts';
import type { BoundaryRule } from '../../../shared/land/boundary-fault.ts';
import { decimalsOf } from '../../../shared/land/precision.ts';
import { bannerGeometries, boundaryOf, hasBanners, KINKED } from '../../support/land/banners.ts';

type Corner = [number, number];

/** Steps of 0.0001° from a place in 敖汉旗, seven decimals. */
const at = (x: number, y: number): Corner => [
  Number((119.8765431 + x * 1e-4).toFixed(7)),
  Number((42.2345671 + y * 1e-4).toFixed(7)),
];
const ring = (...corners: Corner[]): Corner[] => [...corners, corners[0]!].map(([x, y]) => at(x, y));
const square = (x: number, y: number, size: number) =>
  ring([x, y], [x + size, y], [x + size, y + size], [x, y + size]);
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const multi = (...coordinates: unknown[]) => ({ type: 'MultiPolygon', coordinates });
const many = (count: number) => [...Array.from({ length: count - 1 }, (_, i) => at(i, i % 2)), at(0, 0)];
const whole = square(0, 0, 10);
const coarse: Corner[] = [[119.87, 42.23], [119.88, 42.23], [119.88, 42.241234567], [119.87, 42.23]]; // biome-ignore format: a ring

const named = (name: string) => ({ type: 'name', properties: { name } });
const faults: [BoundaryRule, string, string, unknown][] = [
  ['boundary-not-geojson', '', 'nothing', null],
  ['boundary-not-geojson', '', 'a list', [1]],
  ['boundary-crs-unknown', '/crs', 'a system without a name', { ...polygon(whole), crs: {} }],
  ['boundary-crs-datum', '/crs', 'its own datum', { ...polygon(whole), crs: named('EPSG:4610') }],
  ['boundary-crs-projected', '/crs', 'metres', { ...polygon(whole), crs: named('EPSG:4528') }],
  ['boundary-not-geojson', '/bbox', 'a box', { ...polygon(whole), bbox: [0, 0, 1, 1] }],
  ['boundary-not-geojson', '/a~1b', 'a member with a slash', { ...polygon(whole), 'a/b': 1 }],
  ['boundary-not-geojson', '/type', 'a feature', { type: 'Feature' }],
  ['boundary-not-geojson', '/coordinates', 'no coordinates', { type: 'Polygon' }],
  ['boundary-not-geojson', '/coordinates', 'no rings', polygon()],
  ['boundary-not-geojson', '/coordinates/0/1', 'no positions', multi([whole, []])],
  ['boundary-not-geojson', '/coordinates/0/0', 'a string', polygon([['119.8', 42.2]])],
  ['boundary-too-detailed', '/coordinates', 'too many positions', polygon(many(POSITIONS_MAX + 1))],
  ['boundary-coordinates', '/coordinates/0/1', 'north of the pole', polygon([at(0, 0), [119, 90.1]])],
  ['boundary-coordinates', '/coordinates/0/0', 'beyond the seam', polygon([[180.1, 42], at(0, 0)])],
  ['boundary-coordinates', '/coordinates/0/0', 'not a number', polygon([[Number.NaN, 42]])],
  ['boundary-coordinates', '/coordinates/0/0', 'an altitude', polygon([[119, 42, 600]])],
  ['boundary-coordinates', '/coordinates/0/0', 'one ordinate', polygon([[119]])],
  ['boundary-coordinates', '/coordinates', 'around the Earth', polygon([[-90, 1], [90, 1], [90, 2], [-90, 1]])], // biome-ignore format: one line
  ['boundary-ring', '/coordinates/0', 'too few positions', polygon([at(0, 0), at(1, 1), at(0, 0)])],
  ['boundary-ring', '/coordinates/1', 'not closed', polygon(whole, square(2, 2, 2).slice(0, -1))],
  ['boundary-precision', '/coordinates/0/0', 'a coarse survey', multi([coarse])],
  [
    'boundary-no-area',
    '/coordinates/0',
    'a line',
    polygon([at(0, 0), at(5, 5), at(9, 0), at(5, 5), at(0, 0)]),
  ],
  ['boundary-no-area', '/coordinates/1', 'narrower than rounding', polygon(whole, square(2, 2, 0.005))],
  [
    'boundary-self-intersecting',
    '/coordinates/0/1',
    'a bow tie',
    polygon(ring([0, 0], [9, 9], [9, 0], [0, 8])),
  ],
  [
    'boundary-self-intersecting',
    '/coordinates/0/2',
    'a bow tie of two equal halves',
    polygon(ring([0, 0], [9, 9], [9, 0], [0, 9])),
  ],
  [
    'boundary-self-intersecting',
    '/coordinates/1/1',
    'a hole that is a bow tie of two equal halves',
    polygon(whole, ring([2, 2], [5, 5], [5, 2], [2, 5])),
  ],
  [
    'boundary-no-area',
    '/coordinates/1',
    'a bow tie of two equal halves with a line for a hole',
    polygon(ring([0, 0], [9, 9], [9, 0], [0, 9]), square(2, 2, 0.005)),
  ],
  [
    'boundary-self-intersecting',
    '/coordinates/0/5',
    'a bow tie that crosses at a corner',
    polygon(ring([0, 0], [2, 4], [5, 5], [9, 9], [9, 1], [5, 5], [1, 9])),
  ],
  [
    'boundary-self-intersecting',
    '/coordinates/0/3',
    'a loop that covers land twice',
    polygon(ring([0, 0], [9, 0], [9, 9], [5, 9], [3, 6], [7, 6], [5, 9], [0, 9])),
  ],
  [
    'boundary-self-intersecting',
    '/coordinates/0/5',
    'a neck without width',
    polygon(ring([0, 0], [4, 0], [6, 0], [9, -3], [9, 3], [6, 0], [4, 0], [4, 4], [0, 4])),
  ],
  ['boundary-self-intersecting', '/coordinates/1/0', 'a hole over the edge', polygon(whole, square(5, 5, 9))],
  [
    'boundary-self-intersecting',
    '/coordinates/1/0',
    'a hole along the edge',
    polygon(whole, square(0, 2, 5)),
  ],
  ['boundary-hole-outside', '/coordinates/1/3', 'a hole elsewhere', polygon(whole, square(20, 20, 2))],
  [
    'boundary-hole-outside',
    '/coordinates/2/3',
    'a hole in a hole',
    polygon(whole, square(1, 1, 6), square(2, 2, 2)),
  ],
  ['boundary-polygons-overlap', '/coordinates/1', 'the same land twice', multi([whole], [square(9, 9, 5)])],
];

describe('a boundary is refused', () => {
  it.each(faults)('%s at %s: %s', (rule, pointer, _, geometry) => {
    expect(parseBoundary(geometry)).toEqual({ fault: expect.objectContaining({ rule, pointer }) });
  });

  it('by the earlier rule, when it breaks two', () => {
    const both = { ...polygon([...many(POSITIONS_MAX), [500, 42]]) };
    expect(parseBoundary(both)).toMatchObject({ fault: { rule: 'boundary-too-detailed' } });
  });

  it('when its polygons cross within rounding more often than is followed', () => {
    const strips = Array.from({ length: 160 }, (_, i) => [
      [ring([0, i], [160, i], [160, i + 0.013], [0, i + 0.013])],
      [ring([i + 0.1, -1], [i + 0.113, -1], [i + 0.113, 160], [i + 0.1, 160])],
    ]);
    expect(parseBoundary(multi(...strips.flat()))).toMatchObject({
      fault: {
        rule: 'boundary-too-intricate',
        pointer: '/coordinates',
        seen: { crossings: expect.any(Number), crossingsMax: 100_000 },
      },
    });
  });

  it('says where, in degrees, and how much', () => {
    expect(parseBoundary(multi([whole], [square(9, 9, 5)]))).toMatchObject({
      fault: { seen: { other: '/coordinates/0', squareMetres: expect.closeTo(91.7, 0) } },
    });
    expect(parseBoundary(polygon(coarse))).toMatchObject({
      fault: { seen: { ordinates: 4, precise: 1, decimalsMin: 6 } },
    });
  });
});

const accepted: [string, unknown][] = [
  ['a system of ours', { ...polygon(whole), crs: named('urn:ogc:def:crs:EPSG::4490') }],
  ['a hole that touches the edge at a point', polygon(whole, ring([0, 5], [4, 3], [4, 7]))],
  ['a hole that touches a corner', polygon(whole, ring([0, 0], [4, 3], [3, 4]))],
  ['two holes that touch', polygon(whole, square(1, 1, 3), square(4, 4, 3))],
  [
    'a ring that touches itself from within',
    polygon(ring([0, 0], [9, 0], [9, 9], [5, 9], [7, 6], [3, 6], [5, 9], [0, 9])),
  ],
  [
    'a ring that touches itself from without',
    polygon(ring([0, 0], [5, 5], [5, 0], [9, 0], [9, 5], [5, 5], [0, 5])),
  ],
  ['polygons that share an edge', multi([whole], [square(10, 0, 10)])],
  ['an island in a hole', multi([whole, square(1, 1, 8)], [square(2, 2, 2)])],
  ['half of the ordinates short', polygon([[119.5, 42.5], [119.6, 42.5123456], [119.5123456, 42.6123456], [119.5, 42.5]])], // biome-ignore format: one line
];

describe('a boundary is accepted', () => {
  it('in a second, though boxes around all of its polygons meet', () => {
    const strips = Array.from({ length: 1999 }, (_, i) => [
      ring([0, i], [9000, 9000 + i], [9000.1, 9000.3 + i], [0.1, i + 0.3]),
    ]);
    const before = performance.now();
    expect(parseBoundary(multi(...strips))).toHaveProperty('boundary');
    // It took six minutes to compare each with each exactly.
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it.each(accepted)('%s', (_, geometry) => {
    expect(parseBoundary(geometry)).toHaveProperty('boundary');
  });
});

describe('the normal form', () => {
  const text = (geometry: unknown) => boundaryText(boundaryOf(geometry));
  const holed = text(polygon(whole, square(1, 1, 2), square(5, 5, 2)));

  it.each<[string, unknown]>([
    [
      'started elsewhere',
      polygon([...whole.slice(2), ...whole.slice(1, 3)], square(1, 1, 2), square(5, 5, 2)),
    ],
    ['wound clockwise', polygon(whole.toReversed(), square(1, 1, 2).toReversed(), square(5, 5, 2))],
    ['holes in another order', polygon(whole, square(5, 5, 2), square(1, 1, 2))],
    [
      'repeated positions',
      polygon(
        whole.flatMap((p) => [p, p]),
        square(1, 1, 2),
        square(5, 5, 2),
      ),
    ],
    ['spikes', polygon(ring([0, 0], [10, 0], [12, 0], [10, 0], [10, 10], [0, 10], [0, 14]), square(1, 1, 2), square(5, 5, 2))], // biome-ignore format: one line
    ['a multipolygon of one', multi([whole, square(1, 1, 2), square(5, 5, 2)])],
  ])('is the same for the same land, %s', (_, geometry) => {
    expect(text(geometry)).toBe(holed);
  });

  it('is canonical GeoJSON that reads back', () => {
    const boundary = boundaryOf(polygon(square(0, 0, 1)));
    expect(boundaryText(boundary)).toBe(
      '{"coordinates":[[[[119.8765431,42.2345671],[119.8766431,42.2345671],[119.8766431,42.2346671],' +
        '[119.8765431,42.2346671],[119.8765431,42.2345671]]]],"type":"MultiPolygon"}',
    );
    expect(boundaryOfText(boundaryText(boundary))).toEqual(boundary);
    expect(boundaryOf(JSON.parse(boundaryText(boundary)))).toEqual(boundary);
  });

  it.each(['', '1', '{"type":"Polygon","coordinates":[]}'])('is asked for: %s', (other) => {
    expect(() => boundaryOfText(other)).toThrow(MalformedError);
  });

  it('joins parcels in one order', () => {
    const parts = [square(20, 0, 5), square(0, 0, 5), square(10, 0, 5)].map((each) =>
      boundaryOf(polygon(each)),
    );
    expect(joinBoundaries(parts)).toEqual(joinBoundaries(parts.toReversed()));
    expect(joinBoundaries(parts)).toEqual(
      boundaryOf(multi([square(0, 0, 5)], [square(10, 0, 5)], [square(20, 0, 5)])),
    );
  });
});

describe('decimals', () => {
  it.each([
    [119.5, 1],
    [119, 0],
    [-0, 0],
    [42.123456, 6],
    [1e-7, 7],
    [1.25e-7, 9],
    [1e21, 0],
  ])('%s has %i', (n, d) => {
    expect(decimalsOf(n)).toBe(d);
  });
});

describe.skipIf(!hasBanners)('the real banners', () => {
  it('are valid but for three, which cross or retrace themselves', () => {
    const refused = [...bannerGeometries].flatMap(([name, geometry]) => {
      const parsed = parseBoundary(geometry);
      return 'fault' in parsed ? [[name, parsed.fault.rule, parsed.fault.pointer]] : [];
    });
    expect(bannerGeometries.size).toBe(12);
    expect(refused).toEqual([
      ['巴林右旗', 'boundary-self-intersecting', '/coordinates/0/142'],
      ['克什克腾旗', 'boundary-self-intersecting', '/coordinates/0/503'],
      ['敖汉旗', 'boundary-self-intersecting', '/coordinates/0/971'],
    ]);
    expect(refused.map(([name]) => name)).toEqual(KINKED);
  });
});
