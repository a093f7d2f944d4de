/**
 * What a decision rests on without moving it, and how the order of the log comes to know.
 *
 * What it moves is ordered by `prev`. What it only saw needs two things more: the commit that made what it saw stands before
 * it (`after`), and whatever changes it later stands behind it (a mark on the entity, see stored.ts). Without the second a
 * change that commits after the decision could be stamped before it, by another clock, and every audit would find a
 * decision that the state before it doesn't allow.
 */
import { batchEntity, batchOfBlock, type EntityId, type Kind, kindOf } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { Stored, StoredEntities } from './stored.ts';

/** What a decision looked at. */
export interface Loaded {
  entities: StoredEntities;
  /** Entities of which it looks at nothing that can still change: who owns an account, where a plant stands. */
  fixed?: ReadonlySet<string> | undefined;
  /** Commits of what it found moved away, used up or expired, with their instants. */
  past?: ReadonlyMap<string, string> | undefined;
}

/** What a decision counted besides. */
export interface Counted {
  /** Entities that must be as they were read, and that it doesn't move: among them blocks, which are no mark's matter otherwise. */
  kept?: readonly EntityId[];
  /** Of the loaded `past` what counts; commit() leaves out those that are in the log already. */
  past?: Iterable<string> | undefined;
}

/** What a commit writes down about its order. */
export interface Basis {
  /** Commits that stand before it in the log, besides those that its `prev`s name. */
  after: string[];
  /** What it rested on and doesn't move, as it was read. */
  kept: Map<EntityId, Stored>;
}

/**
 * Kinds that nothing changes of what decisions ask: names and accounts never change after their birth, batches neither; an
 * organization's roles and account are those that it was registered with; a parcel that a project has it keeps, also
 * when it is withdrawn. (That it wasn't before the project took it, the reservation sees to itself.)
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
 * Blocks are left out unless they were counted: of those that were offered for choice only the moved ones matter. So are
 * the batches of moved blocks: by its `prev`s a block's history leads back to the birth of its batch.
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

/** The clock's instant, or the latest that the decision saw: a commit is never stamped before what it builds on. */
export function instantOf(now: Date, { entities, past }: Loaded): string {
  let latest = now.toISOString();
  for (const at of past?.values() ?? []) if (at > latest) latest = at;
  for (const { moved, readAt } of entities.values()) {
    if (moved > latest) latest = moved;
    if (readAt !== undefined && readAt > latest) latest = readAt;
  }
  return latest;
}
