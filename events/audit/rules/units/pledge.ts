/**
 * DOMAIN §2: pledges, by consent of owner and financier; locked from the proposal to the
 * end, and moved whole.
 */
import { accountEntity, organizationEntity, pledgeEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { AccountState } from '../../../../shared/parties/states.ts';
import type { PledgeMoved } from '../../../../shared/units/pledge.ts';
import { isStanding, type LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkAccount, checkActsFor } from '../log/authority.ts';
import type { Rules } from '../rule.ts';
import { checkTrade, checkValid } from './certificate.ts';
import { checkMoved, checkQuantity, sameSerials } from './movement.ts';

const pledgeProposed: Rules<'pledge.proposed'> = (live, event, violates) => {
  const { from, to, items, quantity } = event.facts;
  checkActsFor(live, event, from, violates);
  checkAccount(live, to, violates);
  const pledgee = live.state(accountEntity(to));
  if (pledgee) checkPledgee(live, from, to, pledgee, violates);
  checkMoved(live, items, { account: from }, violates);
  checkQuantity(quantity, items, violates);
  checkTrade(live, event, violates);
};

function checkPledgee(
  live: LiveState,
  from: string,
  to: string,
  { organization, buffer }: AccountState,
  violates: Violates,
): void {
  const financier = live.state(organizationEntity(organization));
  if (!financier?.roles.includes('financier')) violates('pledge-financier', { organization });
  if (live.owners.get(from) === organization) violates('pledge-to-self', { organization });
  if (buffer) violates('buffer-account', { account: to }, accountEntity(to));
}

/**
 * The status in which each step is taken, and its side: `from` is the owner's account, `to` the financier's.
 */
const STEPS: Record<PledgeMoved, { in: 'proposed' | 'active'; side: 'from' | 'to' }> = {
  'pledge.accepted': { in: 'proposed', side: 'to' },
  'pledge.rejected': { in: 'proposed', side: 'to' },
  'pledge.withdrawn': { in: 'proposed', side: 'from' },
  'pledge.released': { in: 'active', side: 'to' },
  'pledge.enforced': { in: 'active', side: 'to' },
};

/** Each step is taken once and in turn, by its side, and for everything that is pledged. */
function pledgeMoved(live: LiveState, event: EventOfType<PledgeMoved>, violates: Violates): void {
  const { pledge, items } = event.facts;
  const entity = pledgeEntity(pledge);
  const current = live.state(entity);
  if (!current || !isStanding(current)) {
    violates('pledge-not-live', { pledge }, entity);
    return;
  }
  const { in: expected, side } = STEPS[event.type];
  const { from, status } = current;
  if (status !== expected) violates('pledge-status', { status, expected }, entity);
  checkActsFor(live, event, current[side], violates);
  if (!sameSerials(items, current.items)) violates('pledge-items', {}, entity);
  const units = status === 'active' ? 'pledged' : 'offered';
  checkMoved(live, items, { account: from, pledge: { id: pledge, status: units } }, violates);
  // Units that have expired meanwhile can only go back.
  if (event.type === 'pledge.accepted' || event.type === 'pledge.enforced')
    checkValid(live, items, event.at, violates);
}

export const pledgeRules: { [T in PledgeMoved | 'pledge.proposed']: Rules<T> } = {
  'pledge.proposed': pledgeProposed,
  'pledge.accepted': pledgeMoved,
  'pledge.rejected': pledgeMoved,
  'pledge.withdrawn': pledgeMoved,
  'pledge.released': pledgeMoved,
  'pledge.enforced': pledgeMoved,
};
