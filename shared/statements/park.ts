/**
 * Parks (园区): an operating organization, sub-parks, members by dates, targets. Membership takes two: the
 * member asks, the operating organization admits. An organization as a whole is in one park at a time.
 */
import { type Entities, membershipEntity, type NextStates, parkEntity, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import type { MembershipState, ParkState, Stay } from './states.ts';

/** A park as its registration made it. */
export function registeredPark({ by, facts }: EventOfType<'park.registered'>): ParkState {
  const { park: _id, ...registered } = facts;
  return { organization: by.org, ...registered, members: [], targets: [], years: [] };
}

export const evolveParkRegistered = (
  _entities: Entities,
  event: EventOfType<'park.registered'>,
): NextStates => [[parkEntity(event.facts.park), registeredPark(event)]];

/** A later request takes the place of one that was not answered. */
export function evolveMembershipRequested(
  entities: Entities,
  { by, facts }: EventOfType<'park.membership-requested'>,
): NextStates {
  const entity = membershipEntity(by.org);
  const { stays } = read(entities, entity)?.state ?? NO_STAYS;
  return [[entity, { stays, requested: facts }]];
}

export const NO_STAYS: MembershipState = { stays: [] };

export function evolveMemberAdmitted(
  entities: Entities,
  { facts }: EventOfType<'park.member-admitted'>,
): NextStates {
  const { park, organization, subPark, from } = facts;
  const current = read(entities, parkEntity(park))?.state;
  if (!current) return [];
  const membership = membershipEntity(organization);
  const { stays } = read(entities, membership)?.state ?? NO_STAYS;
  const member = { organization, ...(subPark !== undefined && { subPark }), from };
  return [
    [parkEntity(park), { ...current, members: [...current.members, member] }],
    [membership, { stays: [...stays, { park, from }] }],
  ];
}

export function evolveMemberLeft(entities: Entities, { facts }: EventOfType<'park.member-left'>): NextStates {
  const { park, organization, to } = facts;
  const current = read(entities, parkEntity(park))?.state;
  const membership = membershipEntity(organization);
  const before = read(entities, membership)?.state;
  if (!current || !before) return [];
  const ended = <T extends Stay>(stay: T): T => (stay.to === undefined ? { ...stay, to } : stay);
  const members = current.members.map((member) =>
    member.organization === organization ? ended(member) : member,
  );
  const stays = before.stays.map((stay) => (stay.park === park ? ended(stay) : stay));
  return [
    [parkEntity(park), { ...current, members }],
    [membership, { ...before, stays }],
  ];
}

/** A later row of an indicator and year takes the place of the one before. */
export function evolveTargetSet(
  entities: Entities,
  { id, facts }: EventOfType<'park.target-set'>,
): NextStates {
  const { park, ...target } = facts;
  const current = read(entities, parkEntity(park))?.state;
  if (!current) return [];
  const others = current.targets.filter(
    ({ indicator, year }) => indicator !== target.indicator || year !== target.year,
  );
  return [[parkEntity(park), { ...current, targets: [...others, { ...target, commit: id }] }]];
}

/** Days are compared as text; a stay that goes on ends after every day. */
export const stayCovers = ({ from, to = '9999-12-31' }: Stay, first: string, last: string): boolean =>
  from <= last && to >= first;

/** Whether an organization was a member on some day of the year. */
export const wasMemberIn = ({ members }: ParkState, organization: string, year: number): boolean =>
  members.some(
    (member) => member.organization === organization && stayCovers(member, `${year}-01-01`, `${year}-12-31`),
  );
