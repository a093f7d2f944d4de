import type { BannerCode } from '../../../shared/land/banner.ts';
import { bannerOutlines } from '../../../shared/land/banner-outlines.ts';
import { parseBoundary } from '../../../shared/land/boundary.ts';
import { farthestOutside } from '../../../shared/land/outline.ts';

/** The banner that a boundary lies in. Of several, it is the one that the boundary reaches out of least. */
export function bannerOf(geometry: object): BannerCode {
  const read = parseBoundary(geometry);
  // An unsound boundary is refused as such, whatever its banner.
  if ('fault' in read) return '150430';
  const strays = Object.entries(bannerOutlines).map(([code, outline]) => ({
    code: code as BannerCode,
    metres: farthestOutside(read.boundary, outline)?.metres ?? 0,
  }));
  return strays.reduce((best, each) => (each.metres < best.metres ? each : best)).code;
}
