/** Pages of a list that a filter thins out. */
import { encodeCursor, type LedgerReads, type Listed, type Page } from './reads.ts';

/**
 * DynamoDB's Limit counts items read, not those that pass the filter; without a filter they are equal. So a
 * query reads as many as are asked for, and each further one twice as many, up to this.
 */
const READ_AT_ONCE = 1000;
/** A page ends after so many queries, however few items were found; the next page goes on from there. */
const QUERIES_MAX = 10;

/** Values that some members of an entity's state must have. */
export type Wanted = Readonly<Record<string, string>>;

/** FilterExpression with its names and values, for members of `state`; empty where nothing is wanted. */
export function stateFilter(wanted: Wanted) {
  const members = Object.keys(wanted);
  return {
    ...(members.length > 0 && {
      FilterExpression: members.map((member) => `#state.#${member} = :${member}`).join(' AND '),
    }),
    names: Object.fromEntries([
      ...(members.length > 0 ? [['#state', 'state']] : []),
      ...members.map((member) => [`#${member}`, member]),
    ]) as Record<string, string>,
    values: Object.fromEntries(members.map((member) => [`:${member}`, wanted[member]])),
  };
}

/**
 * A page of the list's entities whose state is as wanted, oldest first. A short or even empty page may still
 * have a next one: where almost nothing passes the filter, one request must not read the whole list.
 */
export async function filteredPage<S>(
  reads: LedgerReads,
  list: string,
  wanted: Wanted,
  limit: number,
  cursor?: string,
): Promise<Page<Listed<S>>> {
  const scope = JSON.stringify([list, wanted]);
  const { names, values, ...filter } = stateFilter(wanted);
  const query = {
    IndexName: 'byList',
    KeyConditionExpression: '#list = :list',
    ...filter,
    ExpressionAttributeNames: { '#list': 'list', ...names },
    ExpressionAttributeValues: { ':list': list, ...values },
  };
  const items: Listed<S>[] = [];
  let next = cursor;
  for (let queries = 0; queries < QUERIES_MAX; queries++) {
    const atOnce = Math.min(READ_AT_ONCE, limit * 2 ** queries);
    const page: Page<Listed<S>> = await reads.page<S>(query, scope, atOnce, next);
    items.push(...page.items);
    if (items.length > limit) return cutAt(items, limit, scope);
    next = page.next;
    if (next === undefined) return { items };
    if (items.length === limit) break;
  }
  return next === undefined ? { items } : { items, next };
}

/** The first `limit` items; the next page begins after the last of them. */
function cutAt<S>(items: readonly Listed<S>[], limit: number, scope: string): Page<Listed<S>> {
  const kept = items.slice(0, limit);
  // The index holds whole items, keys and all.
  const { pk, sk, list, order } = kept.at(-1) as unknown as Record<string, string>;
  return { items: kept, next: encodeCursor({ pk, sk, list, order }, scope) };
}
