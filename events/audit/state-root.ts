/**
 * The root of the live state, which `state.recorded` puts into the log, so that a replay can be compared
 * with the table as it was. Entries (entities, and the terminal totals of batches) fall into 2^16 buckets
 * by the FNV-1a hash of their name; the root is the RFC 6962 root of the buckets' texts. A change rehashes
 * its bucket and the 16 nodes above, so a daily recording costs as much as the day's changes, and not as
 * much as all entries.
 *
 * The auditor reads the log twice, because at size N a replay can't know yet that the root at N is recorded:
 * `state.recorded {size: N}` stands at an index ≥ N, after the commits that came while the reconciler worked.
 * The first pass checks the tree and collects the sizes (recordedSizeOf), the second replays and takes roots
 * at exactly those sizes. Rejected: keeping undo records (memory grows with
 * the delay, which nothing bounds), a root that is cheap at every size such as a multiset hash (it costs
 * every leaf, and is no published format), and fixed sizes (the reconciler could not record the state that it
 * has just compared).
 */
import { canonicalize } from '../../shared/base/canonical.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { leafHash, nodeHash } from '../tlog/merkle.ts';
import { type LiveState, terminalEntry } from './live-state.ts';

const BUCKET_BITS = 16;
const BUCKETS = 2 ** BUCKET_BITS;
/** Leading zeros of a bucket node's 32-bit number; each level higher has one more. */
const CLZ_OF_BUCKET = Math.clz32(BUCKETS);

/** How the canonical text of a state.recorded leaf ends. */
const RECORDED_TAIL = toUtf8('"type":"state.recorded","v":1}');

/**
 * The size for which a leaf records a state root, if it is a canonical leaf of that type. Only a leaf that
 * isn't canonical can hide its type from this quick look, and the replay reports such a leaf.
 */
export function recordedSizeOf(leaf: Uint8Array): number | undefined {
  const start = leaf.length - RECORDED_TAIL.length;
  if (start < 0) return undefined;
  for (let i = RECORDED_TAIL.length - 1; i >= 0; i--)
    if (leaf[start + i] !== RECORDED_TAIL[i]) return undefined;
  try {
    const { facts } = JSON.parse(new TextDecoder().decode(leaf)) as { facts?: { size?: unknown } };
    return Number.isSafeInteger(facts?.size) ? (facts?.size as number) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Bucket of an entry: FNV-1a (32 bits) over the UTF-8 bytes of its name, folded to 16 bits by exclusive or.
 */
function bucketOf(entry: string): number {
  let hash = 0x811c9dc5;
  for (const byte of toUtf8(entry)) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}

/** Hashes of subtrees in which every bucket is empty, by height. */
const EMPTY: readonly Uint8Array[] = emptySubtrees();

function emptySubtrees(): Uint8Array[] {
  const hashes = [leafHash(new Uint8Array(0))];
  for (let height = 0; height < BUCKET_BITS; height++)
    hashes.push(nodeHash(hashes[height]!, hashes[height]!));
  return hashes;
}

/** Roots of a live state while it changes. */
export class StateTree {
  private readonly live: LiveState;
  /** Names of entries by bucket, including some that are gone; undefined before the first root. */
  private buckets: Map<number, string[]> | undefined;
  /** nodes[1] is the root, nodes[BUCKETS + b] the hash of bucket b. */
  private nodes: Uint8Array[] = [];
  private readonly touched = new Set<string>();

  constructor(live: LiveState) {
    this.live = live;
  }

  /** Notes that an entry was born, changed or went. Not needed before the first root. */
  note(entry: string): void {
    if (!this.buckets) return;
    this.touched.add(entry);
    // When most entries have changed, starting over is cheaper; this also bounds `touched`
    // by the live entries.
    if (this.touched.size > this.live.entities.size + BUCKETS) this.buckets = undefined;
  }

  /** The root now, hex. */
  root(): string {
    if (!this.buckets) {
      this.touched.clear();
      for (const entity of this.live.entities.keys()) this.touched.add(entity);
      for (const batch of this.live.totals.keys()) this.touched.add(terminalEntry(batch));
      this.nodes = Array.from({ length: 2 * BUCKETS }, (_, node) => EMPTY[Math.clz32(node) - CLZ_OF_BUCKET]!);
      this.buckets = new Map();
    }
    this.update(this.buckets);
    return toHex(this.nodes[1]!);
  }

  /** Rehashes the buckets that were touched, and the nodes above them. */
  private update(buckets: Map<number, string[]>): void {
    let dirty = new Set<number>();
    for (const entry of this.touched) {
      const bucket = bucketOf(entry);
      const names = buckets.get(bucket);
      if (!names) buckets.set(bucket, [entry]);
      else names.push(entry);
      dirty.add(BUCKETS + bucket);
    }
    this.touched.clear();
    for (const node of dirty) {
      // Names come from commit ids, which clients choose: a deliberately filled bucket
      // costs its content, once.
      const unique = new Set(buckets.get(node - BUCKETS));
      const names = [...unique].filter((entry) => this.textOf(entry) !== undefined);
      buckets.set(node - BUCKETS, names);
      this.nodes[node] = this.hashBucket(names);
    }
    for (let level = 0; level < BUCKET_BITS; level++) {
      dirty = new Set([...dirty].map((node) => node >> 1));
      for (const node of dirty) this.nodes[node] = nodeHash(this.nodes[2 * node]!, this.nodes[2 * node + 1]!);
    }
  }

  /** RFC 6962 leaf hash of the bucket's text: its entries by name, each a line of canonical JSON. */
  private hashBucket(names: string[]): Uint8Array {
    names.sort();
    let text = '';
    for (const name of names) text += this.textOf(name) ?? '';
    return leafHash(toUtf8(text));
  }

  private textOf(entry: string): string | undefined {
    const entity = this.live.entities.get(entry);
    if (entity) {
      const { version, commit, state } = entity;
      return `${canonicalize({ entity: entry, version, commit, state })}\n`;
    }
    if (!entry.startsWith('terminal:')) return undefined;
    const totals = this.live.totals.get(entry.slice('terminal:'.length));
    if (!totals || totals.retired + totals.cancelled + totals.expired === 0) return undefined;
    const { retired, cancelled, expired } = totals;
    return `${canonicalize({ entity: entry, retired, cancelled, expired })}\n`;
  }
}
