import { type Entity, type EntityId, type Kind, read, type StateByKind } from '../../shared/ledger/entity.ts';
import { theWorld } from '../world.ts';
import { Problem } from './problem.ts';

/** The entity that a path's `id` names, strongly consistent. Throws `not-found` where there is none. */
export async function requireEntity<K extends Kind>(kind: K, id: EntityId): Promise<Entity<StateByKind[K]>> {
  const found = read(await theWorld().reads.entities([id]), kind, id);
  if (!found) throw new Problem('not-found', [{ parameter: 'id', detail: id.slice(kind.length + 1) }]);
  return found;
}
