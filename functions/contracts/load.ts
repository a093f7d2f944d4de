/** Contracts as the endpoints load them: whole, or not found for an organization that has no part in them. */
import * as z from 'zod';
import { ContractId } from '../../shared/base/field.ts';
import { contractEntity, type Entity } from '../../shared/ledger/entity.ts';
import type { Grant, Identity } from '../../shared/ledger/role.ts';
import type { ContractState } from '../../shared/power/states.ts';
import { Problem } from '../http/problem.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { isSideOf } from '../views/contract.ts';

export const ContractPath = z.strictObject({ id: ContractId });

/** @throws Problem `not-found`, also to a stranger, who must not learn that the contract exists */
export async function requireContract(
  reads: LedgerReads,
  id: string,
  identity: Identity,
  grant: Grant,
): Promise<Entity<ContractState>> {
  const found = await requireEntity(reads, contractEntity(id));
  if (grant.scope === 'own' && !isSideOf(found.state, identity.org))
    throw new Problem('not-found', [{ parameter: 'id', detail: id }]);
  return found;
}
