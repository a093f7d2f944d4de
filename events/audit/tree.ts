/**
 * The audit's first pass: every link of the tree. Each leaf is hashed and held against its place in the
 * level-0 tile, each full tile's root against its place in the tile above, and the right edge against the
 * checkpoint. If all links hold, the leaves make every tile. A broken link is the place of the change: links
 * compare served data with served data, so one changed byte isn't reported again on every level above.
 */
import { toHex } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { decodeEntries } from '../tlog/entries.ts';
import { HASH_BYTES, leafHash, rootOfEdge } from '../tlog/merkle.ts';
import { edgeNodes, hashesFromTiles } from '../tlog/prove.ts';
import { bundlesFor, formatTilePath, nodeInTile, TILE_WIDTH, type TileAddress } from '../tlog/tile.ts';
import { publishedBoundaryOf } from './boundaries.ts';
import { type LogSource, readAhead } from './source.ts';
import { recordedSizeOf } from './state-root.ts';
import { type Violation, violation } from './violation.ts';

export interface TreeAudit {
  /** Sizes for which the log records state roots. */
  recordedSizes: Set<number>;
  /** Digests of the boundaries of published designs. */
  boundaries: Set<string>;
  /** Root of the first `size` leaves according to the tiles. Undefined where tiles are missing. */
  rootAt(size: number): Promise<Uint8Array | undefined>;
}

/** Number of wrong leaves in one bundle that are reported one by one. */
const LEAVES_REPORTED_MAX = 16;

/**
 * Checks the tree of `size` leaves. `found` gets each violation, `onProgress` the number of leaves hashed.
 * Throws what the source throws.
 */
export async function auditTree(
  source: LogSource,
  size: number,
  found: (violation: Violation) => void,
  onProgress: (leaves: number) => void = () => {},
): Promise<TreeAudit> {
  const pass = new TreePass(source, size, found);
  for await (const { address, bytes } of readAhead(source, pairsFor(size))) {
    if (address.level === 'entries') pass.hashBundle(address, bytes);
    else {
      await pass.link(address, bytes, pass.takeLeaves());
      onProgress(Math.min(size, (address.n + 1) * TILE_WIDTH));
    }
    if (pass.lost) break;
  }
  if (!pass.lost) await pass.linkEdge();
  return {
    recordedSizes: pass.recordedSizes,
    boundaries: pass.boundaries,
    rootAt: (at) => pass.rootAt(at),
  };
}

/** Each entry bundle, and after it its tile of leaf hashes. */
function* pairsFor(size: number): Generator<TileAddress> {
  for (const bundle of bundlesFor(size)) {
    yield bundle;
    yield { ...bundle, level: 0 };
  }
}

/** The hashes that a tile should hold, and the tiles below whose roots they are. */
interface Growing {
  n: number;
  hashes: Uint8Array;
  width: number;
}

class TreePass {
  readonly recordedSizes = new Set<number>();
  readonly boundaries = new Set<string>();
  /** True when neither a bundle nor its tile can be read: nothing beyond can be linked. */
  lost = false;
  private readonly source: LogSource;
  private readonly found: (violation: Violation) => void;
  private readonly size: number;
  /** Above the leaves: levels[l] grows into tile `n` of level l. */
  private readonly levels: Growing[] = [];
  private leaves: Uint8Array | undefined;
  /** The rightmost tile of each level as it was served, or its computed form where it wasn't served. */
  private readonly last = new Map<string, Uint8Array>();

  constructor(source: LogSource, size: number, found: (violation: Violation) => void) {
    this.source = source;
    this.found = found;
    this.size = size;
  }

  /** Hashes the leaves of a bundle for the link that follows. */
  hashBundle(address: TileAddress, bytes: Uint8Array | undefined): void {
    this.leaves = undefined;
    const tile = formatTilePath(address);
    const index = address.n * TILE_WIDTH;
    if (!bytes) {
      this.found(violation('bundle-missing', { tile, index }));
      return;
    }
    let entries: Uint8Array[];
    try {
      entries = decodeEntries(bytes);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      this.found(violation('bundle-malformed', { tile, index }, { error: error.message }));
      return;
    }
    if (entries.length !== address.width) {
      const seen = { entries: entries.length, expected: address.width };
      this.found(violation('bundle-width', { tile, index }, seen));
    }
    this.leaves = new Uint8Array(entries.length * HASH_BYTES);
    for (const [i, entry] of entries.entries()) {
      this.leaves.set(leafHash(entry), i * HASH_BYTES);
      const recorded = recordedSizeOf(entry);
      if (recorded !== undefined) this.recordedSizes.add(recorded);
      const boundary = publishedBoundaryOf(entry);
      if (boundary !== undefined) this.boundaries.add(boundary);
    }
  }

  takeLeaves(): Uint8Array | undefined {
    return this.leaves;
  }

  /**
   * Compares a served tile with the hashes it should have, and continues with the tile above when it is full.
   */
  async link(
    address: TileAddress,
    served: Uint8Array | undefined,
    expected: Uint8Array | undefined,
  ): Promise<void> {
    const tile = formatTilePath(address);
    const level = address.level as number;
    let bytes = served;
    if (!bytes) this.found(violation('tile-missing', { tile }));
    else if (bytes.length !== address.width * HASH_BYTES) {
      const seen = { bytes: bytes.length, expected: address.width * HASH_BYTES };
      this.found(violation('tile-malformed', { tile }, seen));
      bytes = undefined;
    }
    if (bytes && expected && !equal(bytes, expected)) {
      if (level === 0) this.compareLeaves(address, bytes, expected);
      else this.compareHashes(address, bytes, expected);
    }
    const effective = bytes ?? expected;
    if (!effective || effective.length !== address.width * HASH_BYTES) {
      this.lost = true;
      return;
    }
    this.last.set(`${level}/${address.n}`, effective);
    if (address.width < TILE_WIDTH) return;
    this.last.delete(`${level}/${address.n - 1}`);
    await this.grow(level + 1, nodeInTile(effective, 0, TILE_WIDTH));
  }

  private async grow(level: number, hash: Uint8Array): Promise<void> {
    this.levels[level] ??= { n: 0, hashes: new Uint8Array(TILE_WIDTH * HASH_BYTES), width: 0 };
    const growing = this.levels[level];
    growing.hashes.set(hash, growing.width * HASH_BYTES);
    growing.width++;
    if (growing.width < TILE_WIDTH) return;
    const address = { level, n: growing.n, width: TILE_WIDTH };
    this.levels[level] = { n: growing.n + 1, hashes: new Uint8Array(TILE_WIDTH * HASH_BYTES), width: 0 };
    await this.link(address, await this.source.tile(address), growing.hashes);
  }

  /** The partial tiles of the right edge, above the leaves. */
  async linkEdge(): Promise<void> {
    for (const [level, growing] of this.levels.entries()) {
      if (!growing || growing.width === 0) continue;
      const { n, width, hashes } = growing;
      const address = { level, n, width };
      await this.link(address, await this.source.tile(address), hashes.subarray(0, width * HASH_BYTES));
    }
  }

  async rootAt(size: number): Promise<Uint8Array | undefined> {
    if (this.lost) return undefined;
    const hashAt = hashesFromTiles(this.size, async (level, n, width) => {
      const bytes = this.last.get(`${level}/${n}`) ?? (await this.source.tile({ level, n, width }));
      if (!bytes) throw new MalformedError(`tile ${level}/${n} is missing`);
      return bytes;
    });
    try {
      return rootOfEdge(await Promise.all(edgeNodes(size).map(hashAt)));
    } catch (error) {
      if (error instanceof MalformedError) return undefined; // reported as missing or malformed already
      throw error;
    }
  }

  private compareLeaves({ n, width }: TileAddress, tile: Uint8Array, leaves: Uint8Array): void {
    const level0 = formatTilePath({ level: 0, n, width });
    const bundle = formatTilePath({ level: 'entries', n, width });
    const wanted = hashesOf(tile);
    let reported = 0;
    for (const [position, hash] of hashesOf(leaves).entries()) {
      const expected = wanted[position];
      if (hash === expected || expected === undefined || reported++ >= LEAVES_REPORTED_MAX) continue;
      const belongs = wanted.indexOf(hash);
      const index = n * TILE_WIDTH + position;
      const seen = { hash, expected, position, level0, ...hintOf(belongs, n) };
      this.found(violation('leaf-mismatch', { index, tile: bundle }, seen));
    }
  }

  private compareHashes({ level, n, width }: TileAddress, tile: Uint8Array, expected: Uint8Array): void {
    const own = hashesOf(expected);
    for (const [position, hash] of hashesOf(tile).entries()) {
      if (hash === own[position]) continue;
      const below = { level: (level as number) - 1, n: n * TILE_WIDTH + position, width: TILE_WIDTH };
      const seen = { position, hash, expected: own[position], below: formatTilePath(below) };
      this.found(violation('tile-mismatch', { tile: formatTilePath({ level, n, width }) }, seen));
    }
  }
}

/** Suggests where a misplaced leaf belongs, for leaves that were swapped or moved up when one was dropped. */
function hintOf(position: number, n: number): { hint: string; hintEn: string } {
  if (position < 0) return { hint: '', hintEn: '' };
  const index = n * TILE_WIDTH + position;
  return { hint: `；此记录属于索引 ${index}`, hintEn: `; this leaf belongs at index ${index}` };
}

function hashesOf(bytes: Uint8Array): string[] {
  return Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, i) =>
    toHex(bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)),
  );
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
