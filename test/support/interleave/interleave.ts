/**
 * Every order in which the reads and writes of a few commands can meet: small model checking of the real
 * handlers. Each command stops before each of its requests to the table; a scheduler lets one go on at a
 * time, and comes back to every choice that may end otherwise: dynamic partial-order reduction (Flanagan and
 * Godefroid, POPL 2005) with sleep sets. Of orders that differ only in steps that touch nothing in common,
 * one is run. No command waits, nothing sleeps.
 *
 * The reads of one BatchGetItem are single steps, last key first: DynamoDB doesn't promise that they
 * are of one moment.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { BatchGetCommand, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { World } from '../../../functions/ledger/ledger-world.ts';
import type { Sender } from '../../../functions/ledger/table.ts';
import { keyOf, MemoryTable, type TableItems } from '../local/memory-table.ts';
import { worldAt } from '../local/world.ts';
import type { Answer } from '../probes/api.ts';

export interface Actor {
  name: string;
  run: () => Promise<Answer | undefined>;
}

export interface Moment {
  /** The clock of each actor, ms since 1970. */
  clocks: readonly number[];
  /** Indexes show the table as it was before all of them. */
  staleIndexes: boolean;
}

export interface Outcome {
  items: TableItems;
  answers: (Answer | undefined)[];
  /** Who took each step. */
  schedule: number[];
}

/**
 * What a step touches: keys that it reads or writes, or a whole partition of the table, and
 * partitions of indexes.
 */
interface Footprint {
  writes: boolean;
  keys: ReadonlySet<string>;
  partition?: string;
  lists: ReadonlySet<string>;
}

interface Step {
  footprint: Footprint;
  take: () => void;
}

const processes = new AsyncLocalStorage<Process>();

/**
 * Each actor's chances are its own, and the same in every run: a path that is taken again comes
 * to the same place.
 */
const chance = Math.random;
Math.random = () => processes.getStore()?.random() ?? chance();
const TABLE = 'memory';

/**
 * An actor has a world of its own, as a Lambda instance without memories; whoever else asks
 * has the shared one.
 */
export const worldOfCaller = (shared: () => World): World => processes.getStore()?.world ?? shared();

/** A world on a table that nobody interleaves, in which the start is made. */
export const worldOn = (table: MemoryTable): World => worldAt(table.client, TABLE);

class Process {
  readonly world: World;
  readonly steps: Step[] = [];
  finished = false;
  answer: Answer | undefined;
  failure: unknown;
  private readonly table: MemoryTable;
  private readonly indexes: MemoryTable | undefined;
  private state = 1;

  constructor(actor: Actor, table: MemoryTable, indexes: MemoryTable | undefined, clock: number) {
    this.table = table;
    this.indexes = indexes;
    const client = { send: (command: unknown) => this.send(command) } as unknown as Sender;
    this.world = worldAt(client, TABLE, () => new Date(clock));
    processes.run(this, () => {
      actor.run().then(
        (answer) => {
          this.answer = answer;
          this.finished = true;
        },
        (error: unknown) => {
          this.failure = error;
          this.finished = true;
        },
      );
    });
  }

  /** Park and Miller's minimal standard generator. */
  random(): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state / 2_147_483_647;
  }

  private async send(command: unknown): Promise<unknown> {
    if (!(command instanceof BatchGetCommand)) return this.step(command);
    const { Keys = [], ...read } = command.input.RequestItems![TABLE]!;
    const found: unknown[] = [];
    for (const Key of Keys.toReversed()) {
      const { Item } = (await this.step(new GetCommand({ TableName: TABLE, Key, ...read }))) as {
        Item?: object;
      };
      if (Item) found.push(Item);
    }
    return { Responses: { [TABLE]: found } };
  }

  private step(command: unknown): Promise<unknown> {
    const stale = command instanceof QueryCommand && command.input.IndexName ? this.indexes : undefined;
    return new Promise((resolve, reject) => {
      const take = () => {
        try {
          resolve((stale ?? this.table).answer(command));
        } catch (error) {
          reject(error as Error);
        }
      };
      this.steps.push({ footprint: stale ? NOTHING : footprintOf(command, this.table), take });
    });
  }

  /** Until it stands before its next step, or has come to its end. */
  async settled(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.steps.length === 0 && !this.finished);
    if (this.failure) throw this.failure;
  }
}

const NONE: ReadonlySet<string> = new Set();
const NOTHING: Footprint = { writes: false, keys: NONE, lists: NONE };

function footprintOf(command: unknown, table: MemoryTable): Footprint {
  if (command instanceof GetCommand)
    return { writes: false, keys: new Set([keyOf(command.input.Key!)]), lists: NONE };
  if (command instanceof TransactWriteCommand) {
    const keys = new Set<string>();
    const lists = new Set<string>();
    for (const { Put, Update } of command.input.TransactItems ?? []) {
      const key = keyOf(Put?.Item ?? Update!.Key!);
      keys.add(key);
      for (const list of table.listsOf(key)) lists.add(list);
      const values = Update?.ExpressionAttributeValues ?? {};
      for (const name of ['list', 'account'])
        lists.add(`${name}\n${String(Put ? Put.Item?.[name] : values[`:${name}`])}`);
    }
    return { writes: true, keys, lists };
  }
  if (command instanceof QueryCommand) {
    const values = command.input.ExpressionAttributeValues ?? {};
    if (!command.input.IndexName)
      return { writes: false, keys: NONE, partition: `${String(values[':pk'])}\n`, lists: NONE };
    const lists = ['list', 'account'].filter((name) => values[`:${name}`] !== undefined);
    return {
      writes: false,
      keys: NONE,
      lists: new Set(lists.map((name) => `${name}\n${String(values[`:${name}`])}`)),
    };
  }
  throw new Error('a command sends what no scheduler knows');
}

/** Whether the order of two steps can matter. */
function meet(a: Footprint, b: Footprint): boolean {
  if (!a.writes && !b.writes) return false;
  const [writing, other] = a.writes ? [a, b] : [b, a];
  for (const list of other.lists) if (!other.writes && writing.lists.has(list)) return true;
  for (const key of writing.keys) {
    if (other.keys.has(key)) return true;
    if (other.partition !== undefined && key.startsWith(other.partition)) return true;
  }
  return false;
}

/** A choice: who could go on; who should be let go on sometime, who has been already, and who needn't be. */
interface Choice {
  enabled: number[];
  footprints: Map<number, Footprint>;
  chosen: number;
  wanted: Set<number>;
  done: Set<number>;
  sleeping: Set<number>;
}

/**
 * Runs the actors on the table in every order that may matter, and hands each outcome to `judge`. Stops
 * after `most` orders.
 * @returns how many orders were run to their end, and whether those were all.
 */
export async function explore(
  start: TableItems,
  actors: readonly Actor[],
  moment: Moment,
  judge: (outcome: Outcome) => Promise<void>,
  most = Number.POSITIVE_INFINITY,
): Promise<{ orders: number; complete: boolean }> {
  const path: Choice[] = [];
  let orders = 0;
  do {
    const outcome = await runAlong(path, start, actors, moment);
    if (outcome) {
      orders++;
      await judge(outcome);
    }
    if (orders >= most) return { orders, complete: !back(path) };
  } while (back(path));
  return { orders, complete: true };
}

/**
 * One run: along the path, then wherever nobody has been. Undefined where all that is left has
 * been seen elsewhere.
 */
async function runAlong(
  path: Choice[],
  start: TableItems,
  actors: readonly Actor[],
  { clocks, staleIndexes }: Moment,
): Promise<Outcome | undefined> {
  const table = new MemoryTable(start);
  const indexes = staleIndexes ? new MemoryTable(start) : undefined;
  const running = actors.map((actor, at) => new Process(actor, table, indexes, clocks[at]!));
  for (const each of running) await each.settled();
  for (let depth = 0; ; depth++) {
    const enabled = running.flatMap(({ finished }, at) => (finished ? [] : [at]));
    if (enabled.length === 0) break;
    const footprints = new Map(enabled.map((at) => [at, running[at]!.steps[0]!.footprint]));
    const choice = path[depth] ?? choiceAfter(path[depth - 1], enabled, footprints);
    if (!choice) {
      wantRaces(path);
      return undefined;
    }
    if (choice.enabled.join() !== enabled.join()) throw new Error('the same steps came to another place');
    path[depth] = choice;
    const process = running[choice.chosen]!;
    process.steps.shift()!.take();
    await process.settled();
  }
  wantRaces(path);
  return {
    items: table.snapshot(),
    answers: running.map(({ answer }) => answer),
    schedule: path.map(({ chosen }) => chosen),
  };
}

function choiceAfter(
  before: Choice | undefined,
  enabled: number[],
  footprints: Map<number, Footprint>,
): Choice | undefined {
  const sleeping = new Set<number>();
  if (before) {
    const taken = before.footprints.get(before.chosen)!;
    for (const at of [...before.sleeping, ...before.done])
      if (at !== before.chosen && !meet(before.footprints.get(at)!, taken)) sleeping.add(at);
  }
  const chosen = enabled.find((at) => !sleeping.has(at));
  if (chosen === undefined) return undefined;
  return { enabled, footprints, chosen, wanted: new Set(), done: new Set(), sleeping };
}

/**
 * Where two steps of a run raced, the later one's actor should also go on before the earlier step. `known`
 * has for each step the latest step of each actor that it comes after in any case.
 */
function wantRaces(path: readonly Choice[]): void {
  const known: Map<number, number>[] = [];
  const lastOf = new Map<number, number>();
  for (const [depth, { chosen, footprints }] of path.entries()) {
    const own = lastOf.get(chosen);
    const before = new Map(own === undefined ? [] : known[own]);
    const step = footprints.get(chosen)!;
    let raced = false;
    for (let at = depth - 1; at >= 0; at--) {
      const earlier = path[at]!;
      if (earlier.chosen === chosen || !meet(earlier.footprints.get(earlier.chosen)!, step)) continue;
      if (at <= (before.get(earlier.chosen) ?? -1)) continue;
      if (!raced) {
        raced = true;
        const choices = earlier.enabled.includes(chosen) ? [chosen] : earlier.enabled;
        for (const choice of choices) earlier.wanted.add(choice);
      }
      for (const [actor, seen] of known[at]!) before.set(actor, Math.max(seen, before.get(actor) ?? -1));
    }
    before.set(chosen, depth);
    known[depth] = before;
    lastOf.set(chosen, depth);
  }
}

/** To the last choice that can be made otherwise; false where there is none. */
function back(path: Choice[]): boolean {
  for (;;) {
    const last = path.at(-1);
    if (!last) return false;
    last.done.add(last.chosen);
    const next = [...last.wanted].find((at) => !last.done.has(at) && !last.sleeping.has(at));
    if (next !== undefined) {
      last.chosen = next;
      return true;
    }
    path.pop();
  }
}
