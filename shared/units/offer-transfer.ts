/** Transfers are offered, and ended by one of the two sides. */
import { MOVED_QUANTITY_MAX } from '../base/field.ts';
import { ADVANCES_MAX, type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { accountEntity, type Entities, read, transferEntity } from '../ledger/entity.ts';
import { leafBytesLeft, leafBytesLeftLater } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { blocksAdvanced, movedQuantity, wholeBlocks } from './block.ts';
import type { Movement } from './facts.ts';
import { firstSaleOf, selectForSale } from './first-sale.ts';
import { type Candidate, type Item, selectUnits, unlessUnknown } from './selection.ts';
import { refuseExpiredUnits, refuseProvincial, refuseTrade, selectUntraded } from './trade.ts';
import { TRANSFER_ENDS, type TransferEnd, type TransferEnded } from './transfer.ts';

export interface OfferTransfer {
  from: string;
  to: string;
  items: readonly Item[];
  /** The commitment to its price (seal.ts), if it has one; no decision depends on the price itself. */
  sealed?: string | undefined;
  /** The candidates are only some of the account's blocks, so a refusal is not final. */
  partial?: boolean | undefined;
}

/** TransferEnd moves the transfer besides the blocks: a larger offer could never be accepted or withdrawn. */
const OFFER_ADVANCES_MAX = ADVANCES_MAX - 1;

/**
 * The sender's offer. `entities` holds both accounts, the batches of its items with the facilities that
 * issued them and, if the offer is priced, the projects. Rejections: not-found, not-yours,
 * provincial-account, transfer-to-self, not-found (receiver), buffer-account, provincial-account (receiver),
 * then refuseTrade's, then selectUnits' (at a price selectForSale's) and already-traded (not-found for too
 * few of a batch that doesn't exist), then firstSaleOf's.
 */
export function decideOfferTransfer(
  entities: Entities,
  candidates: readonly Candidate[],
  command: OfferTransfer,
  context: Context,
): Draft<'units.offered'> | Rejection {
  const refused = actsFor(entities, command.from, context);
  if (refused) return { ...refused, pointer: '/from' };
  const provincial = refuseProvincial(entities, command.from, '/from');
  if (provincial) return provincial;
  if (command.from === command.to) return reject('transfer-to-self', '/to');
  const receiver = read(entities, accountEntity(command.to));
  if (!receiver) return reject('not-found', '/to', { account: command.to });
  if (receiver.state.buffer) return reject('buffer-account', '/to', { account: command.to });
  const { from, to, sealed } = command;
  const untradable =
    refuseProvincial(entities, to, '/to') ??
    refuseTrade(entities, { items: command.items, candidates }, context.at);
  if (untradable) return untradable;
  const offered = (
    moved: Movement[],
    quantity: number,
    sale: { primary?: string },
  ): Draft<'units.offered'> => ({
    type: 'units.offered',
    facts: { from, to, items: moved, quantity, ...sale },
    advances: [...blocksAdvanced(entities, moved), transferEntity(context.id)],
    ...(sealed && { sealed }),
  });
  const longest = offered([], MOVED_QUANTITY_MAX, sealed ? { primary: deriveId('p', context.id) } : {});
  const bytesLeft = Math.min(leafBytesLeft(longest, entities, context), settlementBytesLeft(context));
  const select = (among: readonly Candidate[]) =>
    selectUntraded(entities, among, (untraded) =>
      selectUnits(untraded, command.items, bytesLeft, OFFER_ADVANCES_MAX),
    );
  const items = sealed ? selectForSale(entities, command, candidates, select) : select(candidates);
  if (isRejection(items)) return unlessUnknown(entities, command.items, items);
  const sale = sealed ? firstSaleOf(entities, from, items) : {};
  if (isRejection(sale)) return sale;
  return offered(items, movedQuantity(items), sale);
}

/** Room for the leaf that ends the transfer: without it the offer would stand for good. */
const settlementBytesLeft = (context: Context): number =>
  leafBytesLeftLater(
    {
      type: 'transfer.withdrawn',
      facts: { transfer: context.id, items: [] },
      advances: [transferEntity(context.id)],
    },
    context,
  );

/**
 * Ends an offered transfer. `entities` holds the transfer, its blocks with their batches and both
 * accounts. Rejections: not-found, not-yours, transfer-not-offered and, on acceptance, certificate-expired:
 * units that have expired since the offer can only go back.
 */
export function decideEndTransfer(
  entities: Entities,
  transfer: string,
  end: TransferEnd,
  context: Context,
): Draft<TransferEnded> | Rejection {
  const current = read(entities, transferEntity(transfer));
  if (!current) return reject('not-found', undefined, { transfer });
  const { status } = current.state;
  const { type, by, unitsTo } = TRANSFER_ENDS[end];
  const refused = actsFor(entities, current.state[by], context);
  if (refused) return refused;
  if (status !== 'offered') return reject('transfer-not-offered', undefined, { status });
  const expired = unitsTo === 'to' && refuseExpiredUnits(entities, current.state.items, context.at);
  if (expired) return expired;
  const items = wholeBlocks(entities, current.state.items);
  return {
    type,
    facts: { transfer, items },
    advances: [...blocksAdvanced(entities, items), transferEntity(transfer)],
  };
}
