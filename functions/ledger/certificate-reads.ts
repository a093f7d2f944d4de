/** Reads of certificates by what they were generated of: records of generation, batches' live blocks. */
import type { Period } from '../../shared/base/day.ts';
import { monthOf } from '../../shared/base/month.ts';
import { batchEntity, type EntityId, facilityEntity, type StateByKind } from '../../shared/ledger/entity.ts';
import { type BlockState, TERMINAL } from '../../shared/units/states.ts';
import { generationList, monthSortKey, monthsPartition } from './keys.ts';
import { type LedgerReads, pagesOf } from './reads.ts';
import { addTo, type EntityItem, type Stored, storedOf } from './stored.ts';

export type GenerationRecord = Stored<StateByKind['generation']>;

/** Records and blocks read at a time. */
const PAGE_ITEMS = 200;
/** Batches whose blocks are read at the same time. */
const BATCHES_AT_ONCE = 16;

/**
 * All facilities' records of a month, by facility. The index, possibly some seconds old, lists the records;
 * their content is read from the table itself.
 */
export async function generationOfMonth(reads: LedgerReads, month: string): Promise<GenerationRecord[]> {
  const records: GenerationRecord[] = [];
  const list = generationList(month);
  const pages = pagesOf((cursor) => reads.list<StateByKind['generation']>(list, PAGE_ITEMS, cursor));
  for await (const page of pages) {
    const found = await reads.entities(page.items.map(({ entity }) => entity));
    records.push(...([...found.values()] as GenerationRecord[]));
  }
  return records.sort((a, b) => (a.state.facility < b.state.facility ? -1 : 1));
}

/** A facility's records from month to month, both included, in that order; strongly consistent. */
async function generationOfFacility(
  reads: LedgerReads,
  facility: string,
  { from, to }: { from: string; to: string },
): Promise<GenerationRecord[]> {
  const pk = monthsPartition('generation', facility);
  const query = {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':pk': pk,
      ':first': monthSortKey(from),
      // After the month comes a slash and the kind of energy.
      ':last': monthSortKey(`${to}0`),
    },
    ConsistentRead: true,
  };
  const records: GenerationRecord[] = [];
  const pages = pagesOf((cursor) => reads.page<StateByKind['generation']>(query, pk, PAGE_ITEMS, cursor));
  for await (const page of pages) records.push(...page.items.map(storedOf));
  return records;
}

/** A batch's blocks, in order of serials; strongly consistent, page by page. */
export async function* blocksOf(reads: LedgerReads, batch: string): AsyncGenerator<EntityItem<BlockState>> {
  const pages = pagesOf((cursor) => reads.blocksOfBatch(batch, PAGE_ITEMS, cursor));
  for await (const page of pages) yield* page.items;
}

export const isLive = ({ state }: EntityItem<BlockState>): boolean => !TERMINAL.has(state.status);

/**
 * What decisions about a facility's certificates look at, strongly consistent: the facility first, then the
 * batches and live blocks of the months that the period touches. Any issuance meanwhile has moved the
 * facility. `past` has the commits that last moved any of the blocks, including used-up ones.
 */
export async function certificatesOf(
  reads: LedgerReads,
  facility: string,
  period: Period,
): Promise<{ entities: Map<EntityId, Stored>; past: Map<string, string> }> {
  const past = new Map<string, string>();
  const entities = await reads.entities([facilityEntity(facility)]);
  const months = { from: monthOf(period.from), to: monthOf(period.to) };
  const records = await generationOfFacility(reads, facility, months);
  const batches = records.flatMap(({ state }) => state.batches);
  addTo(entities, await reads.entities(batches.map(batchEntity)));
  for (let start = 0; start < batches.length; start += BATCHES_AT_ONCE) {
    const some = batches.slice(start, start + BATCHES_AT_ONCE);
    const add = async (batch: string) => {
      for await (const block of blocksOf(reads, batch)) {
        past.set(block.commit, block.moved);
        if (isLive(block)) entities.set(block.entity, storedOf(block));
      }
    };
    await Promise.all(some.map(add));
  }
  return { entities, past };
}
