/**
 * DOMAIN §3: facilities on file, by their generators, each with a grid company that isn't
 * its owner; provinces' accounts.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import {
  accountEntity,
  type EntityId,
  facilityEntity,
  organizationEntity,
  provinceEntity,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import { HOLDING_ROLES, type Role } from '../../../../shared/ledger/role.ts';
import type { OrganizationState } from '../../../../shared/parties/states.ts';
import { facilityNames } from '../../../../shared/power/facility.ts';
import type { Storage } from '../../../../shared/power/facts.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn, checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';

/** The roles that may retire units, without those that verify. */
const PROVINCE_HOLDERS: ReadonlySet<Role> = new Set<Role>([...HOLDING_ROLES, 'regulator']);

const accountOpened: Rules<'account.opened'> = (live, { id, facts }, violates) => {
  const { account, organization, province } = facts;
  checkBorn(live, 'a', account, id, accountEntity(account), violates);
  const holder = organizationOf(live, organization, violates);
  if (
    holder &&
    (!holder.roles.some((role) => PROVINCE_HOLDERS.has(role)) || holder.roles.includes('verifier'))
  )
    violates('province-holder', { organization, roles: holder.roles.join() });
  checkNameFree(live, provinceEntity(province), violates);
};

const facilityRegistered: Rules<'facility.registered'> = (live, { id, at, by, facts }, violates) => {
  const { facility, owner, banner, province } = facts;
  checkBorn(live, 'f', facility, id, facilityEntity(facility), violates);
  if (owner !== by.org) violates('facility-not-owners', { org: by.org, owner });
  const state = checkOwner(live, facts, violates);
  if (state && !state.roles.includes('generator')) violates('facility-generator', { organization: owner });
  checkGrid(live, facts, violates);
  checkFields(facts, chinaDate(at), violates);
  // A division's code begins with its province's.
  if (banner.slice(0, 2) !== province) violates('facility-province', { banner, province });
  for (const name of facilityNames(facts)) checkNameFree(live, name, violates);
};

const facilityImported: Rules<'facility.imported'> = (live, { id, facts }, violates) => {
  const { facility } = facts;
  checkBorn(live, 'f', facility, id, facilityEntity(facility), violates);
  checkOwner(live, facts, violates);
  for (const name of facilityNames(facts)) checkNameFree(live, name, violates);
};

const storageRecorded: Rules<'facility.storage-recorded'> = (live, { by, facts }, violates) => {
  const { facility, storage } = facts;
  const entity = facilityEntity(facility);
  const plant = live.state(entity);
  if (!plant?.meters) violates(plant ? 'facility-imported' : 'facility-unknown', { facility }, entity);
  if (plant && plant.owner !== by.org)
    violates('facility-not-owners', { org: by.org, owner: plant.owner }, entity);
  checkStorage(storage, entity, violates);
  const before = plant?.storage ?? { kilowatts: 0, kilowattHours: 0 };
  const { kilowatts, kilowattHours } = storage;
  if (before.kilowatts === kilowatts && before.kilowattHours === kilowattHours)
    violates('facility-storage-same', { kilowatts, kilowattHours }, entity);
};

/** The owner is known, and the account is its own. */
function checkOwner(
  live: LiveState,
  { owner, account }: Pick<Facts<'facility.imported'>, 'owner' | 'account'>,
  violates: Violates,
): OrganizationState | undefined {
  const state = organizationOf(live, owner, violates);
  if (state && state.account !== account) violates('facility-account', { account, expected: state.account });
  return state;
}

function checkGrid(live: LiveState, { grid, owner }: Facts<'facility.registered'>, violates: Violates): void {
  const company = organizationOf(live, grid, violates);
  if (company && !company.roles.includes('grid')) violates('facility-grid', { grid });
  if (grid === owner) violates('facility-grid-own', { grid });
}

function checkFields(
  { technology, connectedOn, marketBased, meters, storage }: Facts<'facility.registered'>,
  today: string,
  violates: Violates,
): void {
  if (connectedOn > today) violates('facility-connected-early', { connectedOn, today });
  if (marketBased !== undefined && technology !== 'hydro') violates('facility-market-based', { technology });
  if (new Set(meters.map(({ id }) => id)).size < meters.length)
    violates('facility-meters', { meters: meters.map(({ id }) => id).join() });
  if (storage) checkStorage(storage, undefined, violates);
}

/** Storage has power and energy, or neither. */
function checkStorage(
  { kilowatts, kilowattHours }: Storage,
  entity: EntityId | undefined,
  violates: Violates,
) {
  if (Math.min(kilowatts, kilowattHours) === 0 && Math.max(kilowatts, kilowattHours) > 0)
    violates('facility-storage', { kilowatts, kilowattHours }, entity);
}

function organizationOf(
  live: LiveState,
  organization: string,
  violates: Violates,
): OrganizationState | undefined {
  const state = live.state(organizationEntity(organization));
  if (!state) violates('organization-unknown', { organization }, organizationEntity(organization));
  return state;
}

export const facilityRules: {
  [T in
    | 'account.opened'
    | 'facility.registered'
    | 'facility.storage-recorded'
    | 'facility.imported']: Rules<T>;
} = {
  'account.opened': accountOpened,
  'facility.registered': facilityRegistered,
  'facility.storage-recorded': storageRecorded,
  'facility.imported': facilityImported,
};
