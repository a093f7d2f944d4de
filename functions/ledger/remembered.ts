/**
 * Entities that no event advances after their birth: accounts and batches. What was read once stays true, so a warm
 * function spares the read. An event that advances one of these kinds must take it out of the list.
 */
import { type Entity, type EntityId, type Kind, kindOf } from '../../shared/entity.ts';
import type { LedgerReads } from './reads.ts';

const UNCHANGING: ReadonlySet<Kind | undefined> = new Set<Kind>(['account', 'batch']);
/** Some megabytes at most; then it starts over. */
const REMEMBERED_MAX = 10_000;

const remembered = new WeakMap<LedgerReads, Map<EntityId, Entity>>();

/** Like `reads.entities`, sparing the read of what is known and can't have changed. Absence is never remembered. */
export async function recall(reads: LedgerReads, ids: readonly EntityId[]): Promise<Map<EntityId, Entity>> {
  const known = knownTo(reads);
  const found = new Map<EntityId, Entity>();
  const wanted: EntityId[] = [];
  for (const id of ids) {
    const entity = known.get(id);
    if (entity) found.set(id, entity);
    else wanted.push(id);
  }
  if (wanted.length === 0) return found;
  for (const [id, entity] of await reads.entities(wanted)) {
    found.set(id, entity);
    if (UNCHANGING.has(kindOf(id))) known.set(id, entity);
  }
  return found;
}

function knownTo(reads: LedgerReads): Map<EntityId, Entity> {
  const known = remembered.get(reads);
  if (known && known.size < REMEMBERED_MAX) return known;
  const fresh = new Map<EntityId, Entity>();
  remembered.set(reads, fresh);
  return fresh;
}
