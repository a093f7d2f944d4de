/**
 * The sequencer: puts commits in order after they have committed. Each append is one transaction whose
 * compare-and-swap on HEAD is the commit point, so after a crash at any line it suffices to run again.
 */
import { appendToTree } from '../../events/tlog/append.ts';
import { signCheckpoint } from '../../events/tlog/checkpoint.ts';
import { leafHash } from '../../events/tlog/merkle.ts';
import { formatVkey, type NoteSigner } from '../../events/tlog/note-key.ts';
import { TILE_WIDTH } from '../../events/tlog/tile.ts';
import { toBase64, toUtf8 } from '../../shared/base/encoding.ts';
import type { World } from '../ledger/ledger-world.ts';
import { readHead, readTile, readWaiting, tileReader } from '../ledger/log-reads.ts';
import { type LogHead, type StoredTile, writeAppend } from '../ledger/table.ts';
import { closure, inOrder, type Pending } from './order.ts';

/** Commits per append: 100 actions less HEAD and at most 2 tiles per level of a tree of any size we reach. */
export const APPEND_MAX = 90;
/** Commits fetched at a time: several appends' worth. */
const WAITING_MAX = 5 * APPEND_MAX;
/** Full jitter between tries that met a conflict. */
const BACKOFF_MS = 200;
/** Commits that an instance remembers as logged; this only saves reads and may be dropped at any time. */
const REMEMBERED_MAX = 20_000;

export interface Sequencing {
  appended: number;
  size: number;
}

/** The sequencer of one log. One instance may be called repeatedly; two instances at once are safe. */
export class Sequencer {
  readonly world: World;
  readonly signer: NoteSigner;
  private readonly inLog = new Set<string>();

  constructor(world: World, signer: NoteSigner) {
    this.world = world;
    this.signer = signer;
  }

  /** Appends until no commit waits or the time is up. Publishes the empty checkpoint on a new log. */
  async run(deadline: Date): Promise<Sequencing> {
    const { reads, now, sleep } = this.world;
    let appended = 0;
    let head = await readHead(reads);
    let queue = await this.waiting();
    while (!head || queue.length > 0) {
      const next = queue.slice(0, APPEND_MAX);
      const result = await this.append(head, next);
      if (result.outcome === 'written') {
        appended += next.length;
        head = result.head;
        queue = queue.slice(APPEND_MAX);
      } else {
        // Moved, refused or without an answer: in each case HEAD and the commits tell what happened, and what
        // was queued may be in the log already. If we crash after this line, nothing is lost: all waiting
        // commits still wait.
        if (result.outcome !== 'moved') await sleep(Math.random() * BACKOFF_MS);
        head = await readHead(reads);
        queue = [];
      }
      if (now() >= deadline) break;
      if (queue.length === 0) queue = await this.waiting();
    }
    return { appended, size: head?.size ?? 0 };
  }

  /** Waiting commits, in an order in which they may enter the log: enough for several appends. */
  private async waiting(): Promise<Pending[]> {
    const { reads } = this.world;
    const waiting = await readWaiting(reads, WAITING_MAX);
    if (waiting.length === 0) return [];
    if (this.inLog.size > REMEMBERED_MAX) this.inLog.clear();
    const fetch = (ids: readonly string[]) => reads.commits(ids);
    const ids = waiting.map(({ id }) => id);
    return inOrder(await closure(ids, fetch, this.inLog));
  }

  private async append(head: LogHead | undefined, commits: readonly Pending[]) {
    const { reads, now } = this.world;
    const oldSize = head?.size ?? 0;
    const hashes = commits.map(({ leaf }) => leafHash(toUtf8(leaf)));
    const tree = await appendToTree(oldSize, tileReader(reads), hashes);
    if (head && toBase64(tree.oldRoot) !== head.root) {
      // Either another sequencer has just gone ahead, or the tiles are not the head's: then never sign.
      const current = await readHead(reads);
      if (current?.size !== oldSize) return { outcome: 'moved' as const, head };
      throw new Error(`the tiles do not give the root of the head at size ${oldSize}`);
    }
    const { key } = this.signer;
    const { size, root, edge } = tree;
    // If we crash after this line, a checkpoint was signed that nobody has seen. The next run may sign
    // another of the same size if it takes other commits; only the one that its transaction puts into HEAD is
    // ever published.
    const checkpoint = await signCheckpoint({ origin: key.name, size, root }, this.signer);
    const next: LogHead = {
      size,
      root: toBase64(root),
      edge,
      checkpoint,
      vkey: formatVkey(key),
      at: now().toISOString(),
    };
    // If we crash before this transaction commits, HEAD, tiles and commits are unchanged: run again. If we
    // crash after it, all of them have moved together, and the commits no longer wait; the next run starts
    // from the new HEAD.
    const { outcome } = await writeAppend(reads.client, reads.tableName, {
      oldSize: head?.size,
      head: next,
      tiles: await this.withCommits(tree.tiles, oldSize, commits),
      commits: commits.map(({ id }) => id),
    });
    return { outcome, head: next };
  }

  /** Level-0 tiles also name the commit of each leaf, so that an entry bundle is found without an index. */
  private async withCommits(
    tiles: readonly { level: number; n: number; hashes: Uint8Array }[],
    oldSize: number,
    commits: readonly Pending[],
  ): Promise<StoredTile[]> {
    return Promise.all(
      tiles.map(async (tile): Promise<StoredTile> => {
        if (tile.level > 0) return { ...tile };
        const start = tile.n * TILE_WIDTH;
        const known = start < oldSize ? await this.knownCommits(tile.n, oldSize - start) : [];
        const first = Math.max(0, start - oldSize);
        const added = commits.slice(first, start + TILE_WIDTH - oldSize).map(({ id }) => id);
        return { ...tile, commits: [...known, ...added] };
      }),
    );
  }

  private async knownCommits(n: number, count: number): Promise<string[]> {
    const stored = await readTile(this.world.reads, 0, n);
    return (stored?.commits ?? []).slice(0, count);
  }
}
