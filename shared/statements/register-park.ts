/** Registering a park, joining and leaving it, and setting its targets. */
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { type Entities, membershipEntity, parkEntity, read } from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { provinceOf } from './factors/grid.ts';
import type { SubPark, Target } from './facts-park.ts';
import { NO_STAYS, stayCovers } from './park.ts';
import type { ParkState } from './states.ts';
import { targetIndicators } from './target.ts';

/** A park's item is read with each of its statements. */
export const PARK_STAYS_MAX = 300;
export const PARK_TARGETS_MAX = 200;
export const MEMBERSHIP_STAYS_MAX = 50;

export interface RegisterPark {
  name: string;
  /** Code or name. */
  province: string;
  subParks: readonly SubPark[];
}

/** Rejections in order: id-taken, province-unknown, sub-park-repeated. */
export function decideRegisterPark(
  entities: Entities,
  { name, province: named, subParks }: RegisterPark,
  context: Context,
): Draft<'park.registered'> | Rejection {
  const park = deriveId('z', context.id);
  if (entities.has(parkEntity(park))) return reject('id-taken', undefined, { id: park });
  const province = provinceOf(named);
  if (!province) return reject('province-unknown', '/province', { province: named });
  const repeated = subParks.findIndex(
    ({ code }, at) => subParks.findIndex((each) => each.code === code) < at,
  );
  if (repeated >= 0)
    return reject('sub-park-repeated', `/subParks/${repeated}/code`, { code: subParks[repeated]!.code });
  return {
    type: 'park.registered',
    facts: { park, name, province, subParks: [...subParks] },
    advances: [parkEntity(park)],
  };
}

export interface RequestMembership {
  park: string;
  subPark?: string | undefined;
  from: string;
}

/** Rejections in order: not-found, sub-park-unknown, member-of-a-park, membership-full. */
export function decideRequestMembership(
  entities: Entities,
  { park, subPark, from }: RequestMembership,
  { org }: Context,
): Draft<'park.membership-requested'> | Rejection {
  const state = read(entities, parkEntity(park))?.state;
  if (!state) return reject('not-found', undefined, { id: park });
  const codes = state.subParks.map(({ code }) => code);
  if (subPark !== undefined && !codes.includes(subPark))
    return reject('sub-park-unknown', '/subPark', { code: subPark, known: codes.join(', ') });
  const membership = membershipEntity(org);
  const { stays } = read(entities, membership)?.state ?? NO_STAYS;
  const other = stays.find((stay) => stayCovers(stay, from, '9999-12-31'));
  if (other) return reject('member-of-a-park', '/from', { park: other.park, from: other.from });
  if (stays.length >= MEMBERSHIP_STAYS_MAX)
    return reject('membership-full', undefined, { most: MEMBERSHIP_STAYS_MAX });
  return {
    type: 'park.membership-requested',
    facts: { park, ...(subPark !== undefined && { subPark }), from },
    advances: [membership],
  };
}

/** Rejections in order: not-found, not-yours, membership-not-requested, park-full. */
export function decideAdmitMember(
  entities: Entities,
  { park, organization }: { park: string; organization: string },
  { org }: Context,
): Draft<'park.member-admitted'> | Rejection {
  const state = ownPark(entities, park, org);
  if (isRejection(state)) return state;
  const membership = membershipEntity(organization);
  const requested = read(entities, membership)?.state.requested;
  if (requested?.park !== park) return reject('membership-not-requested', '/organization', { organization });
  if (state.members.length >= PARK_STAYS_MAX) return reject('park-full', undefined, { most: PARK_STAYS_MAX });
  const { subPark, from } = requested;
  return {
    type: 'park.member-admitted',
    facts: { park, organization, ...(subPark !== undefined && { subPark }), from },
    advances: [parkEntity(park), membership],
  };
}

/** Rejections in order: not-found, not-yours (neither side), not-a-member, leaves-before-joining. */
export function decideLeavePark(
  entities: Entities,
  { park, organization, to }: { park: string; organization: string; to: string },
  { org }: Context,
): Draft<'park.member-left'> | Rejection {
  const state = read(entities, parkEntity(park))?.state;
  if (!state) return reject('not-found', undefined, { id: park });
  if (org !== organization && org !== state.organization) return reject('not-yours');
  const stay = state.members.find((each) => each.organization === organization && each.to === undefined);
  if (!stay) return reject('not-a-member', undefined, { organization });
  if (to < stay.from) return reject('leaves-before-joining', '/to', { to, from: stay.from });
  return {
    type: 'park.member-left',
    facts: { park, organization, to },
    advances: [parkEntity(park), membershipEntity(organization)],
  };
}

/** Rejections in order: not-found, not-yours, target-unit, park-targets-full. */
export function decideSetTarget(
  entities: Entities,
  { park, ...target }: { park: string } & Target,
  { org }: Context,
): Draft<'park.target-set'> | Rejection {
  const state = ownPark(entities, park, org);
  if (isRejection(state)) return state;
  const { indicator, year, value, unit, source } = target;
  const expected = targetIndicators[indicator].unit;
  if (unit !== expected) return reject('target-unit', '/unit', { unit, expected, indicator });
  const replaces = state.targets.some((each) => each.indicator === indicator && each.year === year);
  if (!replaces && state.targets.length >= PARK_TARGETS_MAX)
    return reject('park-targets-full', undefined, { most: PARK_TARGETS_MAX });
  return {
    type: 'park.target-set',
    facts: { park, indicator, year, value, unit, source },
    advances: [parkEntity(park)],
  };
}

function ownPark(entities: Entities, park: string, org: string): ParkState | Rejection {
  const state = read(entities, parkEntity(park))?.state;
  if (!state) return reject('not-found', undefined, { id: park });
  return state.organization === org ? state : reject('not-yours');
}
