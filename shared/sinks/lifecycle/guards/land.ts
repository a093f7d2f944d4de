/** Guards of the land: one piece of land, once (DOMAIN §2). Overlaps were found before: land-overlap.ts. */
import { type Period, periodsOverlap } from '../../../base/day.ts';
import { type Rejection, reject } from '../../../ledger/rejection.ts';
import type { Subject } from '../../commands.ts';
import { hectaresOf, type Overlap, PROJECT_POSITIONS_MAX, type SurveyedLand } from '../../land-overlap.ts';
import { standardRow } from '../../standard.ts';

interface Surveyed {
  land: SurveyedLand;
}

/** A project's own parcels don't overlap. */
export function parcelsApart({ command: { land } }: Subject<Surveyed>): Rejection | undefined {
  if (!land.inner) return undefined;
  const { parcel, other, squareMetres } = land.inner;
  return reject('parcels-overlap', undefined, { parcel, other, hectares: hectaresOf(squareMetres) });
}

/** The land is small enough for one boundary, and for the index by which it is found. */
export function landWithinBounds({ command: { land } }: Subject<Surveyed>): Rejection | undefined {
  const { positions, footprint } = land;
  if (positions > PROJECT_POSITIONS_MAX)
    return reject('land-too-detailed', undefined, { positions, positionsMax: PROJECT_POSITIONS_MAX });
  return footprint ? undefined : reject('land-too-wide');
}

/** The overlaps can be computed, both among the project's own parcels and with other projects. */
export function landComparable({ command: { land } }: Subject<Surveyed>): Rejection | undefined {
  if (!land.intricate) return undefined;
  const { with: other, ...counts } = land.intricate;
  if (!other) return reject('parcels-too-intricate', undefined, { ...counts });
  return reject('land-too-intricate', undefined, { ...counts, ...other });
}

/** [16]: a deregistered project doesn't come back under another name. */
export function neverDeregistered({ state, command: { land } }: Subject<Surveyed>): Rejection | undefined {
  const before = land.overlaps.find(
    ({ status, standard, methodology }) =>
      status === 'deregistered' &&
      standardRow(standard).deregistrationFinal !== undefined &&
      methodology === state.methodology,
  );
  return before && reject('deregistered-is-final', undefined, seenOf(before));
}

/** No other project, of any standard, has a part of this land credited to it in a part of this time. */
export function landFree({
  command: { land, crediting },
}: Subject<Surveyed & { crediting: Period }>): Rejection | undefined {
  const taken = land.overlaps
    .filter(({ credited }) => credited.some((period) => periodsOverlap(period, crediting)))
    .sort((a, b) => b.squareMetres - a.squareMetres)[0];
  return taken && reject('land-overlap', undefined, seenOf(taken));
}

const seenOf = ({ project, name, squareMetres }: Overlap) => ({
  project,
  name,
  hectares: hectaresOf(squareMetres),
});
