/**
 * A buyer's consumption of a month at its meter point: the buyer reports it; the facility's grid company
 * confirms or refuses. A silent buyer holds up no settlement: the grid company reports its own reading (D).
 */
import { chinaDate } from '../base/day.ts';
import { monthOf } from '../base/month.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import {
  consumptionEntity,
  contractEntity,
  type Entities,
  read,
  settlementEntity,
} from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { isContractParty, volumeOf } from './contract.ts';
import { REVISIONS_MAX } from './facts.ts';
import type { Hours } from './record-generation.ts';

export interface RecordConsumption {
  contract: string;
  month: string;
  kilowattHours: number;
  /** The buyer that the grid company names; otherwise the caller itself. */
  buyer?: string | undefined;
  /** The parsed hours, or their fault. */
  hours?: Hours | Rejection | undefined;
}

/**
 * The buyer's own reading, or the grid company's if none of the buyer's waits or is in force. A further one
 * of the buyer corrects it until the month is settled. `entities` holds the contract, the buyer's consumption
 * and the month's settlement. Rejections in order: not-found (also for strangers), not-yours (no buyer, or
 * another's), not-found (/buyer), month-not-over, month-outside-contract, month-settled, consumption-reported
 * (to the grid company), interval-… (of the hours), intervals-sum, too-many-revisions.
 */
export function decideRecordConsumption(
  entities: Entities,
  { contract, month, kilowattHours, hours, ...named }: RecordConsumption,
  { org, role, at }: Context,
): Draft<'consumption.recorded'> | Rejection {
  const buyer = named.buyer ?? org;
  const current = read(entities, contractEntity(contract))?.state;
  // A grid company must act in that role, so that the log shows whose word a reading is.
  const byGrid = role === 'grid' && current?.grid === org;
  if (!current || !(byGrid || isContractParty(current, org)))
    return reject('not-found', undefined, { contract });
  const isBuyer = current.buyers.some(({ organization }) => organization === buyer);
  if (byGrid ? buyer === org : buyer !== org || !isBuyer) return reject('not-yours', undefined, { contract });
  if (!isBuyer) return reject('not-found', '/buyer', { buyer });
  const today = chinaDate(at);
  if (month >= monthOf(today)) return reject('month-not-over', '/month', { month, today });
  if (!volumeOf(current, month)) return reject('month-outside-contract', '/month', { month });
  if (entities.has(settlementEntity(contract, month)))
    return reject('month-settled', '/month', { contract, month });
  const id = consumptionEntity(contract, month, buyer);
  const known = read(entities, id)?.state;
  const reported = known?.pending ?? known?.confirmed;
  if (byGrid && reported)
    return reject('consumption-reported', '/month', { month, buyer, revision: reported.revision });
  if (hours && 'rejected' in hours) return hours;
  if (hours && hours.kilowattHours !== kilowattHours)
    return reject('intervals-sum', '/intervals', { sum: hours.kilowattHours, kilowattHours });
  const revision = (known?.lastRevision ?? 0) + 1;
  if (revision > REVISIONS_MAX) return reject('too-many-revisions', undefined, { revisions: REVISIONS_MAX });
  return {
    type: 'consumption.recorded',
    facts: {
      contract,
      month,
      buyer,
      revision,
      kilowattHours,
      ...(hours && { intervals: { sha256: hours.sha256, rows: hours.rows } }),
    },
    advances: [id, contractEntity(contract)],
  };
}

export interface ConfirmConsumption {
  contract: string;
  month: string;
  buyer: string;
  revision: number;
}

/**
 * The grid company confirms the reading. `entities` as for decideRecordConsumption. Rejections in order:
 * not-found (also for any other grid company), reading-not-pending, month-settled.
 */
export function decideConfirmConsumption(
  entities: Entities,
  command: ConfirmConsumption,
  context: Context,
): Draft<'consumption.confirmed'> | Rejection {
  const { contract, month, buyer } = command;
  const refused = checkPending(entities, command, context);
  if (refused) return refused;
  if (entities.has(settlementEntity(contract, month)))
    return reject('month-settled', '/month', { contract, month });
  return {
    type: 'consumption.confirmed',
    facts: command,
    advances: [consumptionEntity(contract, month, buyer), contractEntity(contract)],
  };
}

/**
 * Refuses the reading. Rejections in order: not-found (also for other grid companies), reading-not-pending.
 */
export function decideRefuseConsumption(
  entities: Entities,
  command: ConfirmConsumption & { reason: string },
  context: Context,
): Draft<'consumption.refused'> | Rejection {
  const { contract, month, buyer } = command;
  const refused = checkPending(entities, command, context);
  if (refused) return refused;
  return {
    type: 'consumption.refused',
    facts: command,
    advances: [consumptionEntity(contract, month, buyer)],
  };
}

/** The command names a revision, so that no reading other than the one inspected is confirmed. */
function checkPending(
  entities: Entities,
  { contract, month, buyer, revision }: ConfirmConsumption,
  { org }: Context,
): Rejection | undefined {
  const current = read(entities, contractEntity(contract))?.state;
  if (current?.grid !== org) return reject('not-found', undefined, { contract });
  const pending = read(entities, consumptionEntity(contract, month, buyer))?.state.pending;
  if (pending?.revision === revision) return undefined;
  return reject('reading-not-pending', '/revision', {
    revision,
    ...(pending && { pending: pending.revision }),
  });
}
