/** Names of the cells that land is in. */
import { describe, expect, it } from 'vitest';
import {
  FOOTPRINT_CELLS_MAX,
  FOOTPRINT_DEGREES_MAX,
  footprintOf,
  prefixesOf,
} from '../../../shared/land/cells.ts';
import { bannerBoundaries, boundaryOf, hasBanners } from '../../support/land/banners.ts';

/** A box, drawn a little within its lines, so that its coordinates have decimals. */
function footprint(west: number, south: number, east: number, north: number) {
  const e = 1.0001e-6;
  const [w, s, x, n] = [west + e, south + e, east - e, north - e];
  const ring = [[w, s], [x, s], [x, n], [w, n], [w, s]]; // biome-ignore format: a ring
  return footprintOf(boundaryOf({ type: 'Polygon', coordinates: [ring] }));
}

describe('a footprint', () => {
  it.each<[string, [number, number, number, number], string[], string[]]>([
    ['a whole degree', [119, 42, 120, 43], ['119E42N'], ['119E42N/']],
    ['a quarter', [119.5, 42, 120, 42.5], ['119E42N'], ['119E42N/1']],
    ['the north-east sixteenth', [119.75, 42.75, 120, 43], ['119E42N'], ['119E42N/33']],
    ['a sixteenth across two quarters', [119.375, 42, 119.625, 42.25], ['119E42N'], ['119E42N/011', '119E42N/013', '119E42N/100', '119E42N/102']], // biome-ignore format: one line
    ['a small parcel', [119.001, 42.001, 119.002, 42.002], ['119E42N'], ['119E42N/00000000']],
    ['a parcel over a meridian', [119.999, 42.001, 120.001, 42.002], ['119E42N', '120E42N'], ['119E42N/11111111', '120E42N/00000000']], // biome-ignore format: one line
    ['south-west of nothing', [-0.001, -0.001, 0.001, 0.001], ['0E0N', '0E1S', '1W0N', '1W1S'], ['0E0N/00000000', '0E1S/22222222', '1W0N/11111111', '1W1S/33333333']], // biome-ignore format: one line
    ['at the seam and the pole', [179.999, 89.999, 180, 90], ['179E89N'], ['179E89N/33333333']],
  ])('%s', (_, [west, south, east, north], degrees, cells) => {
    expect(footprint(west, south, east, north)).toEqual({ degrees, cells });
  });

  it('leaves out what the land goes around', () => {
    const [w, e] = [119.0000001, 120.9999999];
    const ring = [[w, 42.0000001], [e, 42.0000001], [e, 42.1000001], [119.1000001, 42.1000001], [119.1000001, 43.9000001], [w, 43.9000001], [w, 42.0000001]]; // biome-ignore format: a ring
    const corner = footprintOf(boundaryOf({ type: 'Polygon', coordinates: [ring] }))!;
    expect(corner.degrees).toEqual(['119E42N', '119E43N', '120E42N']);
    expect(corner.cells.every((cell) => cell.length > '119E42N/'.length)).toBe(true);
  });

  it('spans no more than FOOTPRINT_DEGREES_MAX degrees', () => {
    expect(footprint(100, 40, 100 + FOOTPRINT_DEGREES_MAX, 41)?.degrees).toHaveLength(FOOTPRINT_DEGREES_MAX);
    expect(footprint(100, 40, 101 + FOOTPRINT_DEGREES_MAX, 41)).toBeUndefined();
    expect(footprint(-89, -80, 89, 80)).toBeUndefined();
  });

  it('names the cells that a cell is within', () => {
    expect(prefixesOf('119E42N/')).toEqual([]);
    expect(prefixesOf('119E42N/013')).toEqual(['119E42N/', '119E42N/0', '119E42N/01']);
  });
});

describe.skipIf(!hasBanners)('the real banners', () => {
  it.each([...bannerBoundaries()])('%s has few cells, none within another', (_, banner) => {
    const { degrees, cells } = footprintOf(banner)!;
    expect(cells.length).toBeLessThanOrEqual(FOOTPRINT_CELLS_MAX);
    expect(cells.flatMap(prefixesOf).filter((each) => cells.includes(each))).toEqual([]);
    expect([...new Set(cells.map((cell) => cell.split('/')[0]))]).toEqual(degrees);
    expect(cells).toEqual(cells.toSorted());
  });
});
