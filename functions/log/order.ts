/**
 * The order in which commits enter the log: every `prev` before its successor, and everything a decision
 * rested on before the decision. A commit's predecessors are in the log already, or among the commits at
 * hand, or fetched: the index that lists waiting commits may have missed one.
 */
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';

/** A commit outside the log, with the commits that must stand before it. */
export interface Pending {
  id: string;
  at: string;
  leaf: string;
  prevs: string[];
}

/** Fetches commits by id, strongly consistent; missing ones are left out. */
export type FetchCommits = (ids: readonly string[]) => Promise<CommitRecord[]>;

export function pendingOf({ id, at, leaf, after = [] }: CommitRecord): Pending {
  const { advances } = JSON.parse(leaf) as RegistryEvent;
  const prevs = advances.flatMap(({ prev }) => (prev ? [prev] : []));
  return { id, at, leaf, prevs: [...new Set([...prevs, ...after])] };
}

/**
 * The commits of `ids` that are outside the log, together with every commit outside the log that must stand
 * before one of them. `inLog` remembers commits known to be in the log, so that they aren't fetched again.
 */
export async function closure(
  ids: readonly string[],
  fetch: FetchCommits,
  inLog: { has(id: string): boolean; add(id: string): void },
): Promise<Map<string, Pending>> {
  const pending = new Map<string, Pending>();
  let wanted = [...new Set(ids)];
  while (wanted.length > 0) {
    const records = await fetch(wanted);
    if (records.length < wanted.length) throw new Error('a commit names a predecessor that does not exist');
    for (const record of records) {
      if (record.seq === undefined) pending.set(record.id, pendingOf(record));
      else inLog.add(record.id);
    }
    const prevs = records.flatMap((record) => pending.get(record.id)?.prevs ?? []);
    wanted = [...new Set(prevs)].filter((id) => !pending.has(id) && !inLog.has(id));
  }
  return pending;
}

/** Oldest first as far as their prevs allow. Throws on a cycle, which no valid history has. */
export function inOrder(pending: ReadonlyMap<string, Pending>): Pending[] {
  const ordered: Pending[] = [];
  const placed = new Set<string>();
  const open = new Set<string>();
  const place = (commit: Pending) => {
    if (placed.has(commit.id)) return;
    if (open.has(commit.id)) throw new Error(`commit ${commit.id} stands before itself`);
    open.add(commit.id);
    for (const prev of commit.prevs) {
      const before = pending.get(prev);
      if (before) place(before);
    }
    open.delete(commit.id);
    placed.add(commit.id);
    ordered.push(commit);
  };
  const byAge = [...pending.values()].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1,
  );
  for (const commit of byAge) place(commit);
  return ordered;
}
