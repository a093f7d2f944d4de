/**
 * Reads of an account's blocks, from their index: possibly some milliseconds old. They lie there by status,
 * then batch, then serial, so both are asked for by key.
 */
import { batchEntity, read } from '../../shared/ledger/entity.ts';
import { quantityOf } from '../../shared/units/block.ts';
import type { InstrumentCode } from '../../shared/units/instrument.ts';
import { BLOCK_STATUSES, type BlockState, type BlockStatus } from '../../shared/units/states.ts';
import { holdingPrefix, padSerial } from './keys.ts';
import { decodeCursor, encodeCursor, type LedgerReads, type Listed, type Page, pagesOf } from './reads.ts';
import { recall } from './remembered.ts';
import { cursorBehind, pageOf } from './thinned.ts';

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

/** Queries of one page at most, each of which may pass over a batch; the next page goes on from there. */
const QUERIES_MAX = 50;
/** Sorts right after the '#' behind a status or a batch, and so behind all that lies there. */
const AFTER_SEPARATOR = '$';
/** Behind the place of a block; all serials have twelve digits there. */
const NEXT = ' ';

const endOf = (prefix: string): string => prefix.slice(0, -1) + AFTER_SEPARATOR;

const between = (account: string, first: string, end: string) => ({
  IndexName: 'byAccount',
  KeyConditionExpression: 'account = :account AND holding BETWEEN :first AND :end',
  ExpressionAttributeValues: { ':account': account, ':first': first, ':end': end },
});

/**
 * As blocksOfAccount, those whose batch is as wanted. Other batches are passed over by key, so that it takes
 * as many queries as there are batches, however many blocks these have.
 */
export async function blocksOfBatches(
  reads: LedgerReads,
  account: string,
  { instrument, vintage, ...wanted }: WantedBlocks & WantedBatches,
  limit: number,
  cursor?: string,
): Promise<Page<Listed<BlockState>>> {
  if (instrument === undefined && vintage === undefined)
    return blocksOfAccount(reads, account, wanted, limit, cursor);
  const isWanted = async (id: string) => {
    const of = read(await recall(reads, [batchEntity(id)]), batchEntity(id))?.state;
    return of?.instrument === (instrument ?? of?.instrument) && of?.vintage === (vintage ?? of?.vintage);
  };
  const scope = [scopeOf(account, wanted), instrument, vintage].join(':');
  let place = cursor === undefined ? '' : String(decodeCursor(cursor, scope).place);
  const items: Listed<BlockState>[] = [];
  for (let queries = 0; queries < QUERIES_MAX; queries++) {
    const status = (wanted.statuses ?? ALL).find((each) => place < endOf(holdingPrefix(each)));
    if (status === undefined) return { items };
    const first = holdingPrefix(status, wanted.batch);
    if (place > endOf(first)) {
      place = endOf(holdingPrefix(status));
      continue;
    }
    const page = await reads.page<BlockState>(
      between(account, place > first ? place : first, endOf(first)),
      scope,
      limit - items.length,
    );
    let after = page.next === undefined ? endOf(holdingPrefix(status)) : '';
    for (const { state, ...block } of page.items) {
      const own = holdingPrefix(status, state.batch);
      if (await isWanted(state.batch)) items.push({ state, ...block });
      else after = endOf(own);
      place = `${own}${padSerial(state.from)}${NEXT}`;
      if (after === endOf(own)) break;
    }
    if (after) place = after;
    if (items.length === limit) break;
  }
  return { items, next: encodeCursor({ place }, scope) };
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
