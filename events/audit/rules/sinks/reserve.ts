/** DOMAIN §2: the reserve pool takes surveyed parcels of one developer, of the methodology's kind and size. */
import { chinaDate } from '../../../../shared/base/day.ts';
import { facilityEntity, projectEntity } from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { inForceOn, type Methodology, methodologyOf } from '../../../../shared/sinks/methodology.ts';
import type { LiveState } from '../../live-state.ts';
import type { Report } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { parcelOf, rolesOf } from './transition.ts';

export const projectReserved: Rules<'project.reserved'> = (live, { id, at, by, facts }, report) => {
  const { project, standard, category, developer, parcels, areaSquareMetres } = facts;
  checkBorn(live, 'p', project, id, projectEntity(project), report);
  if (developer !== by.org) report('project-developer', { developer, org: by.org });
  if (!rolesOf(live, developer).includes('developer')) report('developer-role', { developer });
  const methodology = methodologyOf(facts.methodology);
  checkMethodology(standard, facts.methodology, at, report);
  if (methodology && methodology.category !== category)
    report('category-mismatch', { category, expected: methodology.category });
  checkFacility(live, facts, methodology, report);
  let sum = 0;
  for (const [index, parcel] of parcels.entries()) {
    if (parcels.indexOf(parcel) < index) report('parcel-repeated', { parcel });
    sum += checkParcel(live, parcel, developer, methodology, report);
  }
  if (sum !== areaSquareMetres) report('parcel-areas', { areaSquareMetres, sum });
};

/** A project about power has a facility of its developer's, registered here; no other has one. */
function checkFacility(
  live: LiveState,
  { facility, developer }: Facts<'project.reserved'>,
  methodology: Methodology | undefined,
  report: Report,
): void {
  const plant = facility === undefined ? undefined : live.state(facilityEntity(facility));
  const expected = methodology?.power ? developer : undefined;
  if (plant?.owner !== expected || plant?.origin || (facility !== undefined && !methodology?.power))
    report('project-facility', { facility });
}

/** In force for the standard on the day of the event, and for land that this registry has. */
export function checkMethodology(standard: string, code: string, at: string, report: Report): void {
  const day = chinaDate(at);
  const methodology = methodologyOf(code);
  if (methodology?.standard === standard && inForceOn(methodology, day) && !methodology.coastal) return;
  report('project-methodology', { methodology: code, standard, day });
}

/** Its area, m². */
function checkParcel(
  live: LiveState,
  parcel: string,
  developer: string,
  methodology: Methodology | undefined,
  report: Report,
): number {
  const found = parcelOf(live, parcel);
  if (!found) {
    report('parcel-unknown', { parcel });
    return 0;
  }
  const { registrant, status, type, areaSquareMetres } = found;
  if (registrant !== developer) report('parcel-of-another', { parcel, developer, registrant });
  if (status !== 'surveyed') report('parcel-not-surveyed', { parcel });
  if (methodology && type !== methodology.category) report('parcel-type', { parcel, type });
  if (areaSquareMetres < (methodology?.parcelSquareMetresMin ?? 0)) report('parcel-too-small', { parcel });
  return areaSquareMetres;
}
