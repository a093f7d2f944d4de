/** What was found out about a project's land before it is decided on: its own shape, and what others have of it. */
import type { Period } from '../base/day.ts';
import type { Intricate } from '../land/overlap.ts';
import { FINAL, type ProjectStatus } from './lifecycle/status.ts';
import type { Standard } from './standard.ts';
import type { ProjectState } from './states.ts';

/** Positions of a project's boundary at most: with 17 digits each it fits one item of the table, compressed. */
export const PROJECT_POSITIONS_MAX = 20_000;

const HECTARE_SQUARE_METRES = 10_000;

/** With 4 decimals, to the square metre. */
export const hectaresOf = (squareMetres: number): string => (squareMetres / HECTARE_SQUARE_METRES).toFixed(4);

/** Another project's land in common with this one's, whatever its status and time. */
export interface Overlap {
  project: string;
  name: string;
  standard: Standard;
  methodology: string;
  status: ProjectStatus;
  /** Times in which the land is credited to it. */
  credited: readonly Period[];
  squareMetres: number;
}

/**
 * When a project's land is credited to it: over its whole crediting period; once it has ended (withdrawn, refused,
 * deregistered), in the monitoring periods for which it has issued units, since those units remain.
 */
export function creditedPeriods({ status, design, issued, periods = [] }: ProjectState): readonly Period[] {
  if (!FINAL.has(status)) return design ? [design.crediting] : [];
  return issued > 0 ? periods : [];
}

export interface SurveyedLand {
  /** SHA-256 of the boundary's text. */
  boundary: string;
  areaSquareMetres: number;
  positions: number;
  /** Absent where the land is too wide for one. */
  footprint?: { degrees: string[]; cells: string[] };
  /** Two parcels of the project that have ground in common. */
  inner?: { parcel: string; other: string; squareMetres: number };
  overlaps: readonly Overlap[];
  /** Borders that cross too often to be followed: of the project's own parcels, or with those of the project named. */
  intricate?: Intricate & { with?: { project: string; name: string } };
}
