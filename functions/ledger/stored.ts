/**
 * What the table keeps of an entity beside its state, for the order of the log. Two things about time and order can't be
 * read from versions alone:
 *
 * - `moved`, the instant of the commit that last moved it: whoever builds on it is stamped no earlier, also where clocks
 *   differ or go back.
 * - `readBy`, the latest commit that rested on this version without moving it (an agreement whose shares were divided by, an
 *   offered block that was counted as away). Whoever moves the entity next stands behind that commit in the log. A mark
 *   rests on the mark before it, so one name is enough for all of them.
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
