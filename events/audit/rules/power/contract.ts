/** DOMAIN §3: power-purchase agreements, their versions, and the signatures of the parties in turn. */

import { addMonths } from '../../../../shared/base/month.ts';
import { contractEntity, facilityEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { ContractState } from '../../../../shared/power/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { checkAmendment, checkSides } from './contract-sides.ts';
import { checkContractTerms } from './contract-terms.ts';
import { checkStorage } from './park-supply.ts';

export const contractOf = (live: LiveState, contract: string): ContractState | undefined =>
  live.state(contractEntity(contract));

const contractProposed: Rules<'contract.proposed'> = (live, event, violates) => {
  const { contract, version } = event.facts;
  const entity = contractEntity(contract);
  const current = contractOf(live, contract);
  if (version === 1) checkBorn(live, 'c', contract, event.id, entity, violates);
  else if (!current) violates('contract-unknown', { contract }, entity);
  if (!event.sealed) violates('contract-unsealed', {}, entity);
  if (current) checkAmendment(current, event, violates);
  const facility = checkSides(live, event, violates);
  checkContractTerms(event, facility, current, violates);
};

/** Seller first, then the buyers; an organization that is both signs once. */
function orderOf({ seller, buyers }: ContractState): string[] {
  const order = [seller];
  for (const { organization } of buyers) if (!order.includes(organization)) order.push(organization);
  return order;
}

/** The contract, if the event names the pending version and the organization is a party. */
function checkWaiting(
  live: LiveState,
  { by, facts }: EventOfType<'contract.signed' | 'contract.declined'>,
  violates: Violates,
): (ContractState & Required<Pick<ContractState, 'pending'>>) | undefined {
  const { contract, version } = facts;
  const entity = contractEntity(contract);
  const current = contractOf(live, contract);
  if (current?.pending?.version !== version) {
    violates('contract-not-pending', { version, pending: current?.pending?.version }, entity);
    return undefined;
  }
  if (!orderOf(current).includes(by.org)) violates('contract-party', { org: by.org }, entity);
  return { ...current, pending: current.pending };
}

const contractSigned: Rules<'contract.signed'> = (live, event, violates) => {
  const current = checkWaiting(live, event, violates);
  if (!current) return;
  const { contract, inForce } = event.facts;
  const entity = contractEntity(contract);
  const order = orderOf(current);
  const { signed, from } = current.pending;
  const turn = order[signed.length];
  if (turn !== event.by.org) violates('contract-turn', { org: event.by.org, turn }, entity);
  const missing = order.length - signed.length - 1;
  if (inForce !== (missing === 0)) violates('contract-in-force', { missing }, entity);
  const plant = live.state(facilityEntity(current.facility));
  checkStorage(contract, current, current.pending, plant, violates);
  const { settledThrough = '' } = current;
  if (from <= settledThrough)
    violates('contract-backwards', { from, earliest: addMonths(settledThrough, 1) }, entity);
};

export const contractRules: {
  [T in 'contract.proposed' | 'contract.signed' | 'contract.declined']: Rules<T>;
} = {
  'contract.proposed': contractProposed,
  'contract.signed': contractSigned,
  'contract.declined': (live, event, violates) => {
    checkWaiting(live, event, violates);
  },
};
