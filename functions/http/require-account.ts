import { accountEntity } from '../../shared/ledger/entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { Problem } from './problem.ts';
import { type Asked, requireEntity } from './require-entity.ts';

/**
 * The account that a path's `id` names. Supervision sees every account, a holder its own; an account that
 * doesn't exist is nobody's. Throws `not-found`, `forbidden`.
 */
export async function requireAccount({ path, identity, grant }: Asked, { reads }: { reads: LedgerReads }) {
  const found = await requireEntity(reads, accountEntity(path.id));
  if (grant.scope === 'own' && found.state.organization !== identity.org) throw new Problem('forbidden');
  return found;
}
