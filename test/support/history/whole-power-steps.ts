/**
 * Steps of the whole history of power: meters read and confirmed, certificates frozen, cancelled, expired.
 */

import { daysOf, hoursIn } from '../../../shared/base/month.ts';
import type { Facts } from '../../../shared/ledger/event.ts';
import { decideCancelOverIssued } from '../../../shared/power/cancel-over-issued.ts';
import { decideConfirmGeneration, decideRefuseGeneration } from '../../../shared/power/confirm-generation.ts';
import { decideCloseMonth, decideExpireUnits } from '../../../shared/power/expire-units.ts';
import type { Storage } from '../../../shared/power/facts.ts';
import {
  certificatesIn,
  decideCancelForReport,
  decideFreezeCertificates,
  decideReleaseCertificates,
} from '../../../shared/power/freeze-certificates.ts';
import type { ProvinceCode } from '../../../shared/power/province.ts';
import { decideOpenAccount } from '../../../shared/power/provincial-account.ts';
import { decideRecordGeneration, type RecordGeneration } from '../../../shared/power/record-generation.ts';
import { decideRecordStorage } from '../../../shared/power/record-storage.ts';
import { decideRegisterFacility, type RegisterFacility } from '../../../shared/power/register-facility.ts';
import type { Energy } from '../../../shared/power/technology.ts';
import { as, type By, type History, OPERATOR, SYSTEM } from './history.ts';

/** A facility with who owns it and who reads its meters. */
export interface Plant {
  facility: string;
  owner: string;
  account: string;
  grid: string;
}

type Named = ReturnType<History['organization']>;

export const openAccount = (h: History, province: ProvinceCode, organization: string): string =>
  h.commit<'account.opened'>(OPERATOR, (context) =>
    decideOpenAccount(h.entities, { province, organization }, context),
  ).facts.account;

export function registerPlant(
  h: History,
  { id: owner, account }: Named,
  grid: string,
  fields: Omit<RegisterFacility, 'grid' | 'banner'>,
): Plant {
  const command: RegisterFacility = { banner: '150402', grid, ...fields };
  const { facility } = h.commit<'facility.registered'>(as(owner, 'generator'), (context) =>
    decideRegisterFacility(h.entities, command, context),
  ).facts;
  return { facility, owner, account, grid };
}

export const recordStorage = (h: History, { facility, owner }: Plant, storage: Storage) =>
  h.commit<'facility.storage-recorded'>(as(owner, 'generator'), (context) =>
    decideRecordStorage(h.entities, { facility, storage }, context),
  );

type Reading = Partial<Omit<RecordGeneration, 'facility'>> & { month: string; kilowattHours: number };

/** Returns the revision. */
export function readMeter(h: History, { facility, owner }: Plant, reading: Reading): number {
  const command = { facility, energy: 'on-grid' as const, dischargedKilowattHours: 0, ...reading };
  return h.commit<'generation.recorded'>(as(owner, 'generator'), (context) =>
    decideRecordGeneration(h.entities, command, context),
  ).facts.revision;
}

interface Answered {
  month: string;
  energy?: Energy;
  revision: number;
}

export const refuseReading = (h: History, { facility, grid }: Plant, answered: Answered) =>
  h.commit<'generation.refused'>(as(grid, 'grid'), (context) => {
    const named = { facility, energy: 'on-grid' as const, ...answered, reason: '表计异常' };
    return decideRefuseGeneration(h.entities, named, context);
  });

/** Reads and confirms; returns what was issued. */
export function generate(
  h: History,
  plant: Plant,
  { lanes = 1, code, ...reading }: Reading & { lanes?: number; code?: string },
): Facts<'generation.confirmed'>['issued'] {
  const revision = readMeter(h, plant, reading);
  const { month, energy = 'on-grid' } = reading;
  const { facility } = plant;
  return h.commit<'generation.confirmed'>(as(plant.grid, 'grid'), (context) => {
    const named = { facility, month, energy, revision, lanes, code };
    return decideConfirmGeneration(h.entities, named, context);
  }).facts.issued;
}

/** The hours of a month, all alike, under a digest that the digit makes. */
export const evenHours = (month: string, kilowattHours: number, digit: string) => ({
  sha256: digit.repeat(64),
  rows: hoursIn(month),
  kilowattHours: kilowattHours * hoursIn(month),
});

export const cancelOverIssued = (h: History, plant: Plant, batch: string, quantity: number, by: By) =>
  h.commit<'certificates.cancelled'>(by, (context) => {
    const { facility, account } = plant;
    const items = [{ batch, quantity }];
    const command = { facility, energy: 'on-grid', account, items, reason: '电量更正' } as const;
    return decideCancelOverIssued(h.entities, h.held(account), command, context);
  });

export const freeze = (h: History, project: string) =>
  h.commit<'certificates.frozen'>(OPERATOR, (context) =>
    decideFreezeCertificates(h.entities, project, context),
  );

export const release = (h: History, project: string) =>
  h.commit<'certificates.released'>(OPERATOR, (context) =>
    decideReleaseCertificates(h.entities, project, context),
  );

export const cancelForReport = (h: History, report: string) =>
  h.commit<'certificates.cancelled'>(OPERATOR, (context) =>
    decideCancelForReport(h.entities, { report, reason: '同一电量已申请减排量' }, context),
  );

/** Records what of the facility and month has expired. */
export const expire = (h: History, facility: string, month: string) =>
  h.commit<'units.expired'>(SYSTEM, (context) => {
    const blocks = certificatesIn(h.entities, facility, daysOf(month));
    return decideExpireUnits(h.entities, { facility, month, blocks }, context);
  });

export const closeMonth = (h: History, month: string) =>
  h.commit<'month.expired'>(SYSTEM, (context) => decideCloseMonth(h.entities, { month, live: 0 }, context));
