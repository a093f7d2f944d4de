/** Shared ground, exact at the border: small cases with known areas, and the real banners of Chifeng. */
import { difference } from 'polyclip-ts';
import { describe, expect, it } from 'vitest';
import { areaSquareMetres } from '../../../shared/land/area.ts';
import { footprintOf, prefixesOf } from '../../../shared/land/cells.ts';
import type { Boundary } from '../../../shared/land/multi-polygon.ts';
import { overlapOf } from '../../../shared/land/overlap.ts';
import { bannerBoundaries, boundaryOf, hasBanners } from '../../support/land/banners.ts';
import { sharedSquareMetres } from '../../support/land/shared-area.ts';

type Corner = [number, number];
const land = (...corners: Corner[]): Boundary =>
  boundaryOf({ type: 'Polygon', coordinates: [[...corners, corners[0]!]] });
const box = (west: number, south: number, east: number, north: number) =>
  land([west, south], [east, south], [east, north], [west, north]);

const drawn = ({ coordinates }: Boundary) => coordinates as unknown as [number, number][][][];

const [W, S, E, N] = [119.1234567, 42.1234567, 119.1334567, 42.1334567];
const field = box(W, S, E, N);

it('measures a long strip once, at however many fields that touch it', () => {
  // A strip of 4,900 corners, and 1,000 fields whose corner dips into it by less than counts.
  const seven = (ordinate: number) => Math.round(ordinate * 1e7) / 1e7;
  const [fields, corners, width] = [1000, 4900, 5];
  const north = Array.from({ length: corners + 1 }, (_, i): Corner => {
    const longitude = i === corners ? 119.0000011 : 124.0000011 - (width * i) / corners;
    return [seven(longitude), i % 2 ? 42.0000023 : 42.0000013];
  });
  const strip: Corner[] = [[119.0000011, 41.9900013], [124.0000011, 41.9900013], ...north];
  const step = width / fields;
  const diamonds = Array.from({ length: fields }, (_, i): Corner[] => {
    const [x, half] = [119.0000011 + step * (i + 0.5), step * 0.45];
    const south: Corner = [seven(x), 41.9999997];
    return [
      ...[south, [seven(x + half), seven(42.0000013 + half)] as Corner],
      ...[
        [seven(x), seven(42.0000013 + 2 * half)] as Corner,
        [seven(x - half), seven(42.0000013 + half)] as Corner,
      ],
    ];
  });
  const closed = (ring: Corner[]) => [[...ring, ring[0]!]];
  const start = process.cpuUsage();
  boundaryOf({ type: 'MultiPolygon', coordinates: [strip, ...diamonds].map(closed) });
  const { user } = process.cpuUsage(start);
  // Some 0.7 s; it was three times that, while one who sends it holds others up.
  expect(user / 1e6).toBeLessThan(2.5);
});
/** Decimals whose doubles aren't on one line, though the decimals are: the border is what is written. */
const slanted = land([119.1000001, 42.1000001], [119.3000003, 42.3000003], [119.1000001, 42.3000003]);
const onTheSlant = land([119.2000002, 42.2000002], [119.2500003, 42.2000002], [119.2500003, 42.2100003]);

describe('land only touches', () => {
  it.each<[string, Boundary, Boundary]>([
    ['along a whole edge', field, box(E, S, 119.1434567, N)],
    ['along part of an edge', field, box(E, 42.1261234, 119.1434567, 42.1276543)],
    ['at a corner', field, box(E, N, 119.1434567, 42.1434567)],
    ['with a corner on a slanted edge', slanted, onTheSlant],
    ['with a corner rounded over a slanted edge', slanted, land([119.2000002, 42.2000007], [119.2500003, 42.2000002], [119.2500003, 42.2100003])], // biome-ignore format: one line
    ['not at all', field, box(120.1234567, S, 120.1334567, N)],
    ['in a hole of the other', boundaryOf({ type: 'Polygon', coordinates: [...box(119.1134567, 42.1134567, 119.1434567, 42.1434567).coordinates[0]!, field.coordinates[0]![0]] }), field], // biome-ignore format: one line
  ])('%s', (_, a, b) => {
    expect(overlapOf(a, b)).toBeUndefined();
    expect(overlapOf(b, a)).toBeUndefined();
  });
});

describe('land overlaps', () => {
  it.each<[string, Boundary, Boundary, Boundary]>([
    ['itself', field, field, field],
    ['what is within it', field, box(119.1244567, 42.1244567, 119.1254567, 42.1254567), box(119.1244567, 42.1244567, 119.1254567, 42.1254567)], // biome-ignore format: one line
    ['a corner', field, box(119.1324567, 42.1324567, 119.1434567, 42.1434567), box(119.1324567, 42.1324567, E, N)], // biome-ignore format: one line
    ['crossing it without a corner inside', field, box(119.1134567, 42.1254567, 119.1434567, 42.1264567), box(W, 42.1254567, E, 42.1264567)], // biome-ignore format: one line
    ['by a strip of two steps', field, box(E - 2e-6, S, 119.1434567, N), box(E - 2e-6, S, E, N)],
  ])('%s', (_, a, b, shared) => {
    const expected = areaSquareMetres(shared);
    expect(sharedSquareMetres(a, b)).toBeCloseTo(expected, 3);
    expect(sharedSquareMetres(b, a)).toBeCloseTo(expected, 3);
  });

  it('by less than one step of the coordinates: rounding, not land', () => {
    expect(overlapOf(field, box(E - 0.9e-6, S, 119.1434567, N))).toBeUndefined();
  });
});

describe('area', () => {
  // Planimeter0 of GeographicLib's own tests, on WGS 84, whose flattening differs in the ninth digit.
  it.each<[number, Corner[]]>([
    [24952305678, [[0, 89], [90, 89], [180, 89], [270, 89]]], // biome-ignore format: one line
    [24619419146, [[-1, 0], [0, -1], [1, 0], [0, 1]]], // biome-ignore format: one line
    [63758202715511, [[0, 90], [0, 0], [90, 0]]], // biome-ignore format: one line
  ])('is %d m²', (squareMetres, corners) => {
    const boundary: Boundary = { type: 'MultiPolygon', coordinates: [[[...corners, corners[0]!]]] };
    expect(areaSquareMetres(boundary) / squareMetres - 1).toBeCloseTo(0, 8);
  });

  it('subtracts holes', () => {
    const [outer, hole] = [box(119.1134567, 42.1134567, 119.1434567, 42.1434567), field];
    const holed = boundaryOf({
      type: 'Polygon',
      coordinates: [...outer.coordinates[0]!, ...hole.coordinates[0]!],
    });
    expect(areaSquareMetres(holed)).toBeCloseTo(areaSquareMetres(outer) - areaSquareMetres(hole), 5);
  });
});

/** km² of the yearbook, to the 9 % by which these simplified outlines may be off. */
const OFFICIAL_KM2: [string, number][] = [
  ['敖汉旗', 8300],
  ['克什克腾旗', 20673],
];
const CHIFENG_KM2 = 90021;
describe.skipIf(!hasBanners)('the real banners', () => {
  const banners = [...bannerBoundaries()];
  const pairs = banners.flatMap(([name, a], i) =>
    banners.slice(i + 1).map(([other, b]): [string, Boundary, Boundary] => [`${name} ${other}`, a, b]),
  );

  it('have about the area that is published', () => {
    const km2 = (boundary: Boundary) => areaSquareMetres(boundary) / 1e6;
    const areas = new Map(banners.map(([name, boundary]) => [name, km2(boundary)]));
    for (const [name, official] of OFFICIAL_KM2)
      expect(Math.abs(areas.get(name)! / official - 1)).toBeLessThan(0.09);
    const total = [...areas.values()].reduce((sum, each) => sum + each, 0);
    expect(Math.abs(total / CHIFENG_KM2 - 1)).toBeLessThan(0.04);
  });

  it('do not overlap their neighbours', () => {
    expect(pairs).toHaveLength(66);
    expect(pairs.filter(([, a, b]) => overlapOf(a, b)).map(([names]) => names)).toEqual([]);
  });

  it('do overlap a neighbour whose outline is drawn 20 m too far', () => {
    const moved = ({ coordinates }: Boundary, x: number): Boundary => ({
      type: 'MultiPolygon',
      coordinates: coordinates.map((polygon) =>
        polygon.map((ring) => ring.map(([lon, lat]) => [lon + x, lat])),
      ),
    });
    const found = pairs.filter(
      ([, a, b]) => overlapOf(moved(a, 0.00025), b) || overlapOf(moved(a, -0.00025), b),
    );
    expect(found.length).toBeGreaterThan(15);
  });

  it.each(banners)('%s overlaps itself with its own area', (_, banner) => {
    expect(sharedSquareMetres(banner, banner) / areaSquareMetres(banner)).toBeCloseTo(1, 6);
  });

  it.each(banners)('%s finds a hectare pushed over its border, by its true area', (_, banner) => {
    const [x, y] = banner.coordinates[0]![0]![0]!;
    // Its middle is the westernmost corner: some of it is inside, some outside, and both
    // together are all of it.
    const square = box(x - 0.0006127, y - 0.0004513, x + 0.0006127, y + 0.0004513);
    const hectare = areaSquareMetres(square);
    expect(hectare / 10_000).toBeCloseTo(1, 1);
    const outside = difference(drawn(square), drawn(banner));
    const inside = sharedSquareMetres(banner, square);
    expect(inside).toBeGreaterThan(1);
    expect(inside + areaSquareMetres({ type: 'MultiPolygon', coordinates: outside })).toBeCloseTo(hectare, 1);
  });

  it.each(banners)('%s shares a cell and a degree with a hectare in it', (_, banner) => {
    const [x, y] = banner.coordinates[0]![0]![0]!;
    const [one, two] = [
      footprintOf(banner)!,
      footprintOf(box(x - 0.0006127, y - 0.0004513, x + 0.0006127, y + 0.0004513))!,
    ];
    expect(one.degrees.filter((each) => two.degrees.includes(each))).not.toEqual([]);
    const met = one.cells.some((p) =>
      two.cells.some((q) => p === q || prefixesOf(p).includes(q) || prefixesOf(q).includes(p)),
    );
    expect(met).toBe(true);
  });
});
