/**
 * DOMAIN §2: requirements of a published design: agreed, approved, independent, in its dates, on
 * land of its own.
 */

import { chinaDate } from '../../../../shared/base/day.ts';
import { projectEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { methodologyOf } from '../../../../shared/sinks/methodology.ts';
import { standardRow } from '../../../../shared/sinks/standard.ts';
import type { ProjectState } from '../../../../shared/sinks/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkLand } from '../land/land-once.ts';
import type { Rules } from '../rule.ts';
import { lastDayWithin, missedBounds } from './dates.ts';
import { checkMethodology } from './reserve.ts';
import { checkAgreement, checkTransition, needsApproval, parcelOf, rolesOf } from './transition.ts';

type Published = EventOfType<'design.published'>;

export const designPublished: Rules<'design.published'> = (live, event, violates) => {
  const { project, validator } = event.facts;
  const state = checkTransition(live, event, project, violates);
  if (!state) return;
  const version = checkAgreement(live, state, state.agreement, event.at, violates);
  if (needsApproval(state) && !state.approved) violates('approval-missing', {}, projectEntity(project));
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
  const { constructionAfter, designPublication } = standardRow(standard);
  if (constructionAfter && startedOn <= constructionAfter.value) violates('construction-date', { startedOn });
  if (crediting.from < startedOn) violates('crediting-before-start', { from: crediting.from, startedOn });
  const known = methodologyOf(methodology);
  const misses = known && missedBounds(known, crediting);
  if (misses) violates('crediting-bounds', { ...crediting, misses });
  const today = chinaDate(at);
  const { date: expectedTo } = lastDayWithin(designPublication, today);
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
