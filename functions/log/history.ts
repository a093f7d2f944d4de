/** The history of an entity: the commits that moved it, found along their leaves. */
import { type EntityId, read } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { LedgerReads } from '../ledger/reads.ts';

/**
 * The entity's commits with their events, from `newest` back to its birth. One is read at a time, so this is
 * for entities that few commits move: organizations (a thousand changes of keys at most), statements,
 * contracts (one for each month that is settled). @throws Error where a commit is missing
 */
export async function* historyOf(
  reads: LedgerReads,
  entity: EntityId,
  newest: string | undefined,
): AsyncGenerator<{ record: CommitRecord; event: RegistryEvent }> {
  for (let id = newest; id !== undefined; ) {
    const record = await reads.commit(id);
    if (!record) throw new Error(`commit ${id} of ${entity} does not exist`);
    const event = JSON.parse(record.leaf) as RegistryEvent;
    yield { record, event };
    id = event.advances.find((each) => each.entity === entity)?.prev;
  }
}

/** For each entity that exists, the commit that made it. */
export async function birthsOf(reads: LedgerReads, entities: readonly EntityId[]): Promise<string[]> {
  const ids = [...new Set(entities)];
  const found = await reads.entities(ids);
  const born = ids.map(async (entity) => {
    let first: string | undefined;
    for await (const { record } of historyOf(reads, entity, read(found, entity)?.commit)) first = record.id;
    return first;
  });
  return (await Promise.all(born)).flatMap((commit) => commit ?? []);
}
