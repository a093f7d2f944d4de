/**
 * What must hold after commands that met, however the sequencer comes to them: in every order in which the
 * index may show it the new commits, the log audits clean, no commit is stamped before what it builds on, and
 * the table is what the log says.
 */
import { Replay } from '../../../events/audit/replay.ts';
import type { CommitRecord } from '../../../functions/ledger/commit-record.ts';
import type { TableEntity } from '../../../functions/ledger/entity-items.ts';
import { closure, inOrder, pendingOf } from '../../../functions/log/order.ts';
import { Reconciliation } from '../../../functions/log/reconcile.ts';
import type { TableItems } from '../local/memory-table.ts';
import { ORIGIN } from '../log/log.ts';

export const recordsIn = (items: TableItems): CommitRecord[] =>
  [...items.values()].filter(({ sk }) => sk === 'COMMIT') as unknown as CommitRecord[];

/** The table once all its commits have their place in the log. */
export function sequenced(items: TableItems): TableItems {
  const next = new Map(items);
  const order = inOrder(new Map(recordsIn(items).map((record) => [record.id, pendingOf(record)])));
  for (const [seq, { id }] of order.entries()) {
    const key = `COMMIT#${id}\nCOMMIT`;
    const { unsequenced: _placed, ...record } = next.get(key)!;
    next.set(key, { ...record, seq });
  }
  return next;
}

/** Replays the commits in their order, and compares the table with what they come to. */
export function audited(commits: readonly CommitRecord[], items: TableItems, careful = false) {
  const replay = new Replay({ log: ORIGIN, careful });
  const found = commits.flatMap(({ leaf }, index) => [...replay.apply(index, leaf)]);
  const broken = [...found, ...replay.finish()].map(({ rule, message }) => `${rule}: ${message.en}`);
  const reconciliation = new Reconciliation(replay.live, new Set(commits.map(({ id }) => id)));
  for (const item of items.values())
    if (typeof item.entity === 'string') reconciliation.compare(item as unknown as TableEntity);
  reconciliation.finish();
  return { replay, faults: [...broken, ...reconciliation.violations] };
}

/** Judges the outcomes that begin with one table. */
export class Judge {
  /** Logs that were replayed, each for all outcomes that come to it. */
  logs = 0;
  private readonly before: CommitRecord[];
  private readonly known = new Map<string, string[]>();

  constructor(start: TableItems) {
    this.before = recordsIn(start).toSorted((a, b) => a.seq! - b.seq!);
  }

  /** All that is wrong with it; empty where nothing is. */
  async faultsOf(items: TableItems): Promise<string[]> {
    const all = new Map(recordsIn(items).map((record) => [record.id, record]));
    const added = [...all.values()].filter(({ seq }) => seq === undefined);
    const faults = timesOf(added, all);
    const orders = new Set<string>();
    for (const shown of permutations(added.map(({ id }) => id)))
      orders.add((await orderOf(shown, all)).join());
    orders.add(
      inOrder(
        await closure(
          added.map(({ id }) => id),
          fetchFrom(all),
          new Set(),
        ),
      )
        .map(({ id }) => id)
        .join(),
    );
    for (const order of orders) {
      const records = order === '' ? [] : order.split(',').map((id) => all.get(id)!);
      faults.push(...this.replayed(records, items).map((fault) => `${fault} in ${typesOf(records)}`));
    }
    return faults;
  }

  private replayed(records: readonly CommitRecord[], items: TableItems): string[] {
    // The same events in the same order, whatever salt their seals have.
    const key = records.map(({ leaf }) => leaf.replace(/"sealed":"[^"]*"/, '')).join('\n');
    const known = this.known.get(key);
    if (known) return known;
    this.logs++;
    const { faults } = audited([...this.before, ...records], items);
    this.known.set(key, faults);
    return faults;
  }
}

const fetchFrom = (all: ReadonlyMap<string, CommitRecord>) => async (ids: readonly string[]) =>
  ids.flatMap((id) => all.get(id) ?? []);

/** The log's order where the index shows the commits one after the other, as `shown` has them. */
async function orderOf(shown: readonly string[], all: ReadonlyMap<string, CommitRecord>): Promise<string[]> {
  const inLog = new Set<string>();
  const order: string[] = [];
  for (const id of shown) {
    if (inLog.has(id)) continue;
    for (const placed of inOrder(await closure([id], fetchFrom(all), inLog))) {
      if (inLog.has(placed.id)) continue;
      inLog.add(placed.id);
      order.push(placed.id);
    }
  }
  return order;
}

/** A commit is never stamped before one that it builds on. */
function timesOf(added: readonly CommitRecord[], all: ReadonlyMap<string, CommitRecord>): string[] {
  return added.flatMap((record) =>
    pendingOf(record).prevs.flatMap((id) => {
      const before = all.get(id)!;
      return before.at > record.at ? [`${typesOf([record])} is stamped before ${typesOf([before])}`] : [];
    }),
  );
}

const typesOf = (records: readonly CommitRecord[]) =>
  records.map(({ leaf }) => (JSON.parse(leaf) as { type: string }).type).join(', ');

function* permutations<T>(values: readonly T[]): Generator<T[]> {
  if (values.length <= 1) yield [...values];
  for (const [at, value] of values.entries())
    if (values.length > 1) for (const rest of permutations(values.toSpliced(at, 1))) yield [value, ...rest];
}
