/** Transfers: offered by the owner, ended once, by the right side, whole. */
import { accountEntity, transferEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkAccount, checkActsFor } from '../log/authority.ts';
import type { Rules } from '../rule.ts';
import { checkTrade, checkValid } from './certificate.ts';
import { checkFirstSale } from './first-sale.ts';
import { checkMoved, checkQuantity, sameSerials } from './movement.ts';

export const unitsOffered: Rules<'units.offered'> = (live, event, violates) => {
  const { from, to, items, quantity } = event.facts;
  checkActsFor(live, event, from, violates);
  checkAccount(live, to, violates);
  if (live.buffers.has(to)) violates('buffer-account', { account: to }, accountEntity(to));
  if (from === to) violates('transfer-to-self');
  checkMoved(live, items, { account: from }, violates);
  checkQuantity(quantity, items, violates);
  checkTrade(live, event, violates);
  checkFirstSale(live, event, violates);
};

type Ended = 'transfer.accepted' | 'transfer.rejected' | 'transfer.withdrawn';

/** The receiver answers an offer; the sender takes it back. */
const endedBy = {
  'transfer.accepted': 'to',
  'transfer.rejected': 'to',
  'transfer.withdrawn': 'from',
} as const;

export function transferEnded(live: LiveState, event: EventOfType<Ended>, violates: Violates): void {
  const { transfer, items } = event.facts;
  const entity = transferEntity(transfer);
  const offered = live.state(entity);
  if (offered?.status !== 'offered') {
    violates('transfer-not-offered', { transfer }, entity);
    return;
  }
  checkActsFor(live, event, offered[endedBy[event.type]], violates);
  if (!sameSerials(items, offered.items)) violates('transfer-items', {}, entity);
  checkMoved(live, items, { account: offered.from, transfer }, violates);
  if (event.type === 'transfer.accepted') checkValid(live, items, event.at, violates);
}
