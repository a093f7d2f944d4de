/** Imports supply contracts of another registry, and each delivery under them. */
import type { Period } from '../base/day.ts';
import { MOVED_QUANTITY_MAX, type Origin } from '../base/field.ts';
import { ADVANCES_MAX, type Context, type Draft, deriveId } from '../ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  type Entities,
  organizationEntity,
  read,
  registrationEntity,
  supplyEntity,
} from '../ledger/entity.ts';
import { leafBytesLeft } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { blocksAdvanced, movedQuantity } from '../units/block.ts';
import type { Movement } from '../units/facts.ts';
import { type InstrumentCode, importedFromFacilities } from '../units/instrument.ts';
import { type Candidate, type Item, selectUnits } from '../units/selection.ts';
import type { SupplyTechnology } from './technology.ts';

export interface ImportSupply {
  seller: string;
  technology: SupplyTechnology;
  instrument: InstrumentCode;
  signedOn: string;
  deliverBy: string;
  /** Days of generation that the contract names; certificates of other days are allowed (D). */
  period: Period;
  megawattHours: number;
  origin: Origin;
}

/**
 * A contract made and fulfilled elsewhere. Rejections in order: not-found (seller), no-account,
 * instrument-not-imported, delivery-before-signing, supply-already-imported, id-taken.
 */
export function decideImportSupply(
  entities: Entities,
  command: ImportSupply,
  context: Context,
): Draft<'supply.imported'> | Rejection {
  const { seller, instrument, signedOn, deliverBy, origin } = command;
  const supply = deriveId('c', context.id);
  const organization = read(entities, organizationEntity(seller));
  if (!organization) return reject('not-found', '/seller', { organization: seller });
  const { account } = organization.state;
  if (!account) return reject('no-account', '/seller', { organization: seller });
  if (!importedFromFacilities.safeParse(instrument).success)
    return reject('instrument-not-imported', '/instrument', { instrument });
  if (deliverBy < signedOn) return reject('delivery-before-signing', '/deliverBy', { signedOn, deliverBy });
  const registration = registrationEntity(instrument, origin.code);
  if (entities.has(registration))
    return reject('supply-already-imported', '/origin/code', { code: origin.code });
  if (entities.has(supplyEntity(supply))) return reject('id-taken');
  return {
    type: 'supply.imported',
    facts: { supply, account, ...command },
    advances: [supplyEntity(supply), registration],
  };
}

export interface DeliverSupply {
  supply: string;
  to: string;
  items: readonly Item[];
  /** The receiver has used them up there; only the operator's record of that follows here. */
  retiredElsewhere?: boolean | undefined;
}

/** The delivery moves the contract besides the blocks. */
const DELIVERY_ADVANCES_MAX = ADVANCES_MAX - 1;

/**
 * Hands units of a contract from the seller's account to their receiver. `entities` holds the contract, the
 * receiver's account and the batches named, `candidates` the seller's blocks. Rejections in order: not-found
 * (contract), not-found (receiver), transfer-to-self, buffer-account, delivery-to-province,
 * not-of-this-supply, then selectUnits', delivery-exceeds-issued.
 */
export function decideDeliverSupply(
  entities: Entities,
  candidates: readonly Candidate[],
  { supply, to, items: wanted, retiredElsewhere }: DeliverSupply,
  context: Context,
): Draft<'supply.delivered'> | Rejection {
  const contract = read(entities, supplyEntity(supply));
  if (!contract) return reject('not-found', undefined, { supply });
  const { account: from, issued, delivered } = contract.state;
  const receiver = read(entities, accountEntity(to))?.state;
  if (!receiver) return reject('not-found', '/to', { account: to });
  if (from === to) return reject('transfer-to-self', '/to');
  if (receiver.buffer) return reject('buffer-account', '/to', { account: to });
  if (receiver.province) return reject('delivery-to-province', '/to', { province: receiver.province });
  for (const [index, { batch }] of wanted.entries()) {
    if (read(entities, batchEntity(batch))?.state.supply !== supply)
      return reject('not-of-this-supply', `/items/${index}/batch`, { batch });
  }
  const handedOver = (items: Movement[], quantity: number): Draft<'supply.delivered'> => ({
    type: 'supply.delivered',
    facts: { supply, from, to, items, quantity, ...(retiredElsewhere && { retiredElsewhere }) },
    advances: [...blocksAdvanced(entities, items), supplyEntity(supply)],
  });
  const bytesLeft = leafBytesLeft(handedOver([], MOVED_QUANTITY_MAX), entities, context);
  const items = selectUnits(candidates, wanted, bytesLeft, DELIVERY_ADVANCES_MAX);
  if (isRejection(items)) return items;
  const quantity = movedQuantity(items);
  // The seller may have bought back earlier deliveries; delivering them again would fulfil nothing.
  if (delivered + quantity > issued)
    return reject('delivery-exceeds-issued', '/items', { issued, delivered, wanted: quantity });
  return handedOver(items, quantity);
}
