import { type Entity, type EntityId, keyOf, read, type StateOf } from '../../shared/ledger/entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { recall } from '../ledger/remembered.ts';
import type { Request } from './endpoint.ts';
import { Problem } from './problem.ts';

/** An entity with its id. */
export type Found<I extends EntityId = EntityId> = Entity<StateOf<I>> & { entity: I };

/** The entity named by a path's `id`, strongly consistent. Throws `not-found` where there is none. */
export async function requireEntity<I extends EntityId>(reads: LedgerReads, entity: I): Promise<Found<I>> {
  const found = read(await recall(reads, [entity]), entity);
  if (!found) throw notFound(keyOf(entity));
  return { entity, ...found };
}

/** What a path's `id` or another parameter names isn't there, or is hidden from the caller. */
export const notFound = (detail: string, parameter = 'id'): Problem =>
  new Problem('not-found', [{ parameter, detail }]);

/** What tells which entity is asked for, and by whom. */
export type Asked = Pick<Request<unknown, { id: string }>, 'path' | 'identity' | 'grant'>;

/**
 * Finds the entity that a path's `id` names. Where `isOwn` is given, a caller that sees only its own finds no
 * other: a stranger learns not even that the entity exists. The finder throws `not-found`.
 */
export const byId =
  <I extends EntityId>(
    entity: (id: string) => I,
    isOwn?: (state: StateOf<I>, organization: string) => boolean,
  ) =>
  async ({ path, identity, grant }: Asked, { reads }: { reads: LedgerReads }): Promise<Found<I>> => {
    const found = await requireEntity(reads, entity(path.id));
    if (isOwn && grant.scope === 'own' && !isOwn(found.state, identity.org)) throw notFound(path.id);
    return found;
  };

/** Shows an entity by a view of its key, version and state. */
export const entityView =
  <S>(view: (id: string, version: number, state: S) => object) =>
  ({ entity, version, state }: { entity: EntityId; version: number; state: S }): object =>
    view(keyOf(entity), version, state);
