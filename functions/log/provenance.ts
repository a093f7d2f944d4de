/**
 * Provenance: from the last commit of one serial back to its issuance, along the commits in which that serial
 * changed hands or status. Its length depends on the serial's own history, not on the size of the registry.
 */

import { blockEntity } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { Movement } from '../../shared/units/facts.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { LedgerReads } from '../ledger/reads.ts';

export interface Step {
  event: RegistryEvent;
  seq?: number;
}

/** Longer than any real history; a walk that doesn't end means a broken log. */
const STEPS_MAX = 10_000;

/** The steps, newest first. `since` comes from the serial's block. Throws where the chain is broken. */
export async function walk(
  reads: LedgerReads,
  batch: string,
  serial: number,
  since: string,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (let id: string | undefined = since; id; ) {
    if (steps.length >= STEPS_MAX) throw new Error(`the provenance of ${batch}/${serial} does not end`);
    const record: CommitRecord | undefined = await reads.commit(id);
    if (!record) throw new Error(`commit ${id} in the provenance of ${batch}/${serial} does not exist`);
    const event = JSON.parse(record.leaf) as RegistryEvent;
    steps.push({ event, ...(record.seq !== undefined && { seq: record.seq }) });
    id = before(event, batch, serial);
  }
  return steps;
}

/** The batch that an event created, if any. */
function bornIn({ type, facts }: RegistryEvent): string | undefined {
  if (type === 'units.issued' || type === 'generation.imported') return facts.batch;
  return type === 'generation.confirmed' ? facts.issued?.batch : undefined;
}

/** The movements of an event; a settlement has them by buyer. */
function movedBy({ id, type, facts }: RegistryEvent): readonly Movement[] {
  if (type === 'contract.settled') return facts.deliveries.flatMap(({ items = [] }) => items);
  const items = 'items' in facts ? facts.items : undefined;
  if (!items) throw new Error(`${type} ${id} moves no units`);
  return items;
}

/** The serial's previous commit: named by its range, or the `prev` of the block that it was cut from. */
function before(event: RegistryEvent, batch: string, serial: number): string | undefined {
  if (bornIn(event) === batch) return undefined;
  for (const item of movedBy(event)) {
    if (item.batch !== batch) continue;
    for (const { from, to, block, since } of item.ranges) {
      if (serial < from || serial > to) continue;
      const parent = blockEntity(batch, block ?? from);
      const prev = since ?? event.advances.find(({ entity }) => entity === parent)?.prev;
      if (!prev) throw new Error(`${event.type} ${event.id} does not say where ${batch}/${serial} came from`);
      return prev;
    }
  }
  throw new Error(`${event.type} ${event.id} does not move ${batch}/${serial}`);
}
