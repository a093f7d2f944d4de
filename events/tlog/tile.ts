import { MalformedError } from '../../shared/base/malformed.ts';
import { HASH_BYTES, nodeHash } from './merkle.ts';

// C2SP tlog-tiles: the tree cut into subtrees of height 8, each stored as its 256 lowest hashes.

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;
/** Tree levels that one tile spans. */
export const TILE_HEIGHT = 8;
const TILE_LEVEL_MAX = 63;

/** A tile of hashes at a level, or the bundle of the entries themselves; `width` is 256 when full. */
export interface TileAddress {
  level: number | 'entries';
  n: number;
  width: number;
}

/** Path of a tile below the log's prefix, e.g. `tile/0/x001/x234/067.p/12`. */
export function formatTilePath({ level, n, width }: TileAddress): string {
  let number = String(n % 1000).padStart(3, '0');
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    number = `x${String(rest % 1000).padStart(3, '0')}/${number}`;
  }
  return `tile/${level}/${number}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** @throws MalformedError unless `path` is the one spelling of a tile's path. */
export function parseTilePath(path: string): TileAddress {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) throw new MalformedError('not a tile path');
  const address: TileAddress = {
    level: match[1] === 'entries' ? 'entries' : Number(match[1]),
    n: Number(match[2]!.replaceAll(/[x/]/g, '')),
    width: match[3] === undefined ? TILE_WIDTH : Number(match[3]),
  };
  if (address.level !== 'entries' && address.level > TILE_LEVEL_MAX)
    throw new MalformedError('tile level above 63');
  if (!Number.isSafeInteger(address.n)) throw new MalformedError('tile index above 2^53');
  if (address.width < 1) throw new MalformedError('empty tiles are not served');
  // Catches leading zeros, a leading x000 and `.p/256` at once.
  if (formatTilePath(address) !== path) throw new MalformedError('not the canonical tile path');
  return address;
}

/** How many hashes tile `n` of `level` holds in a tree of `size` leaves: 0 (it doesn't exist) to 256. */
export function tileWidth(level: number | 'entries', n: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(TILE_WIDTH, hashes - n * TILE_WIDTH));
}

/** Every tile of hashes of a tree of `size` leaves, level by level from the leaves up, left to right. */
export function* tilesFor(size: number): Generator<{ level: number; n: number; width: number }> {
  for (let level = 0; tileWidth(level, 0, size) > 0; level++) {
    for (let n = 0; tileWidth(level, n, size) > 0; n++) yield { level, n, width: tileWidth(level, n, size) };
  }
}

/** Every entry bundle of a tree of `size` leaves, left to right. */
export function* bundlesFor(size: number): Generator<{ level: 'entries'; n: number; width: number }> {
  const level = 'entries';
  for (let n = 0; tileWidth(level, n, size) > 0; n++) yield { level, n, width: tileWidth(level, n, size) };
}

/** Hash `i` of a tile: a copy, 32 bytes. */
export function hashInTile(tile: Uint8Array, i: number): Uint8Array {
  if ((i + 1) * HASH_BYTES > tile.length) throw new MalformedError(`tile holds no hash ${i}`);
  return tile.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES);
}

/** The hashes of a tile. @throws MalformedError unless it holds 1 to 256 whole hashes. */
export function splitTile(tile: Uint8Array): Uint8Array[] {
  const width = tile.length / HASH_BYTES;
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) {
    throw new MalformedError(`a tile of ${tile.length} bytes`);
  }
  return Array.from({ length: width }, (_, i) => hashInTile(tile, i));
}

/** Root of a perfect subtree of a tile: the `count` (a power of two) hashes from `start` on. */
export function nodeInTile(tile: Uint8Array, start: number, count: number): Uint8Array {
  let row = Array.from({ length: count }, (_, i) => hashInTile(tile, start + i));
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i]!, row[2 * i + 1]!));
  }
  return row[0]!;
}
