/**
 * DOMAIN §2: the reserve pool takes surveyed parcels of one developer, of the methodology's kind and size.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import { facilityEntity, projectEntity } from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { type Methodology, methodologyOf } from '../../../../shared/sinks/methodology.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { parcelOf, rolesOf } from './transition.ts';

export const projectReserved: Rules<'project.reserved'> = (live, { id, at, by, facts }, violates) => {
  const { project, standard, category, developer, parcels, areaSquareMetres } = facts;
  checkBorn(live, 'p', project, id, projectEntity(project), violates);
  if (developer !== by.org) violates('project-developer', { developer, org: by.org });
  if (!rolesOf(live, developer).includes('developer')) violates('developer-role', { developer });
  const methodology = methodologyOf(facts.methodology);
  checkMethodology(standard, facts.methodology, at, violates);
  if (methodology && methodology.category !== category)
    violates('category-mismatch', { category, expected: methodology.category });
  checkFacility(live, facts, methodology, violates);
  let sum = 0;
  for (const [index, parcel] of parcels.entries()) {
    if (parcels.indexOf(parcel) < index) violates('parcel-repeated', { parcel });
    sum += checkParcel(live, parcel, developer, methodology, violates);
  }
  if (sum !== areaSquareMetres) violates('parcel-areas', { areaSquareMetres, sum });
};

/** A power project has a facility of its developer's, registered here; no other project has one. */
function checkFacility(
  live: LiveState,
  { facility, developer }: Facts<'project.reserved'>,
  methodology: Methodology | undefined,
  violates: Violates,
): void {
  const plant = facility === undefined ? undefined : live.state(facilityEntity(facility));
  const expected = methodology?.power ? developer : undefined;
  if (plant?.owner !== expected || plant?.origin || (facility !== undefined && !methodology?.power))
    violates('project-facility', { facility });
}

function isInForce({ effectiveFrom, effectiveTo }: Methodology, day: string): boolean {
  if (effectiveFrom !== undefined && day < effectiveFrom) return false;
  return effectiveTo === undefined || day <= effectiveTo;
}

/** The methodology is in force for the standard on the day of the event, for land that this registry has. */
export function checkMethodology(standard: string, code: string, at: string, violates: Violates): void {
  const day = chinaDate(at);
  const methodology = methodologyOf(code);
  if (methodology?.standard === standard && isInForce(methodology, day) && !methodology.coastal) return;
  violates('project-methodology', { methodology: code, standard, day });
}

/** Returns the parcel's area, m². */
function checkParcel(
  live: LiveState,
  parcel: string,
  developer: string,
  methodology: Methodology | undefined,
  violates: Violates,
): number {
  const found = parcelOf(live, parcel);
  if (!found) {
    violates('parcel-unknown', { parcel });
    return 0;
  }
  const { registrant, status, type, areaSquareMetres } = found;
  if (registrant !== developer) violates('parcel-of-another', { parcel, developer, registrant });
  if (status !== 'surveyed') violates('parcel-not-surveyed', { parcel });
  if (methodology && type !== methodology.category) violates('parcel-type', { parcel, type });
  if (areaSquareMetres < (methodology?.parcelSquareMetresMin ?? 0)) violates('parcel-too-small', { parcel });
  return areaSquareMetres;
}
