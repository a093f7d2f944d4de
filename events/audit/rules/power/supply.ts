/**
 * Imported supply contracts: each once, delivered from the seller's account, out of units
 * issued for it alone.
 */
import {
  accountEntity,
  batchEntity,
  organizationEntity,
  registrationEntity,
  supplyEntity,
} from '../../../../shared/ledger/entity.ts';
import type { SupplyState } from '../../../../shared/power/states.ts';
import { instrumentRow } from '../../../../shared/units/instrument.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkAccount } from '../log/authority.ts';
import { checkBorn, checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { checkMoved, checkQuantity } from '../units/movement.ts';

const supplyImported: Rules<'supply.imported'> = (live, { id, facts }, violates) => {
  const { supply, seller, account, instrument, signedOn, deliverBy, origin } = facts;
  checkBorn(live, 'c', supply, id, supplyEntity(supply), violates);
  const organization = live.state(organizationEntity(seller));
  if (!organization) violates('organization-unknown', { organization: seller });
  else if (organization.account !== account)
    violates('supply-account', { account, expected: organization.account });
  const row = instrumentRow(instrument);
  if (row.origin !== 'facility' || !row.importOnly) violates('supply-instrument', { instrument });
  if (deliverBy < signedOn) violates('supply-days', { signedOn, deliverBy });
  checkNameFree(live, registrationEntity(instrument, origin.code), violates);
};

const supplyDelivered: Rules<'supply.delivered'> = (live, { facts }, violates) => {
  const { supply, from, to, items, quantity } = facts;
  const contract = supplyOf(live, supply, violates);
  if (contract) {
    const { account, issued, delivered } = contract;
    if (from !== account) violates('supply-account', { account: from, expected: account });
    if (delivered + quantity > issued)
      violates('supply-over-delivered', { quantity, delivered, issued }, supplyEntity(supply));
  }
  checkReceiver(live, from, to, violates);
  for (const { batch } of items) {
    const state = live.state(batchEntity(batch));
    if (state?.supply !== supply) violates('supply-batch', { batch, supply }, batchEntity(batch));
  }
  checkMoved(live, items, { account: from }, violates);
  checkQuantity(quantity, items, violates);
};

function checkReceiver(live: LiveState, from: string, to: string, violates: Violates): void {
  checkAccount(live, to, violates);
  if (from === to) violates('transfer-to-self');
  const receiver = live.state(accountEntity(to));
  if (receiver?.buffer) violates('buffer-account', { account: to }, accountEntity(to));
  if (receiver?.province) violates('supply-to-province', { account: to }, accountEntity(to));
}

/** The contract's current state; one that was never imported is reported. */
export function supplyOf(live: LiveState, supply: string, violates: Violates): SupplyState | undefined {
  const state = live.state(supplyEntity(supply));
  if (!state) violates('supply-unknown', { supply });
  return state;
}

export const supplyRules: { [T in 'supply.imported' | 'supply.delivered']: Rules<T> } = {
  'supply.imported': supplyImported,
  'supply.delivered': supplyDelivered,
};
