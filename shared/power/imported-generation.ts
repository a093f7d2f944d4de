/** Generation metered by another registry: whole certificates, as one batch, for a supply contract. */

import { chinaDate, type Period } from '../base/day.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import {
  batchEntity,
  blockEntity,
  certificateEntity,
  type Entities,
  facilityEntity,
  read,
  supplyEntity,
} from '../ledger/entity.ts';
import { fitsOneCommit } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { cutLanes } from '../units/batch.ts';
import { KILOWATT_HOURS_PER_CERTIFICATE } from './facility.ts';
import type { Draw } from './facts.ts';
import { refuseDraws } from './foreign-certificate.ts';
import { MIXED } from './technology.ts';

export interface ImportGeneration {
  supply: string;
  facility: string;
  period: Period;
  kilowattHours: number;
  /** The foreign certificates that it draws on, with the kWh drawn. */
  certificates: readonly Draw[];
  /** Certificates that the seller used itself and retired in the other registry. */
  retiredElsewhere?: number | undefined;
  /** The number of blocks; several keep many takers from contending for one. */
  lanes: number;
}

/**
 * Issues a foreign facility's generation for a contract into the seller's account. Nothing is carried: the
 * other registry issued whole certificates. Rejections in order: not-found (contract), not-found (facility),
 * facility-not-imported, technology-not-contracted, generation-not-over, not-whole-certificates,
 * supply-volume-exceeded, then refuseDraws', more-retired-than-issued, too-many-lanes, id-taken,
 * too-many-certificates.
 */
export function decideImportGeneration(
  entities: Entities,
  command: ImportGeneration,
  context: Context,
): Draft<'generation.imported'> | Rejection {
  const { supply, facility, period, kilowattHours, certificates, lanes, retiredElsewhere = 0 } = command;
  const batch = deriveId('b', context.id);
  const contract = read(entities, supplyEntity(supply))?.state;
  if (!contract) return reject('not-found', undefined, { supply });
  const plant = read(entities, facilityEntity(facility))?.state;
  if (!plant) return reject('not-found', '/facility', { facility });
  if (!plant.origin) return reject('facility-not-imported', '/facility', { facility });
  const { technology, instrument, account, megawattHours, issued, origin } = contract;
  if (technology !== MIXED && plant.technology !== technology)
    return reject('technology-not-contracted', '/facility', {
      technology: plant.technology,
      contracted: technology,
    });
  if (period.to >= chinaDate(context.at)) return reject('generation-not-over', '/period', { to: period.to });
  const quantity = kilowattHours / KILOWATT_HOURS_PER_CERTIFICATE;
  if (!Number.isInteger(quantity))
    return reject('not-whole-certificates', '/kilowattHours', {
      kilowattHours,
      surplus: kilowattHours % KILOWATT_HOURS_PER_CERTIFICATE,
    });
  if (issued + quantity > megawattHours)
    return reject('supply-volume-exceeded', '/kilowattHours', {
      megawattHours,
      issued,
      wanted: quantity,
    });
  const refused = refuseDraws(entities, origin.source, certificates, kilowattHours);
  if (refused) return refused;
  const cut = cutLanes(quantity, retiredElsewhere, lanes);
  if (isRejection(cut)) return cut;
  if (entities.has(batchEntity(batch))) return reject('id-taken');
  const draft: Draft<'generation.imported'> = {
    type: 'generation.imported',
    facts: {
      facility,
      supply,
      instrument,
      period,
      kilowattHours,
      batch,
      quantity,
      account,
      certificates: [...certificates],
      lanes: cut.starts,
      ...(retiredElsewhere > 0 && { retiredElsewhere }),
    },
    advances: [
      facilityEntity(facility),
      supplyEntity(supply),
      batchEntity(batch),
      ...cut.blocks.map((from) => blockEntity(batch, from)),
      ...certificates.map(({ number }) => certificateEntity(origin.source, number)),
    ],
  };
  if (!fitsOneCommit(draft, entities, context))
    return reject('too-many-certificates', '/certificates', { certificates: certificates.length });
  return draft;
}
