/**
 * Entities that no event advances after their birth: accounts and batches. A state read once stays true, so a
 * warm function spares the read. Whoever adds an event that advances one of these kinds must take the kind
 * out of the list.
 */
import { type Entity, type EntityId, type Kind, kindOf } from '../../shared/ledger/entity.ts';
import type { LedgerReads } from './reads.ts';
import type { Stored } from './stored.ts';

const UNCHANGING: ReadonlySet<Kind | undefined> = new Set<Kind>(['account', 'batch']);
/** Some megabytes at most; then the memory is emptied. */
const REMEMBERED_MAX = 10_000;

const remembered = new WeakMap<LedgerReads, Map<EntityId, Stored>>();

/** Like `reads.entities`, without reading known entities that can't change. Absence isn't remembered. */
export async function recall(reads: LedgerReads, ids: readonly EntityId[]): Promise<Map<EntityId, Stored>> {
  const known = knownTo(reads);
  const found = new Map<EntityId, Stored>();
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

/** Remembers what a commit of that instant gave birth to, where it can't change. */
export function remember(reads: LedgerReads, born: ReadonlyMap<EntityId, Entity>, at: string): void {
  const known = knownTo(reads);
  for (const [id, { version, commit, state }] of born)
    if (UNCHANGING.has(kindOf(id))) known.set(id, { version, commit, state, moved: at });
}

function knownTo(reads: LedgerReads): Map<EntityId, Stored> {
  const known = remembered.get(reads);
  if (known && known.size < REMEMBERED_MAX) return known;
  const fresh = new Map<EntityId, Stored>();
  remembered.set(reads, fresh);
  return fresh;
}
