/**
 * DOMAIN §4: parks. Who joins has asked for it and was admitted as asked; no organization is in two parks on
 * one day; targets and members are the operating organization's to set and admit.
 */
import { membershipEntity, parkEntity } from '../../../../shared/ledger/entity.ts';
import type { ParkState } from '../../../../shared/statements/states.ts';
import { targetIndicators } from '../../../../shared/statements/target.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';

const parkRegistered: Rules<'park.registered'> = (live, { id, facts }, violates) => {
  const { park, subParks } = facts;
  checkBorn(live, 'z', park, id, parkEntity(park), violates);
  const codes = subParks.map(({ code }) => code);
  if (new Set(codes).size < codes.length) violates('park-sub-park', { code: codes.join() }, parkEntity(park));
};

const membershipRequested: Rules<'park.membership-requested'> = (live, { by, facts }, violates) => {
  const { park, subPark, from } = facts;
  const state = known(live, park, violates);
  if (!state) return;
  if (subPark !== undefined && !state.subParks.some(({ code }) => code === subPark))
    violates('park-sub-park', { code: subPark }, parkEntity(park));
  const entity = membershipEntity(by.org);
  for (const stay of live.state(entity)?.stays ?? [])
    if (stay.to === undefined || stay.to >= from)
      violates('park-member-twice', { org: by.org, park: stay.park }, entity);
};

const memberAdmitted: Rules<'park.member-admitted'> = (live, { by, facts }, violates) => {
  const { park, organization, subPark, from } = facts;
  checkOperator(live, park, by.org, violates);
  const asked = live.state(membershipEntity(organization))?.requested;
  if (asked?.park !== park || asked.subPark !== subPark || asked.from !== from)
    violates('park-member-unasked', { organization }, parkEntity(park));
};

const memberLeft: Rules<'park.member-left'> = (live, { by, facts }, violates) => {
  const { park, organization, to } = facts;
  const state = known(live, park, violates);
  if (!state) return;
  if (by.org !== organization && by.org !== state.organization)
    violates('park-of-another', { org: by.org, organization: state.organization }, parkEntity(park));
  const last = state.members.filter((member) => member.organization === organization).at(-1);
  if (!last || last.to !== undefined || to < last.from)
    violates('park-member-leaves', { organization, to }, parkEntity(park));
};

const targetSet: Rules<'park.target-set'> = (live, { by, facts }, violates) => {
  const { park, indicator, unit } = facts;
  checkOperator(live, park, by.org, violates);
  if (targetIndicators[indicator].unit !== unit)
    violates('park-target-unit', { indicator, unit }, parkEntity(park));
};

function known(live: LiveState, park: string, violates: Violates): ParkState | undefined {
  const state = live.state(parkEntity(park));
  if (!state) violates('park-unknown', { park }, parkEntity(park));
  return state;
}

function checkOperator(live: LiveState, park: string, org: string, violates: Violates): void {
  const state = known(live, park, violates);
  if (state && state.organization !== org)
    violates('park-of-another', { org, organization: state.organization }, parkEntity(park));
}

type ParkEvent = 'registered' | 'membership-requested' | 'member-admitted' | 'member-left' | 'target-set';

export const parkRules = {
  'park.registered': parkRegistered,
  'park.membership-requested': membershipRequested,
  'park.member-admitted': memberAdmitted,
  'park.member-left': memberLeft,
  'park.target-set': targetSet,
} as const satisfies { [T in `park.${ParkEvent}`]: Rules<T> };
