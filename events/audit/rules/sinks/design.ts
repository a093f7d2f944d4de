/** DOMAIN §2: what a published design has to be: agreed, approved, independent, in its dates, on land of its own. */

import { addDays, chinaDate } from '../../../../shared/base/day.ts';
import { projectEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { CCER_CONSTRUCTION_AFTER } from '../../../../shared/sinks/crediting.ts';
import { methodologyOf } from '../../../../shared/sinks/methodology.ts';
import type { ProjectState } from '../../../../shared/sinks/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkLand } from '../land/land-once.ts';
import type { Rules } from '../rule.ts';
import { missedBounds, nthWorkingDay } from './dates.ts';
import { checkMethodology } from './reserve.ts';
import { checkAgreement, checkTransition, parcelOf, rolesOf } from './transition.ts';

type Published = EventOfType<'design.published'>;

/** [12] of the CCER measures; 30 days of public comment in VCS. */
const CCER_WORKING_DAYS = 20;
const VCS_DAYS = 30;

export const designPublished: Rules<'design.published'> = (live, event, violates) => {
  const { project, validator } = event.facts;
  const state = checkTransition(live, event, project, violates);
  if (!state) return;
  const version = checkAgreement(live, state, state.agreement, event.at, violates);
  const outsideForestry = state.standard === 'VCS' && state.category !== 'forest';
  if (outsideForestry && !state.approved) violates('approval-missing', {}, projectEntity(project));
  checkMethodology(state.standard, state.methodology, event.at, violates);
  if (!rolesOf(live, validator).includes('verifier')) violates('validator-role', { validator });
  const interested = [
    state.developer,
    ...(version?.parties.map(({ organization }) => organization) ?? []),
    ...(state.parcels ?? []).map((parcel) => parcelOf(live, parcel)?.holder),
  ];
  if (interested.includes(validator)) violates('validator-not-independent', { validator });
  checkDates(event, state, violates);
  checkAreas(live, event, state, violates);
  checkLand(live, event, state, violates);
};

function checkDates(
  { at, facts }: Published,
  { standard, methodology }: ProjectState,
  violates: Violates,
): void {
  const { startedOn, crediting, comments } = facts;
  if (standard === 'CCER' && startedOn <= CCER_CONSTRUCTION_AFTER)
    violates('construction-date', { startedOn });
  if (crediting.from < startedOn) violates('crediting-before-start', { from: crediting.from, startedOn });
  const known = methodologyOf(methodology);
  const misses = known && missedBounds(known, crediting);
  if (misses) violates('crediting-bounds', { ...crediting, misses });
  const today = chinaDate(at);
  const last = nthWorkingDay(today, CCER_WORKING_DAYS);
  const ccerTo = 'date' in last ? last.date : undefined;
  const expectedTo = standard === 'CCER' ? ccerTo : addDays(today, VCS_DAYS - 1);
  if (comments.from !== today || comments.to !== expectedTo)
    violates('comment-window', { ...comments, expectedFrom: today, expectedTo });
}

/** Parcels' own boundaries are private; their digests and areas aren't. */
function checkAreas(live: LiveState, { facts }: Published, state: ProjectState, violates: Violates): void {
  const { boundary, areaSquareMetres } = facts;
  const parcels = (state.parcels ?? []).map((parcel) => parcelOf(live, parcel));
  const sum = parcels.reduce((total, parcel) => total + (parcel?.areaSquareMetres ?? 0), 0);
  // Each parcel's area was rounded on its own.
  if (Math.abs(sum - areaSquareMetres) > parcels.length) violates('parcel-areas', { areaSquareMetres, sum });
  if (parcels.length === 1 && parcels[0]?.boundary !== boundary) violates('boundary-not-the-parcels');
  if (state.design && state.design.boundary !== boundary) violates('boundary-changed');
}
