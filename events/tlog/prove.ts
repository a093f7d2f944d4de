import { rootOfEdge } from './merkle.ts';
import { nodeInTile, TILE_HEIGHT, TILE_WIDTH, tileWidth } from './tile.ts';

/** The root of the perfect subtree over leaves [index · 2^level, (index + 1) · 2^level). */
export interface NodeAddress {
  level: number;
  index: number;
}

/** The hash at a node. The node is always perfect and within the tree that the proof is about. */
export type HashSource = (node: NodeAddress) => Promise<Uint8Array>;

/** A tile's bytes: at least its first `width` hashes, more if it has grown since. */
export type TileReader = (level: number, n: number, width: number) => Promise<Uint8Array>;

interface LeafRange {
  start: number;
  end: number;
}

/**
 * Inclusion proof of leaf `index` in the tree of `size` leaves (RFC 6962 §2.1.1).
 * @throws RangeError outside it.
 */
export async function proveInclusion(index: number, size: number, hashAt: HashSource): Promise<Uint8Array[]> {
  return Promise.all(inclusionRanges(index, size).map((range) => hashOfRange(range, hashAt)));
}

/**
 * Proof that the tree of `size1` is a prefix of that of `size2` (RFC 6962 §2.1.2).
 * @throws RangeError unless 0 < size1 ≤ size2.
 */
export async function proveConsistency(
  size1: number,
  size2: number,
  hashAt: HashSource,
): Promise<Uint8Array[]> {
  return Promise.all(consistencyRanges(size1, size2).map((range) => hashOfRange(range, hashAt)));
}

/** The perfect subtrees that make up the tree of `size`, largest first: the nodes of its edge. */
export function edgeNodes(size: number): NodeAddress[] {
  return nodesOf({ start: 0, end: size });
}

/**
 * Hashes read from the tiles of the tree of `size` leaves. Each tile is read once; all tiles that a proof
 * needs are requested at the same time.
 */
export function hashesFromTiles(size: number, readTile: TileReader): HashSource {
  const reads = new Map<string, Promise<Uint8Array>>();
  return async (node) => {
    const { level, n, start, count } = placeInTile(node);
    const key = `${level}/${n}`;
    let read = reads.get(key);
    if (!read) {
      read = readTile(level, n, tileWidth(level, n, size));
      reads.set(key, read);
    }
    return nodeInTile(await read, start, count);
  };
}

/**
 * Answers the nodes of the tree's edge from `edge` and all others from `hashAt`. A proof needs the tiles
 * above its leaf and those of the right edge. A log that keeps its edge at hand skips the latter, so a proof
 * costs one tile per 8 levels: 3 up to 16 million leaves.
 */
export function withEdge(size: number, edge: readonly Uint8Array[], hashAt: HashSource): HashSource {
  const nodes = edgeNodes(size);
  if (nodes.length !== edge.length)
    throw new RangeError(`a tree of ${size} has an edge of ${nodes.length} hashes`);
  const known = new Map(nodes.map((node, i) => [`${node.level}/${node.index}`, edge[i]!]));
  return async (node) => known.get(`${node.level}/${node.index}`) ?? hashAt(node);
}

/** Root of the tree of `size` leaves, from its tiles. */
export async function rootFromTiles(size: number, readTile: TileReader): Promise<Uint8Array> {
  return rootOfEdge(await Promise.all(edgeNodes(size).map(hashesFromTiles(size, readTile))));
}

/** The tiles that an inclusion proof reads, given the edge or not. For clients that fetch ahead. */
export function inclusionTiles(index: number, size: number, hasEdge = false) {
  return tilesOf(inclusionRanges(index, size).flatMap(nodesOf), size, hasEdge);
}

/** The tiles that a consistency proof reads, given the edge of the newer tree or not. */
export function consistencyTiles(size1: number, size2: number, hasEdge = false) {
  return tilesOf(consistencyRanges(size1, size2).flatMap(nodesOf), size2, hasEdge);
}

function tilesOf(nodes: NodeAddress[], size: number, hasEdge: boolean) {
  const known = new Set(hasEdge ? edgeNodes(size).map(({ level, index }) => `${level}/${index}`) : []);
  const tiles = new Map<string, { level: number; n: number; width: number }>();
  for (const node of nodes) {
    if (known.has(`${node.level}/${node.index}`)) continue;
    const { level, n } = placeInTile(node);
    tiles.set(`${level}/${n}`, { level, n, width: tileWidth(level, n, size) });
  }
  return [...tiles.values()];
}

// PATH of RFC 6962 §2.1.1, unrolled: walk from the root down to the leaf and keep the other
// half at each step.
function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`index ${index} is outside a tree of size ${size}`);
  }
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const split = start + powerOfTwoBelow(end - start);
    ranges.push(index < split ? { start: split, end } : { start, end: split });
    [start, end] = index < split ? [start, split] : [split, end];
  }
  return ranges.reverse();
}

// PROOF and SUBPROOF of RFC 6962 §2.1.2, unrolled in the same way.
function consistencyRanges(size1: number, size2: number): LeafRange[] {
  if (!Number.isSafeInteger(size1) || !Number.isSafeInteger(size2) || size1 < 1 || size1 > size2) {
    throw new RangeError(`no consistency proof from size ${size1} to ${size2}`);
  }
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size2];
  while (end !== size1) {
    const split = start + powerOfTwoBelow(end - start);
    ranges.push(size1 <= split ? { start: split, end } : { start, end: split });
    [start, end] = size1 <= split ? [start, split] : [split, end];
  }
  // Starting at 0, this subtree is the old tree itself, whose root the verifier has.
  if (start !== 0) ranges.push({ start, end });
  return ranges.reverse();
}

async function hashOfRange(range: LeafRange, hashAt: HashSource): Promise<Uint8Array> {
  return rootOfEdge(await Promise.all(nodesOf(range).map(hashAt)));
}

// The perfect subtrees of a range, largest first. The ranges of a proof start at a multiple of every power of
// two up to their length, so taking the largest that fits never crosses a boundary.
function nodesOf({ start, end }: LeafRange): NodeAddress[] {
  const nodes: NodeAddress[] = [];
  let from = start;
  let level = 0;
  while (2 ** (level + 1) <= end - start) level++;
  for (; from < end; level--) {
    if (2 ** level > end - from) continue;
    nodes.push({ level, index: from / 2 ** level });
    from += 2 ** level;
  }
  return nodes;
}

function placeInTile({ level, index }: NodeAddress) {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const perTile = TILE_WIDTH / count;
  return { level: tileLevel, n: Math.floor(index / perTile), start: (index % perTile) * count, count };
}

/** Largest power of two smaller than n; n ≥ 2. */
function powerOfTwoBelow(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}
