/**
 * What the table keeps of an entity beside its state, for the order of the log. Versions alone don't tell two
 * things about time and order:
 *
 * - `moved`, the instant of the commit that last moved the entity: a commit that builds on it is stamped no
 * earlier, even where clocks differ or go back.
 * - `readBy`, the latest commit that rested on this version without moving it (an agreement by whose shares
 * an amount was divided, an offered block that was counted as away). The commit that moves the entity next
 * stands behind that one in the log. Each mark rests on the mark before it, so one name suffices for all.
 */
import type { Entity, EntityId, EntityState } from '../../shared/ledger/entity.ts';

/** An entity as the table has it. */
export interface Stored<S = EntityState> extends Entity<S> {
  /** RFC 3339. */
  moved: string;
  readBy?: string;
  /** Instant of the commit `readBy`. */
  readAt?: string;
}

/** An entity's item, as far as it is read. */
export interface EntityItem<S = EntityState> extends Stored<S> {
  entity: EntityId;
}

/** Without keys and index attributes. */
export function storedOf<S>({ version, commit, state, moved, readBy, readAt }: Stored<S>): Stored<S> {
  return { version, commit, state, moved, ...(readBy !== undefined && { readBy, readAt: readAt! }) };
}

export type StoredEntities = ReadonlyMap<string, Stored>;

/** Adds to the entities that are loaded what was found besides them. */
export function addTo(
  entities: Map<EntityId, Stored>,
  found: Iterable<readonly [EntityId, Stored]>,
): Map<EntityId, Stored> {
  for (const [id, entity] of found) entities.set(id, entity);
  return entities;
}
