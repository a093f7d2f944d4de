/** Where units came from: the issuance of each batch, and the registration of each project or facility. */
import { batchEntity, facilityEntity, projectEntity, read } from '../../shared/ledger/entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';

/** The commits behind the batches, each once. */
export async function originCommits(reads: LedgerReads, batchIds: readonly string[]): Promise<string[]> {
  const found = await reads.entities(batchIds.map(batchEntity));
  const batches = batchIds.flatMap((id) => read(found, batchEntity(id)) ?? []);
  const from = batches.map(({ state: { project, facility } }) =>
    project === undefined ? facilityEntity(facility ?? '') : projectEntity(project),
  );
  const origins = await reads.entities([...new Set(from)]);
  const registered = from.flatMap((id) => read(origins, id)?.state.registered ?? []);
  return [...new Set([...batches.map(({ commit }) => commit), ...registered])];
}
