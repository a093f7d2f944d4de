/**
 * Generation: one record per facility, month and kind of energy. The grid company's confirmation issues
 * certificates at once for the whole MWh; the remainder carries to the next confirmation.
 */

import { yearOf } from '../base/day.ts';
import { daysOf, yearOfMonth } from '../base/month.ts';
import {
  batchEntity,
  type Entities,
  facilityEntity,
  generationEntity,
  type NextState,
  type NextStates,
  read,
  registrationEntity,
  supplyEntity,
} from '../ledger/entity.ts';
import type { EventOfType, Facts } from '../ledger/event.ts';
import { cutBlocks, laneBlocks } from '../units/batch.ts';
import { FACILITY_INSTRUMENT, type InstrumentCode } from '../units/instrument.ts';
import { energyAccount, withEnergy } from './facility.ts';
import { withDrawn } from './foreign-certificate.ts';
import { netOf, withConfirmed, withPending, withRefused } from './reading.ts';
import type { FacilityState, GenerationState } from './states.ts';
import type { Energy } from './technology.ts';

/** Holds the official code of a batch's first certificate; a facility's code has another length. */
export const certificateCodeEntity = (code: string) => registrationEntity(FACILITY_INSTRUMENT, code);

export function evolveGenerationRecorded(
  entities: Entities,
  { facts }: EventOfType<'generation.recorded'>,
): NextStates {
  const { facility, month, energy, ...pending } = facts;
  const id = generationEntity(facility, month, energy);
  const current: GenerationState = read(entities, id)?.state ?? {
    facility,
    month,
    energy,
    lastRevision: 0,
    batches: [],
    issued: 0,
    delivered: 0,
  };
  return [[id, withPending(current, pending)]];
}

export function evolveGenerationConfirmed(
  entities: Entities,
  { id: commit, facts }: EventOfType<'generation.confirmed'>,
): NextStates {
  const { facility, month, energy, issued } = facts;
  const id = generationEntity(facility, month, energy);
  const record = read(entities, id)?.state;
  const owner = read(entities, facilityEntity(facility))?.state;
  if (!record?.pending || !owner) return [];
  const more = netOf(record.pending) - (record.confirmed ? netOf(record.confirmed) : 0);
  const account = energyAccount(owner, energy);
  const quantity = issued?.quantity ?? 0;
  const confirmed: GenerationState = {
    ...withConfirmed(record),
    issued: record.issued + quantity,
    batches: issued ? [...record.batches, issued.batch] : record.batches,
  };
  const next: NextStates = [
    [id, confirmed],
    [
      facilityEntity(facility),
      withEnergy(owner, energy, {
        ...account,
        kilowattHours: account.kilowattHours + more,
        issued: account.issued + quantity,
      }),
    ],
  ];
  return issued ? [...next, ...issuedBlocks(facts, issued, commit)] : next;
}

function issuedBlocks(
  { facility, month, energy }: Facts<'generation.confirmed'>,
  issued: NonNullable<Facts<'generation.confirmed'>['issued']>,
  commit: string,
): NextStates {
  const { batch, instrument, quantity, account, lanes, frozen, code } = issued;
  const generated = daysOf(month);
  return [
    [
      batchEntity(batch),
      {
        facility,
        energy,
        generated,
        instrument,
        vintage: yearOfMonth(month),
        issued: quantity,
        legacy: false,
        imported: false,
        ...(code && { code }),
      },
    ],
    ...(code === undefined ? [] : [[certificateCodeEntity(code), { holder: batch }] satisfies NextState]),
    ...laneBlocks(batch, lanes, quantity, account, frozen ? 'frozen' : 'held', commit),
  ];
}

export function evolveGenerationRefused(
  entities: Entities,
  { facts }: EventOfType<'generation.refused'>,
): NextStates {
  const { facility, month, energy, revision, reason } = facts;
  const id = generationEntity(facility, month, energy);
  const current = read(entities, id)?.state;
  return current?.pending ? [[id, withRefused(current, { revision, reason })]] : [];
}

/** Stands for all energy of an imported facility, whose kinds aren't told apart; no rule asks for it. */
export const IMPORTED_ENERGY: Energy = 'on-grid';

export function evolveGenerationImported(
  entities: Entities,
  { id, facts }: EventOfType<'generation.imported'>,
): NextStates {
  const { facility, supply, instrument, period, kilowattHours, batch, quantity, account, lanes } = facts;
  const { certificates, retiredElsewhere } = facts;
  const owner: FacilityState | undefined = read(entities, facilityEntity(facility))?.state;
  const contract = read(entities, supplyEntity(supply))?.state;
  if (!owner || !contract) return [];
  const before = energyAccount(owner, IMPORTED_ENERGY);
  return [
    [
      facilityEntity(facility),
      withEnergy(owner, IMPORTED_ENERGY, {
        ...before,
        kilowattHours: before.kilowattHours + kilowattHours,
        issued: before.issued + quantity,
      }),
    ],
    [supplyEntity(supply), { ...contract, issued: contract.issued + quantity }],
    [
      batchEntity(batch),
      {
        facility,
        supply,
        energy: IMPORTED_ENERGY,
        generated: period,
        issued: quantity,
        instrument: instrument satisfies InstrumentCode,
        vintage: yearOf(period.from),
        legacy: false,
        imported: true,
        certificates: certificates.map(({ number, drawn }) => ({ number, drawn })),
      },
    ],
    ...withDrawn(entities, contract.origin.source, certificates),
    ...cutBlocks({ batch, quantity, account, lanes, retiredElsewhere }, id),
  ];
}
