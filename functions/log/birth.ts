/** The commits in which entities were born, found along their own histories. */
import { type EntityId, read } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
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

const birthOf = async (reads: LedgerReads, entity: EntityId, newest: string): Promise<string> =>
  (await commitBackFrom(reads, entity, newest, ({ advances }) =>
    advances.every((each) => each.entity !== entity || each.prev === undefined),
  ))!;

/** Walks back along the entity's history to the newest commit that is the one; undefined where none is. */
export async function commitBackFrom(
  reads: LedgerReads,
  entity: EntityId,
  newest: string,
  isTheOne: (event: RegistryEvent) => boolean,
): Promise<string | undefined> {
  for (let id: string | undefined = newest; id !== undefined; ) {
    const record: CommitRecord | undefined = await reads.commit(id);
    if (!record) throw new Error(`commit ${id} of ${entity} does not exist`);
    const event = JSON.parse(record.leaf) as RegistryEvent;
    if (isTheOne(event)) return id;
    id = event.advances.find((each) => each.entity === entity)?.prev;
  }
  return undefined;
}
