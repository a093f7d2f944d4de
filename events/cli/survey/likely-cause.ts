/**
 * Why a survey's land isn't in its banner, where another central meridian would put it there: the same metres
 * are a place in every zone, so a wrong zone shows only so.
 */
import type { BannerCode } from '../../../shared/land/banner.ts';
import { strayOf } from '../../../shared/land/banner-outlines.ts';
import type { Boundary } from '../../../shared/land/multi-polygon.ts';
import type { Position } from '../../../shared/land/plane.ts';
import { outsideBanner } from '../../../shared/land/register-parcel.ts';
import type { Words } from '../words.ts';
import { ringsOf } from './degrees.ts';
import type { Area } from './layer.ts';
import { codeOfMeridian, type Grid, inverseOf, type System, ZONE_METRES } from './system.ts';

/** Land as the file has it. */
export interface Survey {
  area: Area;
  system: System;
}

/** Central meridians of China's 3-degree zones; those of 6-degree zones are among them. */
const MERIDIANS = Array.from({ length: 21 }, (_, index) => 75 + 3 * index);

/** Undefined where nothing is known to be likely. */
export function likelyCause({ area, system }: Survey, banner: BannerCode): Words | undefined {
  const { grid, name } = system;
  if (grid?.projection !== 'tmerc') return undefined;
  const found = MERIDIANS.filter((meridian) => meridian !== grid.meridian).find((meridian) =>
    liesIn(banner, area, { ...grid, meridian }),
  );
  if (found === undefined) return undefined;
  // With the zone's number in front, the eastings of another zone would be others.
  const code = grid.falseEasting < ZONE_METRES ? codeOfMeridian(found) : undefined;
  return {
    zh: `坐标按 ${name}（中央经线 ${grid.meridian}°）反算；按中央经线 ${found}° 则在该旗县区内，投影带或有误${code ? `：可用 --crs ${code}` : ''}`,
    en: `read by ${name} (central meridian ${grid.meridian}°); by ${found}° it would lie in the banner, so the zone may be wrong${code ? `: say --crs ${code}` : ''}`,
  };
}

function liesIn(banner: BannerCode, area: Area, grid: Grid): boolean {
  const inverse = inverseOf(grid);
  const rings = ringsOf(area).map((ring) => ring.map(([x, y]): Position => inverse(x!, y!)));
  const boundary: Boundary = { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) };
  return !outsideBanner(banner, strayOf(boundary, banner));
}
