/**
 * The setting of the interleavings: the real handlers on a table in memory. A file that uses it mocks
 * `theWorld` by `worldHere`, and the document store by one that has everything.
 */

import { expect } from 'vitest';
import { MemoryTable, type TableItems } from '../local/memory-table.ts';
import { type Caller, loadHandlers, TestApi } from '../probes/api.ts';
import { type Actor, explore, type Moment } from './interleave.ts';
import { Judge, sequenced } from './outcome.ts';
import { shareTable } from './shared-world.ts';

/** All groups of three are tried, and not some. */
export const LARGE = process.env.INTERLEAVE === 'all';
if (!LARGE) console.log('skipped: all groups of three, which take minutes; INTERLEAVE=all tries them');
export const TEST_TIMEOUT_MS = LARGE ? 3_600_000 : 180_000;

/** A command as an actor; its name is its Idempotency-Key too. */
export const commandOf = (
  api: TestApi,
  name: string,
  request: string,
  caller: Caller,
  body?: object,
  headers: Record<string, string> = {},
): Actor => ({
  name,
  run: () => api.send(request, { caller, key: name.replaceAll(' ', '-'), headers, ...(body && { body }) }),
});

/** All pairs, each once. */
export const pairsOf = (actors: readonly Actor[]): Actor[][] =>
  actors.flatMap((a, at) => actors.slice(at + 1).map((b) => [a, b]));

/** All groups of three. */
export const triplesOf = (actors: readonly Actor[]): Actor[][] =>
  actors.flatMap((a, at) => pairsOf(actors.slice(at + 1)).map((pair) => [a, ...pair]));

export interface Play {
  items: TableItems;
  actors: Actor[];
  /** Where the clocks stand, ms since 1970. */
  now: number;
}

/**
 * Tries every group in every order, and says in one line how many those were. What must hold, holds in all of
 * them; and each actor succeeded at least once, or nothing would have been tried.
 */
export async function expectSound(
  title: string,
  { items, now }: Play,
  groups: readonly Actor[][],
  most?: number,
) {
  const sum = { orders: 0, together: 0, logs: 0, complete: true };
  const faults: string[] = [];
  const succeeded = new Map<string, boolean>();
  const started = performance.now();
  for (const group of groups) {
    const done = await exploreAll(items, group, momentsOf(group.length, now), most);
    sum.orders += done.orders;
    sum.together += done.together;
    sum.logs += done.logs;
    sum.complete &&= done.complete;
    faults.push(...done.faults);
    for (const [name, statuses] of done.statuses)
      succeeded.set(name, (succeeded.get(name) ?? false) || [...statuses].some((status) => status < 300));
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${title}: ${groups.length} groups, ${sum.orders} orders, in ${sum.together} of them two or more commits; ${sum.logs} logs audited, ${seconds} s`,
  );
  expect(faults.slice(0, 10)).toEqual([]);
  expect([...succeeded].filter(([, once]) => !once).map(([name]) => name)).toEqual([]);
  if (most === undefined) expect(sum.complete).toBe(true);
}

/**
 * The table after these commands, sent through the API to a fresh one; its commits have their
 * places in the log.
 */
export async function tableAfter(make: (api: TestApi) => Promise<void>): Promise<TableItems> {
  const table = new MemoryTable();
  shareTable(table);
  await make(new TestApi(await loadHandlers()));
  const items = sequenced(table.snapshot());
  shareTable(new MemoryTable(items));
  return items;
}

/** How far the clocks of two functions may be apart here. */
export const SKEW_MS = 90_000;

/**
 * Moments that are tried with each group of commands: clocks alike, either behind; indexes at once or late.
 */
export function momentsOf(actors: number, now: number): Moment[] {
  const same = Array<number>(actors).fill(now);
  const behind = (late: number) => same.map((clock, at) => (at === late ? clock - SKEW_MS : clock));
  return [
    { clocks: same, staleIndexes: false },
    ...same.map((_, at) => ({ clocks: behind(at), staleIndexes: true })),
  ];
}

export interface Explored {
  orders: number;
  /** Orders in which more than one of them committed. */
  together: number;
  logs: number;
  complete: boolean;
  faults: string[];
  /** Statuses with which each actor was answered, in any order. */
  statuses: Map<string, Set<number>>;
}

/** Tries the actors in every order at each of the moments. */
export async function exploreAll(
  items: TableItems,
  actors: readonly Actor[],
  moments: readonly Moment[],
  most?: number,
): Promise<Explored> {
  const judge = new Judge(items);
  const explored: Explored = {
    orders: 0,
    together: 0,
    logs: 0,
    complete: true,
    faults: [],
    statuses: new Map(),
  };
  const commitsBefore = countCommits(items);
  for (const moment of moments) {
    const { orders, complete } = await explore(
      items,
      actors,
      moment,
      async (outcome) => {
        if (countCommits(outcome.items) > commitsBefore + 1) explored.together++;
        const faults = await judge.faultsOf(outcome.items);
        for (const [at, answer] of outcome.answers.entries()) {
          const { name } = actors[at]!;
          const status = answer?.status ?? 0;
          explored.statuses.set(name, (explored.statuses.get(name) ?? new Set()).add(status));
          if (status >= 500) faults.push(`${name} answers ${status}: ${JSON.stringify(answer?.body)}`);
        }
        for (const fault of faults)
          explored.faults.push(
            `${actors.map(({ name }) => name).join(' | ')} by ${outcome.schedule.join('')}: ${fault}`,
          );
      },
      most,
    );
    explored.orders += orders;
    explored.complete &&= complete;
  }
  explored.logs = judge.logs;
  return explored;
}

const countCommits = (items: TableItems): number =>
  [...items.values()].filter(({ sk }) => sk === 'COMMIT').length;
