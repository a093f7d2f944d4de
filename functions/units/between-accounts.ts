import { accountEntity, type EntityId, read, type StateOf } from '../../shared/ledger/entity.ts';
import { type Asked, type Found, notFound, requireEntity } from '../http/require-entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { recall } from '../ledger/remembered.ts';

/**
 * Finds the transfer or pledge that a path's `id` names, with the organizations on its two sides. A stranger
 * learns not even that it exists: that is the sides' affair. The finder throws `not-found`.
 */
export const betweenAccounts =
  <I extends EntityId<'transfer'> | EntityId<'pledge'>>(entity: (id: string) => I) =>
  async (
    { path, identity, grant }: Asked,
    { reads }: { reads: LedgerReads },
  ): Promise<Found<I> & { owners: string[] }> => {
    const found = await requireEntity(reads, entity(path.id));
    const { from, to }: StateOf<EntityId<'transfer'> | EntityId<'pledge'>> = found.state;
    const sides = [accountEntity(from), accountEntity(to)];
    const accounts = await recall(reads, sides);
    const owners = sides.flatMap((side) => read(accounts, side)?.state.organization ?? []);
    if (grant.scope === 'own' && !owners.includes(identity.org)) throw notFound(path.id);
    return { ...found, owners };
  };
