/** The commits in which entities were born, found along their own histories. */
import { type EntityId, read } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { LedgerReads } from '../ledger/reads.ts';

/**
 * For each entity that exists, the commit that made it. A history is walked one commit at a time, so this is
 * for entities that few commits move: organizations, contracts (one for each month that is settled).
 */
export async function birthsOf(reads: LedgerReads, entities: readonly EntityId[]): Promise<string[]> {
  const found = await reads.entities([...new Set(entities)]);
  const born = [...new Set(entities)].flatMap((entity) => {
    const newest = read(found, entity)?.commit;
    return newest === undefined ? [] : [birthOf(reads, entity, newest)];
  });
  return Promise.all(born);
}

async function birthOf(reads: LedgerReads, entity: EntityId, newest: string): Promise<string> {
  for (let id = newest; ; ) {
    const record = await reads.commit(id);
    if (!record) throw new Error(`commit ${id} of ${entity} does not exist`);
    const { advances } = JSON.parse(record.leaf) as RegistryEvent;
    const prev = advances.find((each) => each.entity === entity)?.prev;
    if (prev === undefined) return id;
    id = prev;
  }
}
