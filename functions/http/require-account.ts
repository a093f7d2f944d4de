import { accountEntity } from '../../shared/ledger/entity.ts';
import type { Grant, Identity } from '../../shared/ledger/role.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { Problem } from './problem.ts';
import { requireEntity } from './require-entity.ts';

/**
 * Supervision sees every account, a holder its own; an account that doesn't exist is nobody's. Throws
 * not-found, forbidden.
 */
export async function requireAccount(
  reads: LedgerReads,
  id: string,
  identity: Identity,
  grant: Grant,
): Promise<void> {
  const { state } = await requireEntity(reads, accountEntity(id));
  if (grant.scope === 'own' && state.organization !== identity.org) throw new Problem('forbidden');
}
