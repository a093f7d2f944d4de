/** Parcels against the outlines of banners: what is inside, near the edge, and elsewhere. */
import { describe, expect, it } from 'vitest';
import { BannerCode, banners } from '../../../shared/land/banner.ts';
import { bannerOutlines, strayOf } from '../../../shared/land/banner-outlines.ts';
import type { Position } from '../../../shared/land/boundary.ts';
import { farthestOutside } from '../../../shared/land/outline.ts';
import { sideOf } from '../../../shared/land/plane.ts';
import { OUTLINE_TOLERANCE_METRES, outsideBanner } from '../../../shared/land/register-parcel.ts';
import { bannerGeometries, boundaryOf, hasBanners } from '../../support/land/banners.ts';
import { squareRing } from '../../support/probes/parcels.ts';

const square = (west: number, south: number, degrees?: number) =>
  boundaryOf({ type: 'Polygon', coordinates: [squareRing(west, south, degrees)] });
const outline: Position[] = [
  [119, 42],
  [120, 42],
  [120, 43],
  [119, 43],
];

describe('land against an outline', () => {
  it.each<[string, number, number, number | undefined]>([
    ['within', 119.5, 42.5, undefined],
    ['over the edge by half', 119.995, 42.5, 411],
    ['beside it', 120.1, 42.5, 9030],
    ['beyond a corner', 120.1, 43.1, 15_160],
    ['far away', 121.99, 42.5, 164_100],
  ])('%s', (_what, west, south, metres) => {
    const stray = farthestOutside(square(west, south), outline);
    if (metres === undefined) expect(stray).toBeUndefined();
    else expect(stray!.metres / metres).toBeCloseTo(1, 2);
  });
});

it('is the one that is farthest when each is asked alone', () => {
  const ring = Array.from({ length: 900 }, (_, i): Position => {
    const turned = (i * 2.399963) % (2 * Math.PI);
    return [119.5 + 0.03 * Math.sqrt(i) * Math.cos(turned), 42.5 + 0.03 * Math.sqrt(i) * Math.sin(turned)];
  });
  const alone = ring.flatMap((position) => {
    return farthestOutside({ type: 'MultiPolygon', coordinates: [[[position, position]]] }, outline) ?? [];
  });
  expect(alone.length).toBeGreaterThan(100);
  const [farthest] = alone.sort((a, b) => b.metres - a.metres);
  expect(farthestOutside({ type: 'MultiPolygon', coordinates: [[[ring[0]!, ...ring]]] }, outline)).toEqual(
    farthest,
  );
});

describe('a parcel and its banner', () => {
  const outside = (banner: BannerCode, west: number, south: number) => {
    const boundary = square(west, south);
    return outsideBanner(banner, strayOf(boundary, banner))?.seen;
  };

  it('that it lies in, or not far outside of', () => {
    expect(outside('150430', 120, 42.3)).toBeUndefined();
    const west = Math.min(...bannerOutlines['150430']!.map(([x]) => x));
    const [, south] = bannerOutlines['150430']!.find(([x]) => x === west)!;
    expect(outside('150430', west - 0.02, south)).toBeUndefined();
  });

  it('that it is said to lie in, but does not', () => {
    expect(outside('150430', 118.9, 42.2)).toMatchObject({
      banner: '150430',
      bannerName: '敖汉旗',
      metresMax: OUTLINE_TOLERANCE_METRES,
      metres: expect.closeTo(50_000, -4),
    });
  });

  it('every banner of 赤峰 has an outline; of the others the answer says that it has none', () => {
    expect(Object.keys(bannerOutlines).sort()).toEqual(
      BannerCode.options.filter((code) => code.startsWith('1504')),
    );
  });
});

/** The outlines are simplified by 500 m and rounded by some 70. */
describe.skipIf(!hasBanners)('the outlines of the table', () => {
  it.each(Object.entries(banners).filter(([code]) => code in bannerOutlines))(
    '%s %s keep to the published one',
    (code, name) => {
      const known = bannerOutlines[code as BannerCode]!;
      const ring = bannerGeometries.get(name)!.coordinates[0]!;
      const away = farthestOutside({ type: 'MultiPolygon', coordinates: [[ring]] }, known)?.metres ?? 0;
      expect(away).toBeLessThan(600);
      const beyond =
        farthestOutside({ type: 'MultiPolygon', coordinates: [[[...known, known[0]!]]] }, ring.slice(1))
          ?.metres ?? 0;
      expect(beyond).toBeLessThan(200);
      expect(
        known.filter((position) => sideOf(position, ring.slice(1)) !== 'outside').length,
      ).toBeGreaterThan(0);
    },
  );
});
