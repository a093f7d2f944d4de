/** Imported supply contracts: each once, delivered out of the seller's account, of what was issued for it alone. */
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
import type { Report } from '../../violation.ts';
import { checkAccount } from '../log/authority.ts';
import { checkBorn, checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { checkMoved, checkQuantity } from '../units/movement.ts';

const supplyImported: Rules<'supply.imported'> = (live, { id, facts }, report) => {
  const { supply, seller, account, instrument, signedOn, deliverBy, origin } = facts;
  checkBorn(live, 'c', supply, id, supplyEntity(supply), report);
  const organization = live.state(organizationEntity(seller));
  if (!organization) report('organization-unknown', { organization: seller });
  else if (organization.account !== account)
    report('supply-account', { account, expected: organization.account });
  const row = instrumentRow(instrument);
  if (row.origin !== 'facility' || !row.importOnly) report('supply-instrument', { instrument });
  if (deliverBy < signedOn) report('supply-days', { signedOn, deliverBy });
  checkNameFree(live, registrationEntity(instrument, origin.code), report);
};

const supplyDelivered: Rules<'supply.delivered'> = (live, { facts }, report) => {
  const { supply, from, to, items, quantity } = facts;
  const contract = supplyOf(live, supply, report);
  if (contract) {
    const { account, issued, delivered } = contract;
    if (from !== account) report('supply-account', { account: from, expected: account });
    if (delivered + quantity > issued)
      report('supply-over-delivered', { quantity, delivered, issued }, supplyEntity(supply));
  }
  checkReceiver(live, from, to, report);
  for (const { batch } of items) {
    const state = live.state(batchEntity(batch));
    if (state?.supply !== supply) report('supply-batch', { batch, supply }, batchEntity(batch));
  }
  checkMoved(live, items, { account: from }, report);
  checkQuantity(quantity, items, report);
};

function checkReceiver(live: LiveState, from: string, to: string, report: Report): void {
  checkAccount(live, to, report);
  if (from === to) report('transfer-to-self');
  const receiver = live.state(accountEntity(to));
  if (receiver?.buffer) report('buffer-account', { account: to }, accountEntity(to));
  if (receiver?.province) report('supply-to-province', { account: to }, accountEntity(to));
}

/** The contract as it stands; one that was never imported is reported. */
export function supplyOf(live: LiveState, supply: string, report: Report): SupplyState | undefined {
  const state = live.state(supplyEntity(supply));
  if (!state) report('supply-unknown', { supply });
  return state;
}

export const supplyRules: { [T in 'supply.imported' | 'supply.delivered']: Rules<T> } = {
  'supply.imported': supplyImported,
  'supply.delivered': supplyDelivered,
};
