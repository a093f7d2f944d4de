/**
 * The grid company confirms a reading or refuses it. A confirmation issues in the same commit: whole
 * megawatt-hours become a batch, and the remainder carries to the next confirmation
 * (国能发新能规〔2024〕67号).
 */

import { chinaDate } from '../base/day.ts';
import { daysOf } from '../base/month.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import {
  batchEntity,
  blockEntity,
  type Entities,
  facilityEntity,
  generationEntity,
  provinceEntity,
  read,
} from '../ledger/entity.ts';
import type { Facts } from '../ledger/event.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { laneStarts } from '../units/batch.ts';
import { FACILITY_INSTRUMENT } from '../units/instrument.ts';
import { facilityCodeOf } from './certificate-code.ts';
import { carryOf, energyAccount, isFrozenIn, KILOWATT_HOURS_PER_CERTIFICATE } from './facility.ts';
import { certificateCodeEntity } from './generation.ts';
import { netOf } from './reading.ts';
import { capacityFault, expiryFault, isMetered, type MeteredFacility } from './record-generation.ts';
import type { GenerationState, Reading } from './states.ts';
import type { Energy } from './technology.ts';

/** The reading that the grid company means, by the revision that it has seen. */
export interface ReadingNamed {
  facility: string;
  month: string;
  energy: Energy;
  revision: number;
}

export interface ConfirmGeneration extends ReadingNamed {
  /** The number of blocks of the batch; several keep many takers from contending for one. */
  lanes: number;
  /** Official code of the batch's first certificate. */
  code?: string | undefined;
}

/** The outcome of a reading: certificates, and the kWh without a certificate before and after it. */
export interface Carry {
  net: number;
  before: number;
  after: number;
  /** Whole MWh; nothing while a downward correction leaves less than was issued. */
  quantity: number;
}

/** Exact: `before` + (this reading less the one confirmed before) = `quantity` × 1000 + `after`. */
export function carryWith(
  facility: Parameters<typeof energyAccount>[0],
  { energy, confirmed }: Pick<GenerationState, 'energy' | 'confirmed'>,
  reading: Reading,
): Carry {
  const before = carryOf(energyAccount(facility, energy));
  const net = netOf(reading);
  const sum = before + net - (confirmed ? netOf(confirmed) : 0);
  const quantity = Math.max(0, Math.floor(sum / KILOWATT_HOURS_PER_CERTIFICATE));
  return { net, before, after: sum - quantity * KILOWATT_HOURS_PER_CERTIFICATE, quantity };
}

/**
 * Rejections in order: not-found (facility), not-yours, not-found (reading), reading-not-pending,
 * generation-expired, generation-exceeds-capacity, curtailment-exceeds-capacity, too-many-lanes,
 * code-without-batch, provincial-account-missing, certificate-code-mismatch, registration-already-taken
 * (code), id-taken. `entities` holds the facility, its month's records of every kind of energy, the
 * province's account, and whatever is at the batch's id and has its code.
 */
export function decideConfirmGeneration(
  entities: Entities,
  command: ConfirmGeneration,
  context: Context,
): Draft<'generation.confirmed'> | Rejection {
  const found = pendingReading(entities, command, context);
  if (isRejection(found)) return found;
  const { state, record, pending } = found;
  const { facility, month, energy, revision } = command;
  const late = expiryFault(month, chinaDate(context.at));
  if (late) return late;
  // Concurrent recordings of two kinds of energy don't see each other; one facility's confirmations do.
  const beyond = capacityFault(entities, state, { ...command, ...pending }, ({ confirmed }) => confirmed);
  if (beyond) return { ...beyond, pointer: '/revision' };
  const { net, before, after, quantity } = carryWith(state, record, pending);
  const issued = batchOf(entities, state, command, quantity, context);
  if (isRejection(issued)) return issued;
  const { batch, lanes = [], code } = issued;
  return {
    type: 'generation.confirmed',
    facts: {
      facility,
      month,
      energy,
      revision,
      netKilowattHours: net,
      carriedBefore: before,
      carriedAfter: after,
      ...(batch !== undefined && { issued: issued as NonNullable<Facts<'generation.confirmed'>['issued']> }),
    },
    advances: [
      generationEntity(facility, month, energy),
      facilityEntity(facility),
      ...(batch === undefined ? [] : [batchEntity(batch), ...lanes.map((from) => blockEntity(batch, from))]),
      ...(code === undefined ? [] : [certificateCodeEntity(code)]),
    ],
  };
}

/** The batch issued; no batch if there is nothing to issue. */
function batchOf(
  entities: Entities,
  state: MeteredFacility,
  { month, energy, lanes, code }: ConfirmGeneration,
  quantity: number,
  context: Context,
): Partial<NonNullable<Facts<'generation.confirmed'>['issued']>> | Rejection {
  if (lanes > Math.max(quantity, 1)) return reject('too-many-lanes', '/lanes', { lanes, quantity });
  if (quantity === 0)
    return code === undefined ? {} : reject('code-without-batch', '/code', { carried: 'below 1000 kWh' });
  const account = accountFor(entities, state, energy);
  if (account === undefined)
    return reject('provincial-account-missing', undefined, { province: state.province });
  if (code !== undefined && state.code !== undefined && facilityCodeOf(code) !== state.code)
    return reject('certificate-code-mismatch', '/code', { facility: state.code });
  if (code !== undefined && entities.has(certificateCodeEntity(code)))
    return reject('registration-already-taken', '/code', { code });
  const batch = deriveId('b', context.id);
  if (entities.has(batchEntity(batch))) return reject('id-taken');
  return {
    batch,
    instrument: FACILITY_INSTRUMENT,
    quantity,
    account,
    lanes: laneStarts(1, quantity, lanes),
    frozen: isFrozenIn(state, daysOf(month)),
    ...(code !== undefined && { code }),
  };
}

/** The province receives certificates of power under 机制电价, the owner all others (DOMAIN §3). */
function accountFor(entities: Entities, state: MeteredFacility, energy: Energy): string | undefined {
  if (energy !== 'mechanism-priced') return state.account;
  return read(entities, provinceEntity(state.province))?.state.holder;
}

/**
 * By the grid company. Rejections in order: not-found (facility), not-yours, not-found (reading),
 * reading-not-pending.
 */
export function decideRefuseGeneration(
  entities: Entities,
  { reason, ...named }: ReadingNamed & { reason: string },
  context: Context,
): Draft<'generation.refused'> | Rejection {
  const found = pendingReading(entities, named, context);
  if (isRejection(found)) return found;
  const { facility, month, energy, revision } = named;
  return {
    type: 'generation.refused',
    facts: { facility, month, energy, revision, reason },
    advances: [generationEntity(facility, month, energy)],
  };
}

function pendingReading(
  entities: Entities,
  { facility, month, energy, revision }: ReadingNamed,
  context: Context,
): { state: MeteredFacility; record: GenerationState; pending: Reading } | Rejection {
  const state = read(entities, facilityEntity(facility))?.state;
  if (!state) return reject('not-found', undefined, { facility });
  if (!isMetered(state) || state.grid !== context.org) return reject('not-yours', undefined, { facility });
  const record = read(entities, generationEntity(facility, month, energy))?.state;
  if (!record) return reject('not-found', '/month', { month, energy });
  const { pending, lastRevision } = record;
  if (pending?.revision !== revision)
    return reject('reading-not-pending', '/revision', {
      revision,
      pending: pending?.revision ?? 0,
      lastRevision,
    });
  return { state, record, pending };
}
