/**
 * Facilities come onto the ledger (建档立卡): their generator registers them, or an import brings them in.
 */

import { chinaDate } from '../base/day.ts';
import type { Origin } from '../base/field.ts';
import { type BannerCode, cityOf } from '../land/banner.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { type Entities, facilityEntity, meterEntity, organizationEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { facilityCodeEntity, facilityNames, facilityOriginEntity } from './facility.ts';
import type { Meter, Storage } from './facts.ts';
import { storageFault } from './record-storage.ts';
import type { Technology } from './technology.ts';

export interface RegisterFacility {
  name: string;
  technology: Technology;
  banner: BannerCode;
  capacityKilowatts: number;
  /** Day of grid connection, ISO date. */
  connectedOn: string;
  /** Hydropower only: all of it is sold on the market. */
  marketBased?: boolean | undefined;
  meters: readonly Meter[];
  /** The grid company that confirms its readings. */
  grid: string;
  /** 建档立卡 code. */
  code?: string | undefined;
  storage?: Storage | undefined;
}

/**
 * The caller is the owner. Rejections in order: not-a-registered-generator, not-found (grid),
 * not-a-grid-company, grid-is-owner, connected-in-future, market-based-not-hydro, meter-named-twice,
 * storage-half, meter-taken, registration-already-taken (code), id-taken. `entities` holds organizations
 * and the names' holders.
 */
export function decideRegisterFacility(
  entities: Entities,
  command: RegisterFacility,
  context: Context,
): Draft<'facility.registered'> | Rejection {
  const { name, technology, banner, capacityKilowatts, connectedOn, marketBased, meters, grid } = command;
  const { code, storage } = command;
  const owner = read(entities, organizationEntity(context.org))?.state;
  if (!owner?.roles.includes('generator') || !owner.account)
    return reject('not-a-registered-generator', undefined, { organization: context.org });
  const refused =
    gridFault(entities, grid, context.org) ??
    fieldFault(command, chinaDate(context.at)) ??
    meterFault(entities, command);
  if (refused) return refused;
  if (code !== undefined && entities.has(facilityCodeEntity(code)))
    return reject('registration-already-taken', '/code', { code });
  const facility = deriveId('f', context.id);
  if (entities.has(facilityEntity(facility))) return reject('id-taken');
  return {
    type: 'facility.registered',
    facts: {
      facility,
      name,
      owner: context.org,
      account: owner.account,
      technology,
      banner,
      province: cityOf(banner).province,
      capacityKilowatts,
      connectedOn,
      ...(marketBased !== undefined && { marketBased }),
      meters: [...meters],
      grid,
      ...(code !== undefined && { code }),
      ...(storage && { storage }),
    },
    advances: [facilityEntity(facility), ...facilityNames(command)],
  };
}

/** The party whose meters are read may not vouch for the readings. */
function gridFault(entities: Entities, grid: string, owner: string): Rejection | undefined {
  const company = read(entities, organizationEntity(grid))?.state;
  if (!company) return reject('not-found', '/grid', { organization: grid });
  if (!company.roles.includes('grid')) return reject('not-a-grid-company', '/grid', { organization: grid });
  if (grid === owner) return reject('grid-is-owner', '/grid', { organization: grid });
  return undefined;
}

function fieldFault(
  { technology, connectedOn, marketBased, meters, storage }: RegisterFacility,
  today: string,
): Rejection | undefined {
  if (connectedOn > today) return reject('connected-in-future', '/connectedOn', { connectedOn, today });
  if (marketBased !== undefined && technology !== 'hydro')
    return reject('market-based-not-hydro', '/marketBased', { technology });
  const ids = meters.map(({ id }) => id);
  const again = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (again >= 0) return reject('meter-named-twice', `/meters/${again}/id`, { id: ids[again]! });
  return storage && storageFault(storage, '/storage');
}

/** A meter belongs to one facility, so that what it reads is issued once. */
function meterFault(entities: Entities, { grid, meters }: RegisterFacility): Rejection | undefined {
  for (const [index, { id }] of meters.entries()) {
    const taken = read(entities, meterEntity(grid, id))?.state;
    if (taken) return reject('meter-taken', `/meters/${index}/id`, { meter: id, facility: taken.holder });
  }
  return undefined;
}

export interface ImportFacility {
  name: string;
  technology: Technology;
  owner: string;
  origin: Origin;
}

/**
 * By the operator. An import brings in what another registry issued, and has no meters here. Rejections in
 * order: not-found (owner), no-account, registration-already-taken (origin), id-taken.
 */
export function decideImportFacility(
  entities: Entities,
  { name, technology, owner, origin }: ImportFacility,
  context: Context,
): Draft<'facility.imported'> | Rejection {
  const found = read(entities, organizationEntity(owner))?.state;
  if (!found) return reject('not-found', '/owner', { owner });
  if (!found.account) return reject('no-account', '/owner', { owner });
  if (entities.has(facilityOriginEntity(origin)))
    return reject('registration-already-taken', '/origin/code', { code: origin.code });
  const facility = deriveId('f', context.id);
  if (entities.has(facilityEntity(facility))) return reject('id-taken');
  return {
    type: 'facility.imported',
    facts: { facility, name, owner, account: found.account, technology, origin },
    advances: [facilityEntity(facility), ...facilityNames({ origin })],
  };
}
