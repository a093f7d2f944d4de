/**
 * Reads of an account's blocks, from their index: possibly some milliseconds old. They lie there by status,
 * then batch, then serial, so both are asked for by key.
 */
import { batchEntity, read } from '../../shared/ledger/entity.ts';
import { quantityOf } from '../../shared/units/block.ts';
import type { InstrumentCode } from '../../shared/units/instrument.ts';
import { BLOCK_STATUSES, type BlockState, type BlockStatus } from '../../shared/units/states.ts';
import { holdingPrefix } from './keys.ts';
import { decodeCursor, type LedgerReads, type Listed, type Page, pagesOf } from './reads.ts';
import { recall } from './remembered.ts';
import { cursorBehind, pageOf, thinned } from './thinned.ts';

/** Which blocks of an account are asked for; all where nothing is said. */
export interface WantedBlocks {
  /** In ascending order. */
  statuses?: readonly BlockStatus[] | undefined;
  batch?: string | undefined;
}

const ALL: readonly BlockStatus[] = BLOCK_STATUSES.toSorted();

/** Beginnings of the places in which they lie. */
function placesOf({ statuses, batch }: WantedBlocks): readonly string[] {
  if (statuses === undefined && batch === undefined) return [''];
  return (statuses ?? ALL).map((status) => holdingPrefix(status, batch));
}

const inIndex = (account: string, place: string) => ({
  IndexName: 'byAccount',
  KeyConditionExpression: `account = :account${place && ' AND begins_with(holding, :place)'}`,
  ExpressionAttributeValues: { ':account': account, ...(place && { ':place': place }) },
});

/** What a cursor of such a list is bound to. */
export const scopeOf = (account: string, wanted: WantedBlocks): string =>
  ['account', account, ...placesOf(wanted).filter(Boolean)].join(':');

/** A page of blocks, in the order of their places: at most one query for each. */
export async function blocksOfAccount(
  reads: Pick<LedgerReads, 'page'>,
  account: string,
  wanted: WantedBlocks,
  limit: number,
  cursor?: string,
): Promise<Page<Listed<BlockState>>> {
  const scope = scopeOf(account, wanted);
  const start = cursor === undefined ? '' : String(decodeCursor(cursor, scope).holding);
  const places = placesOf(wanted);
  const items: Listed<BlockState>[] = [];
  let next = cursor;
  // Of a place before the cursor's nothing is left; a forged cursor is in none, and the index refuses it.
  for (const place of places.slice(
    Math.max(
      0,
      places.findIndex((each) => start.startsWith(each)),
    ),
  )) {
    if (items.length === limit) return pageOf(items, cursorBehind(items.at(-1)!, 'byAccount', scope));
    const page = await reads.page<BlockState>(inIndex(account, place), scope, limit - items.length, next);
    items.push(...page.items);
    next = page.next;
    if (next !== undefined) break;
  }
  return pageOf(items, next);
}

/** What of their batches is asked for, which an index of blocks doesn't tell. */
export interface WantedBatches {
  instrument?: InstrumentCode | undefined;
  vintage?: number | undefined;
}

/** As blocksOfAccount, those whose batch is as wanted. A page may be short or empty, and go on. */
export function blocksOfBatches(
  reads: LedgerReads,
  account: string,
  { instrument, vintage, ...wanted }: WantedBlocks & WantedBatches,
  limit: number,
  cursor?: string,
): Promise<Page<Listed<BlockState>>> {
  const from = (size: number, at?: string) => blocksOfAccount(reads, account, wanted, size, at);
  if (instrument === undefined && vintage === undefined) return from(limit, cursor);
  return thinned<Listed<BlockState>, Listed<BlockState>>(
    {
      read: from,
      among: async (blocks) => {
        const batches = await recall(reads, [
          ...new Set(blocks.map(({ state }) => batchEntity(state.batch))),
        ]);
        return blocks.map((block) => {
          const of = read(batches, batchEntity(block.state.batch))?.state;
          const isWanted =
            of?.instrument === (instrument ?? of?.instrument) && of?.vintage === (vintage ?? of?.vintage);
          return isWanted ? block : undefined;
        });
      },
      behind: (block) => cursorBehind(block, 'byAccount', scopeOf(account, wanted)),
    },
    limit,
    cursor,
  );
}

/** What an account has of one batch in one status. */
export interface BatchSum {
  batch: string;
  status: BlockStatus;
  quantity: number;
  /** Number of blocks. */
  blocks: number;
  /** Units among them that have changed hands since they were issued. */
  traded: number;
}

/** Queries of one sum at most, each of some 2,000 blocks. A sum that needs more says so. */
const SUM_QUERIES_MAX = 100;
/** More than one query of the index can answer. */
const SUMMED_AT_ONCE = 5_000;

/** Sums of all that the account has in these statuses, the statuses read at once. */
export async function sumsOfAccount(
  reads: Pick<LedgerReads, 'page'>,
  account: string,
  statuses: readonly BlockStatus[] = ALL,
): Promise<BatchSum[]> {
  const sums = new Map<string, BatchSum>();
  let queries = 0;
  const read = async (status: BlockStatus) => {
    const query = inIndex(account, holdingPrefix(status));
    const names = { '#state': 'state', '#batch': 'batch', '#from': 'from', '#to': 'to', '#traded': 'traded' };
    const summed = {
      ...query,
      ProjectionExpression: '#state.#batch, #state.#from, #state.#to, #state.#traded',
      ExpressionAttributeNames: names,
    };
    for await (const page of pagesOf((at) =>
      reads.page<BlockState>(summed, `sum:${account}`, SUMMED_AT_ONCE, at),
    )) {
      if (++queries > SUM_QUERIES_MAX + ALL.length)
        throw new Error(`account ${account} has more blocks than one sum reads`);
      for (const { state } of page.items) add(sums, status, state);
    }
  };
  await Promise.all(statuses.map(read));
  return [...sums.values()];
}

function add(sums: Map<string, BatchSum>, status: BlockStatus, block: BlockState): void {
  const { batch, traded } = block;
  const key = `${status} ${batch}`;
  const sum = sums.get(key) ?? { batch, status, quantity: 0, blocks: 0, traded: 0 };
  sum.quantity += quantityOf(block);
  sum.blocks += 1;
  if (traded) sum.traded += quantityOf(block);
  sums.set(key, sum);
}
