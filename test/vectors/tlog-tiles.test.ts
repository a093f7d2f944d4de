import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../events/tlog/checkpoint.ts';
import { decodeEntries, encodeEntries } from '../../events/tlog/entries.ts';
import { leafHash, rootOf, verifyConsistency, verifyInclusion } from '../../events/tlog/merkle.ts';
import { parseVkey } from '../../events/tlog/note-key.ts';
import { hashesFromTiles, proveConsistency, proveInclusion, rootFromTiles } from '../../events/tlog/prove.ts';
import { bundlesFor, formatTilePath, parseTilePath, splitTile, tilesFor } from '../../events/tlog/tile.ts';
import { concatBytes, toHex } from '../../shared/base/encoding.ts';
import { hasVectors, vectorBytes, vectorText } from './published.ts';

const KEY = parseVkey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx');
const SIZE_MAX = 15;
const sizes = Array.from({ length: SIZE_MAX + 1 }, (_, size) => size);

const checkpointOf = (size: number) =>
  openCheckpoint(vectorText(`tlog-tiles/checkpoint.${size}`), KEY).checkpoint;
const readTile = async (level: number, n: number, width: number) =>
  vectorBytes(`tlog-tiles/${formatTilePath({ level, n, width })}`);

describe.skipIf(!hasVectors())('tessera tlog-tiles vectors', () => {
  it.each(sizes)('checkpoint of size %i is signed, and its root follows from the entries', (size) => {
    const checkpoint = checkpointOf(size);
    expect(checkpoint.size).toBe(size);
    const hashes: Uint8Array[] = [];
    for (const bundle of bundlesFor(size)) {
      const bytes = vectorBytes(`tlog-tiles/${formatTilePath(bundle)}`);
      const entries = decodeEntries(bytes);
      expect(entries).toHaveLength(bundle.width);
      expect(encodeEntries(entries)).toEqual(bytes);
      hashes.push(...entries.map(leafHash));
    }
    expect(toHex(rootOf(hashes))).toBe(toHex(checkpoint.root));
  });

  it.each(sizes.slice(1))('tiles of size %i have their paths, hashes and root', async (size) => {
    for (const tile of tilesFor(size)) {
      const path = formatTilePath(tile);
      expect(parseTilePath(path)).toEqual(tile);
      const hashes = splitTile(vectorBytes(`tlog-tiles/${path}`));
      const entries = decodeEntries(vectorBytes(`tlog-tiles/tile/entries/000.p/${size}`));
      expect(toHex(concatBytes(hashes))).toBe(toHex(concatBytes(entries.map(leafHash))));
    }
    expect(toHex(await rootFromTiles(size, readTile))).toBe(toHex(checkpointOf(size).root));
  });

  it('every leaf is included in every tree after it', async () => {
    for (const size of sizes.slice(1)) {
      const { root } = checkpointOf(size);
      const leaves = splitTile(vectorBytes(`tlog-tiles/tile/0/000.p/${size}`));
      for (const [index, leaf] of leaves.entries()) {
        const proof = await proveInclusion(index, size, hashesFromTiles(size, readTile));
        verifyInclusion(index, size, leaf, proof, root);
      }
    }
  });

  it('every two checkpoints are consistent', async () => {
    for (const size2 of sizes.slice(1)) {
      for (const size1 of sizes.slice(1, size2 + 1)) {
        const proof = await proveConsistency(size1, size2, hashesFromTiles(size2, readTile));
        verifyConsistency(size1, size2, checkpointOf(size1).root, checkpointOf(size2).root, proof);
      }
    }
  });

  it('the latest checkpoint is one of them', () => {
    const { checkpoint } = openCheckpoint(vectorText('tlog-tiles/checkpoint'), KEY);
    expect(checkpoint).toEqual(checkpointOf(checkpoint.size));
  });
});
