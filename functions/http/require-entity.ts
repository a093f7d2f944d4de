import { type Entity, type EntityId, read, type StateOf } from '../../shared/ledger/entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { Problem } from './problem.ts';

/** The entity named by a path's `id`, strongly consistent. Throws `not-found` where there is none. */
export async function requireEntity<I extends EntityId>(
  reads: LedgerReads,
  id: I,
): Promise<Entity<StateOf<I>>> {
  const found = read(await reads.entities([id]), id);
  if (!found) throw new Problem('not-found', [{ parameter: 'id', detail: id.slice(id.indexOf(':') + 1) }]);
  return found;
}
