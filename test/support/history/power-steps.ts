/** Steps of histories about facilities, metered months and certificates issued of them. */
import { Replay } from '../../../events/audit/replay.ts';
import type { Violation } from '../../../events/audit/violation.ts';
import { facilityEntity, generationEntity, read } from '../../../shared/ledger/entity.ts';
import { decideCancelOverIssued } from '../../../shared/power/cancel-over-issued.ts';
import { decideConfirmGeneration, decideRefuseGeneration } from '../../../shared/power/confirm-generation.ts';
import type { Storage } from '../../../shared/power/facts.ts';
import { decideOpenAccount } from '../../../shared/power/provincial-account.ts';
import { decideRecordGeneration } from '../../../shared/power/record-generation.ts';
import { decideRecordStorage } from '../../../shared/power/record-storage.ts';
import {
  decideImportFacility,
  decideRegisterFacility,
  type RegisterFacility,
} from '../../../shared/power/register-facility.ts';
import type { FacilityState } from '../../../shared/power/states.ts';
import type { Energy } from '../../../shared/power/technology.ts';
import type { Item } from '../../../shared/units/selection.ts';
import { ORIGIN } from '../log/log.ts';
import { as, History, OPERATOR } from './history.ts';

/** Over, and valid, on the first day of histories. */
export const MONTH = '2026-09';
export const NEXT_MONTH = '2026-10';
export const CODE = '1504022024000000A';

/**
 * A wind farm with every meter but that of generation, its grid company, and a generator
 * that has nothing yet.
 */
export function powerHistory(): PowerHistory {
  const h = new History();
  const owner = h.organization({ name: '国家电投', roles: ['generator'] });
  const grid = h.organization({ name: '国网蒙东电力', roles: ['grid'] }).id;
  const other = h.organization({ name: '他家新能源', roles: ['generator', 'grid'] });
  const authority = h.organization({ name: '能源局', roles: ['regulator'] }).id;
  const s = { h, owner, grid, other, authority };
  return { ...s, facility: register(s, { code: CODE }) };
}
interface Organizations {
  h: History;
  owner: { id: string; account: string };
  grid: string;
  /** A generator and grid company besides. */
  other: { id: string; account: string };
  authority: string;
}
export interface PowerHistory extends Organizations {
  facility: string;
}

const byOwner = ({ owner }: Organizations) => as(owner.id, 'generator');
const byGrid = ({ grid }: Organizations) => as(grid, 'grid');

let registrations = 0;
/** 红山产业园's, with meters of its own, unless other members are given. */
export function register(s: Organizations, changed: Partial<RegisterFacility> = {}): string {
  const meters = `HS-${++registrations}`;
  const command: RegisterFacility = {
    name: '红山产业园风储项目',
    technology: 'wind',
    banner: '150402',
    capacityKilowatts: 110_000,
    connectedOn: '2024-06-18',
    grid: s.grid,
    meters: (['on-grid', 'self-use', 'storage'] as const).map((kind) => ({ id: `${meters}-${kind}`, kind })),
    ...changed,
  };
  return s.h.commit<'facility.registered'>(byOwner(s), (context) =>
    decideRegisterFacility(s.h.entities, command, context),
  ).facts.facility;
}

export const recordStorage = (s: PowerHistory, storage: Storage) =>
  s.h.commit<'facility.storage-recorded'>(byOwner(s), (context) =>
    decideRecordStorage(s.h.entities, { facility: s.facility, storage }, context),
  );

let imports = 0;
export function importFacility({ h, owner }: Organizations): string {
  const origin = { source: 'I-REC', code: `CN-${++imports}` };
  const command = { name: 'Chifeng Wind Farm', technology: 'wind', owner: owner.id, origin } as const;
  return h.commit<'facility.imported'>(OPERATOR, (context) =>
    decideImportFacility(h.entities, command, context),
  ).facts.facility;
}

export const openAccount = ({ h, authority }: Organizations): string =>
  h.commit<'account.opened'>(OPERATOR, (context) =>
    decideOpenAccount(h.entities, { province: '15', organization: authority }, context),
  ).facts.account;

export interface Recorded {
  facility?: string;
  month?: string;
  energy?: Energy;
  kilowattHours: number;
  dischargedKilowattHours?: number;
  /** Rows of hours; their digest is made up. */
  rows?: number;
  reason?: string;
}

export function recordGeneration(s: PowerHistory, { rows, ...given }: Recorded) {
  const hours = rows && { sha256: 'a'.repeat(64), rows, kilowattHours: given.kilowattHours };
  const command = {
    facility: s.facility,
    month: MONTH,
    energy: 'on-grid' as const,
    dischargedKilowattHours: 0,
    ...given,
    ...(hours && { hours }),
  };
  return s.h.commit<'generation.recorded'>(byOwner(s), (context) =>
    decideRecordGeneration(s.h.entities, command, context),
  );
}

/** What waits of that month, in the state of the ledger. */
const named = (s: PowerHistory, month: string, energy: Energy) => {
  const id = generationEntity(s.facility, month, energy);
  const revision = read(s.h.entities, id)?.state.pending?.revision ?? 0;
  return { facility: s.facility, month, energy, revision };
};

export function confirmGeneration(
  s: PowerHistory,
  {
    month = MONTH,
    energy = 'on-grid',
    lanes = 1,
    code,
  }: Partial<Recorded> & { lanes?: number; code?: string } = {},
) {
  const command = { ...named(s, month, energy), lanes, code };
  return s.h.commit<'generation.confirmed'>(byGrid(s), (context) =>
    decideConfirmGeneration(s.h.entities, command, context),
  );
}

/** Records and confirms; returns what it came to. */
export function generate(
  s: PowerHistory,
  given: Recorded,
  confirmation: { lanes?: number; code?: string } = {},
) {
  recordGeneration(s, given);
  return confirmGeneration(s, { ...given, ...confirmation }).facts;
}

export const refuseGeneration = (s: PowerHistory, month = MONTH, energy: Energy = 'on-grid') =>
  s.h.commit<'generation.refused'>(byGrid(s), (context) =>
    decideRefuseGeneration(s.h.entities, { ...named(s, month, energy), reason: '表计倍率有误' }, context),
  );

export const cancelOverIssued = (s: PowerHistory, items: Item[], energy: Energy = 'on-grid') =>
  s.h.commit<'certificates.cancelled'>(byOwner(s), (context) => {
    const { account } = s.owner;
    const command = { facility: s.facility, energy, account, items, reason: '更正后多核发' };
    return decideCancelOverIssued(s.h.entities, s.h.held(account), command, context);
  });

export const facilityState = ({ h, facility }: PowerHistory): FacilityState =>
  read(h.entities, facilityEntity(facility))!.state;

/** The replay of the history's leaves, with what it finds. */
export function audited({ h }: PowerHistory): Violation[] {
  const replay = new Replay({ log: ORIGIN });
  const found = h.leaves.flatMap((leaf, index) => replay.apply(index, leaf));
  return [...found, ...replay.finish()];
}
