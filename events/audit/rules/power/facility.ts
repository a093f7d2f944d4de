/** DOMAIN §3: facilities on file, by their generators, each with a grid company that isn't its owner; provinces' accounts. */
import { chinaDate } from '../../../../shared/base/day.ts';
import {
  accountEntity,
  facilityEntity,
  organizationEntity,
  provinceEntity,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { HOLDING_ROLES, type Role } from '../../../../shared/ledger/role.ts';
import type { OrganizationState } from '../../../../shared/parties/states.ts';
import { facilityNames } from '../../../../shared/power/facility.ts';
import type { LiveState } from '../../live-state.ts';
import type { Report } from '../../violation.ts';
import { checkBorn, checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';

/** Whoever may retire units, and nobody who verifies. */
const PROVINCE_HOLDERS: ReadonlySet<Role> = new Set<Role>([...HOLDING_ROLES, 'regulator']);

const accountOpened: Rules<'account.opened'> = (live, { id, facts }, report) => {
  const { account, organization, province } = facts;
  checkBorn(live, 'a', account, id, accountEntity(account), report);
  const holder = organizationOf(live, organization, report);
  if (
    holder &&
    (!holder.roles.some((role) => PROVINCE_HOLDERS.has(role)) || holder.roles.includes('verifier'))
  )
    report('province-holder', { organization, roles: holder.roles.join() });
  checkNameFree(live, provinceEntity(province), report);
};

const facilityRegistered: Rules<'facility.registered'> = (live, { id, at, by, facts }, report) => {
  const { facility, owner, banner, province } = facts;
  checkBorn(live, 'f', facility, id, facilityEntity(facility), report);
  if (owner !== by.org) report('facility-not-owners', { org: by.org, owner });
  const state = checkOwner(live, facts, report);
  if (state && !state.roles.includes('generator')) report('facility-generator', { organization: owner });
  checkGrid(live, facts, report);
  checkFields(facts, chinaDate(at), report);
  // A division's code begins with its province's.
  if (banner.slice(0, 2) !== province) report('facility-province', { banner, province });
  for (const name of facilityNames(facts)) checkNameFree(live, name, report);
};

const facilityImported: Rules<'facility.imported'> = (live, { id, facts }, report) => {
  const { facility } = facts;
  checkBorn(live, 'f', facility, id, facilityEntity(facility), report);
  checkOwner(live, facts, report);
  for (const name of facilityNames(facts)) checkNameFree(live, name, report);
};

/** The owner is known, and the account is its own. */
function checkOwner(
  live: LiveState,
  { owner, account }: Pick<Facts<'facility.imported'>, 'owner' | 'account'>,
  report: Report,
): OrganizationState | undefined {
  const state = organizationOf(live, owner, report);
  if (state && state.account !== account) report('facility-account', { account, expected: state.account });
  return state;
}

function checkGrid(live: LiveState, { grid, owner }: Facts<'facility.registered'>, report: Report): void {
  const company = organizationOf(live, grid, report);
  if (company && !company.roles.includes('grid')) report('facility-grid', { grid });
  if (grid === owner) report('facility-grid-own', { grid });
}

function checkFields(
  { technology, connectedOn, marketBased, meters }: Facts<'facility.registered'>,
  today: string,
  report: Report,
): void {
  if (connectedOn > today) report('facility-connected-early', { connectedOn, today });
  if (marketBased !== undefined && technology !== 'hydro') report('facility-market-based', { technology });
  if (new Set(meters.map(({ id }) => id)).size < meters.length)
    report('facility-meters', { meters: meters.map(({ id }) => id).join() });
}

function organizationOf(
  live: LiveState,
  organization: string,
  report: Report,
): OrganizationState | undefined {
  const state = live.state(organizationEntity(organization));
  if (!state) report('organization-unknown', { organization }, organizationEntity(organization));
  return state;
}

export const facilityRules: {
  [T in 'account.opened' | 'facility.registered' | 'facility.imported']: Rules<T>;
} = {
  'account.opened': accountOpened,
  'facility.registered': facilityRegistered,
  'facility.imported': facilityImported,
};
