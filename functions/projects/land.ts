/**
 * A project's land as its publication needs it: surveyed from its parcels, and compared with all other
 * projects' land.
 */
import { setImmediate } from 'node:timers/promises';
import { type Period, periodsOverlap } from '../../shared/base/day.ts';
import { boundaryOfText } from '../../shared/land/boundary.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { isIntricate, overlapOf } from '../../shared/land/overlap.ts';
import {
  degreeEntity,
  type EntityId,
  footprintEntity,
  projectEntity,
  read,
} from '../../shared/ledger/entity.ts';
import {
  creditedPeriods,
  type Overlap,
  PROJECT_POSITIONS_MAX,
  type SurveyedLand,
} from '../../shared/sinks/land-overlap.ts';
import type { ProjectState } from '../../shared/sinks/states.ts';
import { positionsOf, type Survey, surveyOf } from '../../shared/sinks/survey.ts';
import { projectsNear } from '../ledger/land-reads.ts';
import { boundariesOf } from '../ledger/parcel-reads.ts';
import { publishedBoundaries } from '../ledger/published-boundary.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { Stored, StoredEntities } from '../ledger/stored.ts';

/** Parcels whose boundaries are read at once; each boundary has some 300 KB at most. */
const PARCELS_AT_ONCE = 20;

/** Joins the boundaries of the project's parcels, or as many as already exceed the limit of positions. */
export async function surveyProject(reads: LedgerReads, { parcels = [] }: ProjectState): Promise<Survey> {
  const surveyed: { parcel: string; boundary: Boundary }[] = [];
  let positions = 0;
  for (
    let start = 0;
    start < parcels.length && positions <= PROJECT_POSITIONS_MAX;
    start += PARCELS_AT_ONCE
  ) {
    const some = await boundariesOf(reads, parcels.slice(start, start + PARCELS_AT_ONCE));
    for (const { boundary } of some) positions += positionsOf(boundary);
    surveyed.push(...some);
  }
  return surveyOf(surveyed);
}

/** The current entities that a publication of this land advances. To be read before `overlapsWith` looks. */
export function readPlaces(
  reads: LedgerReads,
  project: string,
  { land: { footprint } }: Survey,
): Promise<Map<EntityId, Stored>> {
  const { degrees = [], cells = [] } = footprint ?? {};
  return reads.entities([
    ...degrees.map(degreeEntity),
    ...cells.map((cell) => footprintEntity(cell, project)),
  ]);
}

/**
 * What other projects hold of the land in the same period, and what deregistered ones held of it at any time.
 * Those projects are returned as they are: the decision rests on them, so their last commits stand before it
 * in the log.
 */
export async function overlapsWith(
  reads: LedgerReads,
  project: string,
  { joined, land: { footprint } }: Survey,
  crediting: Period,
): Promise<Pick<SurveyedLand, 'overlaps' | 'intricate'> & { neighbours: StoredEntities; fixed: string[] }> {
  const near = (await projectsNear(reads, footprint?.cells ?? [])).filter((each) => each !== project);
  const neighbours = await reads.entities(near.map(projectEntity));
  const rivals = near.flatMap((id) => {
    const state = read(neighbours, projectEntity(id))?.state;
    return state && mayMatter(state, crediting) ? [{ id, state, design: state.design! }] : [];
  });
  const boundaries = await publishedBoundaries(
    reads,
    rivals.map(({ design }) => design.boundary),
  );
  const overlaps: Overlap[] = [];
  let intricate: SurveyedLand['intricate'];
  for (const { id, state, design } of rivals) {
    const text = boundaries.get(design.boundary);
    if (text === undefined) throw new Error(`project ${id} has no published boundary`);
    // Each comparison may take some 0.2 s: this lets other requests of the process run in between.
    await setImmediate();
    const found = overlapOf(joined, boundaryOfText(text));
    if (!found) continue;
    const { name, standard, methodology, status } = state;
    if (isIntricate(found)) intricate ??= { ...found, with: { project: id, name } };
    else
      overlaps.push({
        project: id,
        name,
        standard,
        methodology,
        status,
        credited: creditedPeriods(state),
        squareMetres: found.squareMetres,
      });
  }
  // A published design's land never changes, and a publication moves its degrees. So only a neighbour of
  // another period, whose land wasn't compared, may still become an obstacle: by deregistration, or by a late
  // issuance.
  const changing = new Set([
    ...overlaps.map((overlap) => overlap.project),
    ...near.filter((id) => {
      const state = read(neighbours, projectEntity(id))?.state;
      return state?.design && !mayMatter(state, crediting);
    }),
  ]);
  const fixed = near.filter((id) => !changing.has(id)).map(projectEntity);
  return { overlaps, neighbours, fixed, ...(intricate && { intricate }) };
}

function mayMatter(state: ProjectState, crediting: Period): boolean {
  if (!state.design) return false;
  if (state.status === 'deregistered') return true;
  return creditedPeriods(state).some((period) => periodsOverlap(period, crediting));
}
