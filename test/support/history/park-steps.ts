/** Steps of histories about parks: their members, targets, and the statements that roll members up. */
import type { Target } from '../../../shared/statements/facts-park.ts';
import {
  decideAdmitMember,
  decideLeavePark,
  decideRegisterPark,
  decideRequestMembership,
  decideSetTarget,
} from '../../../shared/statements/register-park.ts';
import { as, type History } from './history.ts';

export const SUB_PARKS = [
  { code: 'east', name: '东区' },
  { code: 'west', name: '西区' },
];

/** Returns the park's id. */
export const registerPark = (h: History, operator: string, name: string): string =>
  h.commit<'park.registered'>(as(operator), (context) =>
    decideRegisterPark(h.entities, { name, province: '15', subParks: SUB_PARKS }, context),
  ).facts.park;

export const requestMembership = (
  h: History,
  member: string,
  asked: { park: string; from: string; subPark?: string },
) =>
  h.commit<'park.membership-requested'>(as(member), (context) =>
    decideRequestMembership(h.entities, asked, context),
  );

export const admitMember = (h: History, operator: string, park: string, organization: string) =>
  h.commit<'park.member-admitted'>(as(operator), (context) =>
    decideAdmitMember(h.entities, { park, organization }, context),
  );

export function joinPark(
  h: History,
  {
    operator,
    member,
    park,
    from = '2024-01-01',
  }: Record<'operator' | 'member' | 'park', string> & { from?: string },
): void {
  requestMembership(h, member, { park, from, subPark: 'east' });
  admitMember(h, operator, park, member);
}

export const leavePark = (h: History, by: string, left: { park: string; organization: string; to: string }) =>
  h.commit<'park.member-left'>(as(by), (context) => decideLeavePark(h.entities, left, context));

export const setTarget = (h: History, operator: string, park: string, target: Partial<Target> = {}) => {
  const row = { indicator: 'residual', year: 2025, value: '100', unit: 'tCO2e', source: '示例方案' } as const;
  return h.commit<'park.target-set'>(as(operator), (context) =>
    decideSetTarget(h.entities, { park, ...row, ...target }, context),
  );
};
