/**
 * Over-issuance: a downward correction leaves more certificates than kWh. Either later generation fills the
 * gap, or the owner gives up certificates of the same power, which is decided here.
 */

import { MOVED_QUANTITY_MAX } from '../base/field.ts';
import { ADVANCES_MAX, type Context, type Draft } from '../ledger/decision.ts';
import { accountEntity, batchEntity, type Entities, facilityEntity, read } from '../ledger/entity.ts';
import { leafBytesLeft } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { blocksAdvanced, movedQuantity } from '../units/block.ts';
import type { Movement } from '../units/facts.ts';
import { type Candidate, type Item, selectUnits, unlessUnknown } from '../units/selection.ts';
import { carryOf, energyAccount, KILOWATT_HOURS_PER_CERTIFICATE } from './facility.ts';
import type { FacilityState } from './states.ts';
import type { Energy } from './technology.ts';

export interface CancelOverIssued {
  facility: string;
  energy: Energy;
  account: string;
  items: readonly Item[];
  reason: string;
}

/** The facility takes one advance. */
const BLOCK_ADVANCES_MAX = ADVANCES_MAX - 1;

/** MWh issued beyond the generation, rounded up: this many certificates lack a kWh or more. */
const overIssued = (facility: Pick<FacilityState, 'energy'>, energy: Energy): number =>
  Math.max(0, Math.ceil(-carryOf(energyAccount(facility, energy)) / KILOWATT_HOURS_PER_CERTIFICATE));

/** Whether that is the owner's account or, for power under 机制电价, its province's. */
function wasIssuedTo(entities: Entities, plant: FacilityState, energy: Energy, account: string): boolean {
  if (energy !== 'mechanism-priced') return account === plant.account;
  const province = read(entities, accountEntity(account))?.state.province;
  return province !== undefined && province === plant.province;
}

/**
 * By the owner, or compulsorily by the operator, who alone reaches the province's. Rejections in order:
 * not-found (facility), not-yours, not-the-owners-account, nothing-over-issued, not-of-this-generation,
 * selectUnits' (not-found for too few of a batch that doesn't exist), cancellation-exceeds-open. `entities`
 * holds the facility, the account, the batches named and the account's blocks of them.
 */
export function decideCancelOverIssued(
  entities: Entities,
  candidates: readonly Candidate[],
  { facility, energy, account, items, reason }: CancelOverIssued,
  context: Context,
): Draft<'certificates.cancelled'> | Rejection {
  const state = read(entities, facilityEntity(facility))?.state;
  if (!state) return reject('not-found', undefined, { facility });
  if (context.scope === 'own' && state.owner !== context.org)
    return reject('not-yours', undefined, { facility });
  const refused = actsFor(entities, account, context);
  if (refused) return { ...refused, pointer: '/account' };
  if (!wasIssuedTo(entities, state, energy, account))
    return reject('not-the-owners-account', '/account', {
      account,
      ...(energy !== 'mechanism-priced' && { expected: state.account }),
    });
  const open = overIssued(state, energy);
  if (open === 0) return reject('nothing-over-issued', '/energy', { energy });
  for (const [index, { batch }] of items.entries()) {
    const other = read(entities, batchEntity(batch))?.state;
    if (other && (other.facility !== facility || other.energy !== energy))
      return reject('not-of-this-generation', `/items/${index}/batch`, { batch });
  }
  const cancelled = (moved: Movement[], quantity: number): Draft<'certificates.cancelled'> => ({
    type: 'certificates.cancelled',
    facts: { facility, cause: 'over-issuance', energy, account, items: moved, quantity, reason },
    advances: [...blocksAdvanced(entities, moved), facilityEntity(facility)],
  });
  const bytesLeft = leafBytesLeft(cancelled([], MOVED_QUANTITY_MAX), entities, context);
  const moved = selectUnits(candidates, items, bytesLeft, BLOCK_ADVANCES_MAX);
  if (isRejection(moved)) return unlessUnknown(entities, items, moved);
  const quantity = movedQuantity(moved);
  if (quantity > open) return reject('cancellation-exceeds-open', '/items', { quantity, open });
  return cancelled(moved, quantity);
}
