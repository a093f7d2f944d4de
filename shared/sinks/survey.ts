/** Joins a project's parcels into one boundary, with its digest, area and footprint. Pure, and slow. */
import { toHex, toUtf8 } from '../base/encoding.ts';
import { sha256 } from '../base/sha256.ts';
import { areaSquareMetres } from '../land/area.ts';
import { boundaryText, joinBoundaries } from '../land/boundary.ts';
import { footprintOf } from '../land/cells.ts';
import type { Boundary } from '../land/multi-polygon.ts';
import { isIntricate, overlapAmong, overlapOf } from '../land/overlap.ts';
import { PROJECT_POSITIONS_MAX, type SurveyedLand } from './land-overlap.ts';

export interface Survey {
  joined: Boundary;
  /** Canonical GeoJSON, which the publication makes public. */
  text: string;
  land: Omit<SurveyedLand, 'overlaps'>;
}

/** SHA-256 of a boundary's text, hex. */
export const digestOf = (text: string): string => toHex(sha256(toUtf8(text)));

export const positionsOf = ({ coordinates }: Boundary): number =>
  coordinates.flat().reduce((sum, ring) => sum + ring.length, 0);

/** Joins the parcels, in the order in which the project names them. */
export function surveyOf(parcels: readonly { parcel: string; boundary: Boundary }[]): Survey {
  const joined = joinBoundaries(parcels.map(({ boundary }) => boundary));
  const positions = positionsOf(joined);
  // Land refused for its size isn't computed further: it has neither text nor place.
  if (positions > PROJECT_POSITIONS_MAX)
    return { joined, text: '', land: { boundary: '', areaSquareMetres: 0, positions } };
  const text = boundaryText(joined);
  const footprint = footprintOf(joined);
  return {
    joined,
    text,
    land: {
      boundary: digestOf(text),
      areaSquareMetres: Math.round(areaSquareMetres(joined)),
      positions,
      ...(footprint && { footprint }),
      ...innerOverlap(parcels),
    },
  };
}

/**
 * Searches polygon by polygon, as an auditor of the published boundary does, who can't tell parcels apart any
 * more; reports the two parcels.
 */
function innerOverlap(
  parcels: readonly { parcel: string; boundary: Boundary }[],
): Pick<SurveyedLand, 'inner' | 'intricate'> {
  const polygons = parcels.flatMap(({ parcel, boundary }) =>
    boundary.coordinates.map((coordinates) => ({ parcel, boundary, coordinates })),
  );
  const found = overlapAmong(polygons.map(({ coordinates }) => coordinates));
  if (!found) return {};
  if (isIntricate(found)) return { intricate: found };
  const [one, other] = [polygons[found.polygon]!, polygons[found.other]!];
  const whole = overlapOf(one.boundary, other.boundary);
  const { squareMetres } = whole && !isIntricate(whole) ? whole : found;
  return { inner: { parcel: one.parcel, other: other.parcel, squareMetres } };
}
