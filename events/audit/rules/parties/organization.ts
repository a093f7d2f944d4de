/** DOMAIN §1: one organization, one identity; verification bodies hold nothing. */

import {
  accountEntity,
  foreignEntity,
  organizationEntity,
  usccEntity,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { HOLDING_ROLES, type Role } from '../../../../shared/ledger/role.ts';
import { alikeEntities } from '../../../../shared/parties/alike.ts';
import { ALIKE_MAX } from '../../../../shared/parties/facts.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn, checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';

const holding: ReadonlySet<Role> = new Set<Role>(HOLDING_ROLES);

export const organizationRegistered: Rules<'organization.registered'> = (live, { id, facts }, violates) => {
  const { organization, roles, uscc, foreign, account } = facts;
  checkBorn(live, 'o', organization, id, organizationEntity(organization), violates);
  const verifierToo = roles.includes('verifier') && roles.length > 1;
  if (verifierToo || new Set(roles).size < roles.length)
    violates('organization-roles', { roles: roles.join() });
  const holds = roles.some((role) => holding.has(role)) && !roles.includes('verifier');
  if (holds !== (account !== undefined)) violates('organization-account', { roles: roles.join() });
  if (account) checkBorn(live, 'a', account, id, accountEntity(account), violates);
  if ((uscc === undefined) === (foreign === undefined)) violates('organization-identity');
  if (uscc) checkNameFree(live, usccEntity(uscc), violates);
  if (foreign) checkNameFree(live, foreignEntity(foreign), violates);
  checkAlike(live, facts, violates);
};

/** The event names the present holders of such a name, whichever of the two was first. */
function checkAlike(live: LiveState, facts: Facts<'organization.registered'>, violates: Violates): void {
  const expected = new Set<string>();
  for (const name of alikeEntities(facts)) {
    const known = live.state(name);
    for (const holder of known?.holders ?? []) if (expected.size < ALIKE_MAX) expected.add(holder);
  }
  const [said, found] = [facts.alike?.join() ?? '', [...expected].join()];
  if (said !== found) violates('organization-alike', { said, expected: found });
}

export const organizationIdentified: Rules<'organization.identified'> = (live, { facts }, violates) => {
  const { organization, uscc } = facts;
  const found = live.state(organizationEntity(organization));
  if (!found) violates('organization-unknown', { organization });
  const { uscc: current, unitedInto } = found ?? {};
  if (current) violates('already-identified', { uscc: current });
  if (unitedInto) violates('united-before', { organization, into: unitedInto });
  checkNameFree(live, usccEntity(uscc), violates);
};
