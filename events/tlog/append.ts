import { concatBytes } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { HASH_BYTES, rootOfEdge } from './merkle.ts';
import type { TileReader } from './prove.ts';
import { nodeInTile, splitTile, TILE_WIDTH } from './tile.ts';

/** A tile in its stored form: all its hashes, 32 bytes each. */
export interface Tile {
  level: number;
  n: number;
  hashes: Uint8Array;
}

export interface AppendedTree {
  size: number;
  root: Uint8Array;
  /** Roots of the tree's perfect subtrees, largest first: what `withEdge` takes. At most 53 hashes. */
  edge: Uint8Array[];
  /** Root of the old tree according to its tiles: compare it with the checkpoint before building on them. */
  oldRoot: Uint8Array;
  /** Every tile that changed, whole. A partial tile grows in place. */
  tiles: Tile[];
}

/** The rightmost tile of one level, while it grows. */
interface GrowingTile {
  n: number;
  hashes: Uint8Array[];
}

/**
 * Appends leaf hashes to the tree of `oldSize` leaves. Only the partial tiles of the right edge are read: one
 * per 8 levels, whatever the size.
 */
export async function appendToTree(
  oldSize: number,
  readTile: TileReader,
  leafHashes: readonly Uint8Array[],
): Promise<AppendedTree> {
  const levels = await readRightEdge(oldSize, readTile);
  const oldRoot = rootOfEdge(edgeOf(levels));
  const changed = new Map<string, Tile>();
  for (const hash of leafHashes) push(levels, 0, hash, changed);
  levels.forEach(({ n, hashes }, level) => {
    const mark = changed.get(`${level}/${n}`);
    if (mark) mark.hashes = concatBytes(hashes);
  });
  const edge = edgeOf(levels);
  return {
    size: oldSize + leafHashes.length,
    root: rootOfEdge(edge),
    edge,
    oldRoot,
    tiles: [...changed.values()],
  };
}

async function readRightEdge(size: number, readTile: TileReader): Promise<GrowingTile[]> {
  const reads: Promise<GrowingTile>[] = [];
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    reads.push(readGrowing(level, Math.floor(hashes / TILE_WIDTH), hashes % TILE_WIDTH, readTile));
  }
  return Promise.all(reads);
}

async function readGrowing(
  level: number,
  n: number,
  width: number,
  readTile: TileReader,
): Promise<GrowingTile> {
  if (width === 0) return { n, hashes: [] }; // the last tile is full; the next one isn't there yet
  const hashes = splitTile(await readTile(level, n, width));
  if (hashes.length < width)
    throw new MalformedError(`tile ${level}/${n} holds ${hashes.length} of ${width} hashes`);
  // The tile may hold more: another sequencer went ahead. Its compare-and-swap then beats ours, so
  // our tree is moot.
  return { n, hashes: hashes.slice(0, width) };
}

function push(levels: GrowingTile[], level: number, hash: Uint8Array, changed: Map<string, Tile>): void {
  if (hash.length !== HASH_BYTES) throw new MalformedError(`a hash of ${hash.length} bytes`);
  levels[level] ??= { n: 0, hashes: [] };
  const tile = levels[level];
  tile.hashes.push(hash);
  // A tile's bytes are laid out once, when it is full or all leaves are in; until then it is only marked.
  const mark: Tile = { level, n: tile.n, hashes: new Uint8Array(0) };
  changed.set(`${level}/${tile.n}`, mark);
  if (tile.hashes.length < TILE_WIDTH) return;
  mark.hashes = concatBytes(tile.hashes);
  // Only a full tile is hashed into the level above (tlog-tiles, "Partial Tiles").
  push(levels, level + 1, nodeInTile(mark.hashes, 0, TILE_WIDTH), changed);
  levels[level] = { n: tile.n + 1, hashes: [] };
}

/**
 * The perfect subtrees, from the highest level down; within a tile, the binary digits of its
 * width, high to low.
 */
function edgeOf(levels: readonly GrowingTile[]): Uint8Array[] {
  return levels.toReversed().flatMap(({ hashes }) => {
    const tile = concatBytes(hashes);
    const edge: Uint8Array[] = [];
    let start = 0;
    for (let count = TILE_WIDTH / 2; count >= 1; count /= 2) {
      if (hashes.length - start < count) continue;
      edge.push(nodeInTile(tile, start, count));
      start += count;
    }
    return edge;
  });
}
