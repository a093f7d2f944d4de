/**
 * What a decision rests on without moving it, and how the order of the log takes account of that.
 *
 * Entities that a decision moves are ordered by `prev`. An entity that it only saw needs two things more: the
 * commit that made that state stands before the decision in the log (`after`), and any later change of it
 * stands behind (a mark on the entity, see stored.ts). Without the mark, a change that commits after the
 * decision could be stamped before it by another clock, and every audit would find a decision that the state
 * before it doesn't allow.
 */
import { batchEntity, batchOfBlock, type EntityId, type Kind, kindOf } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { Stored, StoredEntities } from './stored.ts';

/** What a decision looked at. */
export interface Loaded {
  entities: StoredEntities;
  /** Entities whose looked-at part never changes: who owns an account, where a plant stands. */
  fixed?: ReadonlySet<string> | undefined;
  /** Commits that moved, used up or expired what the decision found, with their instants. */
  past?: ReadonlyMap<string, string> | undefined;
}

/** What a decision counted besides what it loaded. */
export interface Counted {
  /** Unmoved entities that must be as they were read. Blocks are marked only if named here. */
  kept?: readonly EntityId[];
  /** The part of the loaded `past` that counts; commit() leaves out commits that are in the log already. */
  past?: Iterable<string> | undefined;
}

/** What a commit writes down about its order. */
export interface Basis {
  /** Commits that stand before this one in the log, besides those that its `prev`s name. */
  after: string[];
  /** Entities that the commit rested on and doesn't move, as they were read. */
  kept: Map<EntityId, Stored>;
}

/**
 * Kinds of which no event changes what decisions ask. Names, accounts and batches never change after their
 * birth. An organization keeps the roles and the account it was registered with. A project keeps its parcel,
 * even after the parcel is withdrawn. (The reservation ensures that it wasn't withdrawn before.)
 */
const STEADY: ReadonlySet<Kind | undefined> = new Set<Kind>([
  'account',
  'batch',
  'organization',
  'parcel',
  'uscc',
  'foreign',
  'registration',
  'province',
  'meter',
]);

/**
 * Blocks are left out unless they were counted: of the blocks offered for choice only the moved ones matter.
 * Batches of moved blocks are left out too: a block's `prev`s lead back to the birth of its batch.
 */
export function basisOf(
  { entities, fixed }: Loaded,
  { advances }: RegistryEvent,
  { kept: counted = [], past = [] }: Counted = {},
): Basis {
  const moved = new Set<string>(advances.map(({ entity }) => entity));
  const implied = new Set<string>();
  for (const entity of moved) {
    const batch = batchOfBlock(entity);
    if (batch !== undefined) implied.add(batchEntity(batch));
  }
  const after = new Set<string>(past);
  const kept = new Map<EntityId, Stored>();
  const keep = (entity: string, stored: Stored) => {
    after.add(stored.commit);
    if (stored.readBy !== undefined) after.add(stored.readBy);
    kept.set(entity as EntityId, stored);
  };
  for (const entity of counted) {
    const stored = entities.get(entity);
    if (stored && !moved.has(entity)) keep(entity, stored);
  }
  for (const [entity, stored] of entities) {
    const kind = kindOf(entity);
    if (moved.has(entity)) {
      if (stored.readBy !== undefined) after.add(stored.readBy);
    } else if (kind !== 'block' && !implied.has(entity)) {
      if (STEADY.has(kind) || fixed?.has(entity)) after.add(stored.commit);
      else keep(entity, stored);
    }
  }
  for (const { prev } of advances) if (prev) after.delete(prev);
  return { after: [...after], kept };
}

/** The clock's instant or the latest that the decision saw: no commit is stamped before what it builds on. */
export function instantOf(now: Date, { entities, past }: Loaded): string {
  let latest = now.toISOString();
  for (const at of past?.values() ?? []) if (at > latest) latest = at;
  for (const { moved, readAt } of entities.values()) {
    if (moved > latest) latest = moved;
    if (readAt !== undefined && readAt > latest) latest = readAt;
  }
  return latest;
}
