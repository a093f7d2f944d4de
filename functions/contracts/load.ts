/** Contracts as the endpoints find them. */
import * as z from 'zod';
import { ContractId } from '../../shared/base/field.ts';
import { contractEntity, type EntityId, facilityEntity, read } from '../../shared/ledger/entity.ts';
import type { ContractKind } from '../../shared/power/facts-contract.ts';
import { byId } from '../http/require-entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { isSideOf } from '../views/contract.ts';

export const ContractPath = z.strictObject({ id: ContractId });

/** The contract that a path's `id` names; throws `not-found` also to a stranger. */
export const findContract = byId(contractEntity, isSideOf);

/** The contract with its facility; of some kinds only, where those are given. */
export async function loadWithFacility(
  reads: LedgerReads,
  id: string,
  kinds?: readonly ContractKind[],
): Promise<Map<EntityId, Stored>> {
  const contract = contractEntity(id);
  const entities = await reads.entities([contract]);
  const state = read(entities, contract)?.state;
  if (state && (!kinds || kinds.includes(state.kind)))
    addTo(entities, await reads.entities([facilityEntity(state.facility)]));
  return entities;
}
