/** A project's land from its parcels' boundaries: one boundary, its digest, area and footprint. Pure, and slow. */
import { toHex, toUtf8 } from '../encoding.ts';
import { areaSquareMetres } from '../land/area.ts';
import { type Boundary, boundaryText, joinBoundaries } from '../land/boundary.ts';
import { footprintOf } from '../land/cells.ts';
import { overlapOf } from '../land/overlap.ts';
import { sha256 } from '../sha256.ts';
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
  // What is refused for its size isn't computed on: it has neither text nor place.
  if (positions > PROJECT_POSITIONS_MAX)
    return { joined, text: '', land: { boundary: '', areaSquareMetres: 0, positions } };
  const text = boundaryText(joined);
  const inner = innerOverlap(parcels);
  const footprint = footprintOf(joined);
  return {
    joined,
    text,
    land: {
      boundary: digestOf(text),
      areaSquareMetres: Math.round(areaSquareMetres(joined)),
      positions,
      ...(footprint && { footprint }),
      ...(inner && { inner }),
    },
  };
}

function innerOverlap(parcels: readonly { parcel: string; boundary: Boundary }[]): SurveyedLand['inner'] {
  for (const [index, { parcel, boundary }] of parcels.entries()) {
    for (const other of parcels.slice(0, index)) {
      const overlap = overlapOf(other.boundary, boundary);
      if (overlap) return { parcel, other: other.parcel, squareMetres: overlap.squareMetres };
    }
  }
  return undefined;
}
