/** The parties sign in turn: the seller by proposing a version, then the buyers in order. Any may decline. */
import type { Context, Draft } from '../ledger/decision.ts';
import { contractEntity, type Entities, facilityEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { isContractParty, signatories } from './contract.ts';
import { regulationFault } from './contract-terms.ts';
import type { ContractState } from './states.ts';

export interface SignContract {
  contract: string;
  version: number;
}

/** The party whose turn it is to sign the pending version; undefined if none is pending. */
export function turnOf(state: Pick<ContractState, 'seller' | 'buyers' | 'pending'>): string | undefined {
  const { pending } = state;
  return pending && signatories(state)[pending.signed.length];
}

/**
 * A buyer's signature; the last one puts the version in force. `entities` holds the contract, and of
 * 工业园区绿色供电 the facility. Rejections in order: not-found (also for strangers), contract-not-pending,
 * already-signed, not-your-turn, amendment-of-settled-month (settled since the proposal: what a settlement
 * rests on stays), storage-too-small (taken away since the proposal).
 */
export function decideSignContract(
  entities: Entities,
  { contract, version }: SignContract,
  { org }: Context,
): Draft<'contract.signed'> | Rejection {
  const found = pendingContract(entities, { contract, version }, org);
  if ('rejected' in found) return found;
  const { signed, from } = found.pending;
  if (signed.includes(org)) return reject('already-signed', undefined, { version });
  const turn = turnOf(found)!;
  if (turn !== org) return reject('not-your-turn', undefined, { turn });
  const { settledThrough } = found;
  if (settledThrough !== undefined && from <= settledThrough)
    return reject('amendment-of-settled-month', '/version', { from, settledThrough });
  const plant = read(entities, facilityEntity(found.facility))?.state;
  const small = plant && regulationFault(found.kind, plant, found.pending);
  if (small) return { ...small, pointer: '/version' };
  const inForce = signed.length + 1 === signatories(found).length;
  return {
    type: 'contract.signed',
    facts: { contract, version, inForce },
    advances: [contractEntity(contract)],
  };
}

/**
 * A party refuses a version, or the seller takes it back. Signed parties may refuse until all have signed.
 * `entities` holds the contract. Rejections in order: not-found (also for strangers), contract-not-pending.
 */
export function decideDeclineContract(
  entities: Entities,
  { reason, ...signing }: SignContract & { reason: string },
  { org }: Context,
): Draft<'contract.declined'> | Rejection {
  const found = pendingContract(entities, signing, org);
  if ('rejected' in found) return found;
  return {
    type: 'contract.declined',
    facts: { ...signing, reason },
    advances: [contractEntity(signing.contract)],
  };
}

function pendingContract(
  entities: Entities,
  { contract, version }: SignContract,
  org: string,
): (ContractState & Required<Pick<ContractState, 'pending'>>) | Rejection {
  const current = read(entities, contractEntity(contract))?.state;
  if (!current || !isContractParty(current, org)) return reject('not-found', undefined, { contract });
  const { pending } = current;
  if (pending?.version === version) return { ...current, pending };
  return reject('contract-not-pending', '/version', {
    version,
    ...(pending && { pending: pending.version }),
  });
}
