/** What is known of a project's land before the decision: its own shape, and its overlaps with others. */
import type { Period } from '../base/day.ts';
import type { Intricate } from '../land/overlap.ts';
import { FINAL, type ProjectStatus } from './lifecycle/status.ts';
import type { Standard } from './standard.ts';
import type { ProjectState } from './states.ts';

/** Positions of a project's boundary at most: with 17 digits each, one table item holds them compressed. */
export const PROJECT_POSITIONS_MAX = 20_000;

const HECTARE_SQUARE_METRES = 10_000;

/** Hectares with 4 decimals, exact to the square metre. */
export const hectaresOf = (squareMetres: number): string => (squareMetres / HECTARE_SQUARE_METRES).toFixed(4);

/** The land that another project shares with this one, whatever its status and time. */
export interface Overlap {
  project: string;
  name: string;
  standard: Standard;
  methodology: string;
  status: ProjectStatus;
  /** The periods in which the land is credited to that project. */
  credited: readonly Period[];
  squareMetres: number;
}

/**
 * When a project's land is credited to it: over its whole crediting period. After its end (withdrawn,
 * refused, deregistered): in the monitoring periods for which it issued units, since those units remain.
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
  /** Absent if the land is too wide for one. */
  footprint?: { degrees: string[]; cells: string[] };
  /** Two parcels of the project that share ground. */
  inner?: { parcel: string; other: string; squareMetres: number };
  overlaps: readonly Overlap[];
  /** Borders that cross too often to be followed: the project's own, or with those of the named project. */
  intricate?: Intricate & { with?: { project: string; name: string } };
}
