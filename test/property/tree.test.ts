import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendToTree } from '../../events/tlog/append.ts';
import { rootOf, verifyConsistency, verifyInclusion } from '../../events/tlog/merkle.ts';
import {
  hashesFromTiles,
  inclusionTiles,
  proveConsistency,
  proveInclusion,
  rootFromTiles,
  withEdge,
} from '../../events/tlog/prove.ts';
import { formatTilePath, parseTilePath, tilesFor } from '../../events/tlog/tile.ts';
import { toHex } from '../../shared/base/encoding.ts';
import { MemoryTiles, numberedHashes } from '../unit/memory-tiles.ts';

const LARGE = 70_000;
const hashes = numberedHashes(LARGE);
const large = new MemoryTiles(hashes);

/** Tiles as a table would keep them: each append overwrites those that it changed. */
async function growInChunks(chunks: readonly number[]) {
  const stored = new Map<string, Uint8Array>();
  const read = async (level: number, n: number) => stored.get(`${level}/${n}`)!;
  let size = 0;
  let grown = await appendToTree(0, read, []);
  for (const chunk of chunks) {
    grown = await appendToTree(size, read, hashes.slice(size, size + chunk));
    for (const tile of grown.tiles) stored.set(`${tile.level}/${tile.n}`, tile.hashes);
    size = grown.size;
  }
  return { ...grown, stored };
}

describe('appendToTree', () => {
  const chunks = fc.array(fc.oneof(fc.nat(5), fc.nat(90), fc.nat(600)), { minLength: 1, maxLength: 12 });

  it('gives the same root, edge and tiles in whatever chunks', async () => {
    await fc.assert(
      fc.asyncProperty(chunks, async (sizes) => {
        const size = sizes.reduce((sum, chunk) => sum + chunk, 0);
        const { root, edge, stored, size: grownSize } = await growInChunks(sizes);
        expect(grownSize).toBe(size);
        expect(toHex(root)).toBe(toHex(rootOf(hashes.slice(0, size))));
        expect(edge).toEqual((await appendToTree(0, large.read, hashes.slice(0, size))).edge);
        const tiles = [...tilesFor(size)];
        expect([...stored.keys()].sort()).toEqual(tiles.map(({ level, n }) => `${level}/${n}`).sort());
        const whole = new MemoryTiles(hashes.slice(0, size));
        for (const { level, n } of tiles) {
          expect(stored.get(`${level}/${n}`)).toEqual(whole.tile(level, n));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('crosses a level-1 tile boundary in one step', async () => {
    const { root, stored } = await growInChunks([65_000, 1_000]);
    expect(toHex(root)).toBe(toHex(rootOf(hashes.slice(0, 66_000))));
    const whole = new MemoryTiles(hashes.slice(0, 66_000));
    for (const { level, n } of tilesFor(66_000))
      expect(stored.get(`${level}/${n}`)).toEqual(whole.tile(level, n));
  });
});

describe('proofs', () => {
  const sizeAndIndex = fc
    .oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: LARGE }))
    .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

  it('of inclusion verify, with and without the edge', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndIndex, async ([size, index]) => {
        const root = await rootFromTiles(size, large.read);
        const { edge } = await appendToTree(size, large.read, []);
        const source = hashesFromTiles(size, large.read);
        const proof = await proveInclusion(index, size, source);
        verifyInclusion(index, size, hashes[index]!, proof, root);
        expect(await proveInclusion(index, size, withEdge(size, edge, source))).toEqual(proof);
        expect(inclusionTiles(index, size, true).length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  });

  it('of consistency verify', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndIndex, async ([size2, index]) => {
        const size1 = index + 1;
        const proof = await proveConsistency(size1, size2, hashesFromTiles(size2, large.read));
        const [root1, root2] = [
          await rootFromTiles(size1, large.read),
          await rootFromTiles(size2, large.read),
        ];
        verifyConsistency(size1, size2, root1, root2, proof);
      }),
      { numRuns: 150 },
    );
  });
});

describe('tile paths', () => {
  it('are read back as written', () => {
    const level = fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const));
    const address = fc.record({ level, n: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) });
    fc.assert(
      fc.property(address, (tile) => {
        expect(parseTilePath(formatTilePath(tile))).toEqual(tile);
      }),
    );
  });
});
