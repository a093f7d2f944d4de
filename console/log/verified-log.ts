/**
 * The log as this browser verifies it: the head by its signatures, leaves by the tiles up to the head's root.
 * Whoever serves it is trusted in nothing.
 */
import type { LogSource } from '../../events/audit/source.ts';
import { type Checkpoint, openCheckpoint } from '../../events/tlog/checkpoint.ts';
import { decodeEntries } from '../../events/tlog/entries.ts';
import { HASH_BYTES, leafHash, verifyConsistency, verifyInclusion } from '../../events/tlog/merkle.ts';
import type { OpenedNote } from '../../events/tlog/note.ts';
import type { NoteKey } from '../../events/tlog/note-key.ts';
import { hashesFromTiles, proveConsistency, proveInclusion } from '../../events/tlog/prove.ts';
import { hashInTile, TILE_WIDTH, tileWidth } from '../../events/tlog/tile.ts';
import { UnverifiedError } from '../../events/tlog/unverified.ts';
import { concatBytes, equalBytes, fromUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';

/** The newest tree that was verified earlier. */
export interface Seen {
  size: number;
  root: Uint8Array;
}

export interface Leaf {
  index: number;
  bytes: Uint8Array;
  /** False where the leaf is not the one that the log has in this place. */
  isProven: boolean;
}

/** Bundles that stay in memory: 256 leaves each, some 300 KiB. */
const KEPT_MAX = 16;

/** @throws UnverifiedError, MalformedError where the key didn't sign it, or a witness's signature is false */
export async function openLog(
  source: LogSource,
  key: NoteKey,
  { witnesses = [], seen }: { witnesses?: readonly NoteKey[]; seen?: Seen | undefined } = {},
): Promise<VerifiedLog> {
  const opened = openCheckpoint(fromUtf8(await source.checkpoint()), key, { witnesses });
  const log = new VerifiedLog(source, opened.checkpoint, opened);
  if (seen) await log.growsOutOf(seen);
  return log;
}

export class VerifiedLog {
  readonly size: number;
  readonly root: Uint8Array;
  /** Its signatures: those of known keys, verified, and others, which mean nothing. */
  readonly signatures: Pick<OpenedNote, 'verified' | 'unverified'>;
  private readonly source: LogSource;
  private readonly tiles = new Map<string, Promise<Uint8Array>>();
  private readonly kept = new Map<number, Promise<Leaf[]>>();

  constructor(source: LogSource, { size, root }: Checkpoint, signatures: VerifiedLog['signatures']) {
    this.source = source;
    this.size = size;
    this.root = root;
    this.signatures = signatures;
  }

  /** @throws UnverifiedError unless the tree that was seen is a beginning of this one */
  async growsOutOf(seen: Seen): Promise<void> {
    if (seen.size === 0) return;
    if (seen.size > this.size)
      throw new UnverifiedError(`the log had ${seen.size} leaves before, and shows ${this.size} now`);
    const proof = await proveConsistency(seen.size, this.size, this.hashes());
    verifyConsistency(seen.size, this.size, seen.root, this.root, proof);
  }

  /**
   * The leaves of bundle `n`. Where one is not what the log has, the others are still told apart from it.
   * @throws UnverifiedError, MalformedError where none is proven
   */
  bundle(n: number): Promise<Leaf[]> {
    const kept = this.kept.get(n) ?? this.proveBundle(n);
    // The newest use stands last.
    this.kept.delete(n);
    this.kept.set(n, kept);
    kept.catch(() => this.kept.delete(n));
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_MAX && oldest !== undefined) this.kept.delete(oldest);
    return kept;
  }

  private async proveBundle(n: number): Promise<Leaf[]> {
    const width = tileWidth('entries', n, this.size);
    const bytes = await this.source.tile({ level: 'entries', n, width });
    if (!bytes) throw new UnverifiedError(`leaves from ${n * TILE_WIDTH} are missing`);
    const entries = decodeEntries(bytes);
    if (entries.length !== width)
      throw new UnverifiedError(`${entries.length} leaves from ${n * TILE_WIDTH}, not ${width}`);
    const own = entries.map(leafHash);
    const leaves = (isProven: (i: number) => boolean) =>
      entries.map((entry, i): Leaf => ({ index: n * TILE_WIDTH + i, bytes: entry, isProven: isProven(i) }));
    if (await this.holds(n, concatBytes(own))) return leaves(() => true);
    // Some leaf is another. The log's own tile, if the root proves it, tells which.
    const tile = await this.tile(0, n, width);
    if (!(await this.holds(n, tile)))
      throw new UnverifiedError(`leaves from ${n * TILE_WIDTH} don't lead to the signed root`);
    return leaves((i) => equalBytes(own[i]!, hashInTile(tile, i)));
  }

  /** Whether these leaf hashes lead to the root: the first one's path has all the others within it. */
  private async holds(n: number, tile: Uint8Array): Promise<boolean> {
    const index = n * TILE_WIDTH;
    const proof = await proveInclusion(index, this.size, this.hashes(n, tile));
    try {
      verifyInclusion(index, this.size, hashInTile(tile, 0), proof, this.root);
      return true;
    } catch (error) {
      if (error instanceof UnverifiedError) return false;
      throw error;
    }
  }

  /** Hashes of the tiles as they are served, but for level-0 tile `n`, which is given. */
  private hashes(n?: number, tile?: Uint8Array) {
    return hashesFromTiles(this.size, async (level, at, width) =>
      level === 0 && at === n && tile ? tile : this.tile(level, at, width),
    );
  }

  private tile(level: number, n: number, width: number): Promise<Uint8Array> {
    const name = `${level}/${n}`;
    const kept = this.tiles.get(name) ?? this.fetchTile(level, n, width);
    this.tiles.set(name, kept);
    kept.catch(() => this.tiles.delete(name));
    return kept;
  }

  private async fetchTile(level: number, n: number, width: number): Promise<Uint8Array> {
    const tile = await this.source.tile({ level, n, width });
    if (tile?.length !== width * HASH_BYTES) throw new MalformedError(`tile ${level}/${n} is missing or cut`);
    return tile;
  }
}
