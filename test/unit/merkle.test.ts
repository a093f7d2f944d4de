import { describe, expect, it } from 'vitest';
import { appendToTree } from '../../events/tlog/append.ts';
import {
  CompactRange,
  emptyRoot,
  leafHash,
  nodeHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from '../../events/tlog/merkle.ts';
import {
  consistencyTiles,
  edgeNodes,
  hashesFromTiles,
  inclusionTiles,
  proveConsistency,
  proveInclusion,
  rootFromTiles,
  withEdge,
} from '../../events/tlog/prove.ts';
import { UnverifiedError } from '../../events/tlog/unverified.ts';
import { concatBytes, fromHex, toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { MemoryTiles, numberedHashes } from './memory-tiles.ts';

// The inputs and roots that Certificate Transparency's own tests publish for RFC 6962 trees of size 1 to 8.
const RFC6962_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const RFC6962_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('RFC 6962 tree', () => {
  it('has the published roots', () => {
    expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOf([])).toEqual(emptyRoot());
    const range = new CompactRange();
    RFC6962_LEAVES.forEach((leaf, i) => {
      range.append(leafHash(fromHex(leaf)));
      expect(toHex(range.root())).toBe(RFC6962_ROOTS[i]);
    });
  });

  it('hashes leaves larger than its scratch memory', () => {
    for (const length of [16_383, 16_384, 16_385, 70_000]) {
      const leaf = new Uint8Array(length).fill(length % 251);
      expect(leafHash(leaf)).toEqual(sha256(concatBytes([Uint8Array.of(0), leaf])));
    }
  });

  it('keeps an interior node from standing as a leaf (second preimage)', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((text) => leafHash(toUtf8(text)));
    const left = concatBytes([a!, b!]);
    const right = concatBytes([c!, d!]);
    const root = rootOf([a!, b!, c!, d!]);
    expect(toHex(rootOf([leafHash(left), leafHash(right)]))).not.toBe(toHex(root));
    // Without the prefixes the two trees would collide:
    const bare = (x: Uint8Array, y: Uint8Array) => sha256(concatBytes([x, y]));
    expect(bare(sha256(left), sha256(right))).toEqual(bare(bare(a!, b!), bare(c!, d!)));
    // And the interior node's bytes verify as a leaf of neither size.
    expect(() => verifyInclusion(0, 2, leafHash(left), [nodeHash(c!, d!)], root)).toThrow(UnverifiedError);
  });
});

describe('proofs from tiles', () => {
  it('verify for every index and size up to 300', async () => {
    const hashes = numberedHashes(300);
    const range = new CompactRange();
    for (let size = 1; size <= hashes.length; size++) {
      range.append(hashes[size - 1]!);
      const source = withEdge(
        size,
        range.edge,
        hashesFromTiles(size, new MemoryTiles(hashes.slice(0, size)).read),
      );
      const root = range.root();
      for (let index = 0; index < size; index += size < 40 ? 1 : 7) {
        verifyInclusion(index, size, hashes[index]!, await proveInclusion(index, size, source), root);
      }
    }
  });

  it('verify for every two sizes up to 70, and around tile boundaries', async () => {
    const hashes = numberedHashes(66_000);
    const sizes = [...Array(71).keys()]
      .slice(1)
      .concat([255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537]);
    const tiles = new MemoryTiles(hashes);
    const roots = new Map<number, Uint8Array>();
    for (const size of sizes) roots.set(size, await rootFromTiles(size, tiles.read));
    expect(roots.get(65_537)).toEqual(rootOf(hashes.slice(0, 65_537)));
    for (const size2 of sizes) {
      for (const size1 of sizes.filter((size) => size <= size2)) {
        const proof = await proveConsistency(size1, size2, hashesFromTiles(size2, tiles.read));
        verifyConsistency(size1, size2, roots.get(size1)!, roots.get(size2)!, proof);
      }
    }
  });

  it('is refused with any byte of proof, root or leaf changed', async () => {
    const hashes = numberedHashes(300);
    const tiles = new MemoryTiles(hashes);
    const root = rootOf(hashes);
    const oldRoot = rootOf(hashes.slice(0, 77));
    const path = await proveInclusion(123, 300, hashesFromTiles(300, tiles.read));
    const extension = await proveConsistency(77, 300, hashesFromTiles(300, tiles.read));
    for (const mutant of mutants([hashes[123]!, root, ...path])) {
      const [leaf, top, ...proof] = mutant;
      expect(() => verifyInclusion(123, 300, leaf!, proof, top!)).toThrow(UnverifiedError);
    }
    for (const mutant of mutants([oldRoot, root, ...extension])) {
      const [old, top, ...proof] = mutant;
      expect(() => verifyConsistency(77, 300, old!, top!, proof)).toThrow(UnverifiedError);
    }
  });

  it('is refused at any other index or size, and with a hash more or less', async () => {
    const hashes = numberedHashes(100);
    const proof = await proveInclusion(37, 100, hashesFromTiles(100, new MemoryTiles(hashes).read));
    const root = rootOf(hashes);
    for (let index = -1; index <= 101; index++) {
      if (index === 37) continue;
      expect(() => verifyInclusion(index, 100, hashes[37]!, proof, root)).toThrow(UnverifiedError);
    }
    for (const other of [proof.slice(1), proof.slice(0, -1), [...proof, root], [root, ...proof], []]) {
      expect(() => verifyInclusion(37, 100, hashes[37]!, other, root)).toThrow(UnverifiedError);
    }
    for (const size of [0, -1, 0.5, 37, 2 ** 53, Number.NaN]) {
      expect(() => verifyInclusion(37, size, hashes[37]!, proof, root)).toThrow(UnverifiedError);
    }
  });

  it('reads at most 3 tiles at a million leaves, given the edge, and 5 without it', () => {
    for (const size of [1_000_000, 1_048_576, 999_937, 1_000_001]) {
      for (let index = 0; index < size; index += 4_999) {
        expect(inclusionTiles(index, size, true).length).toBeLessThanOrEqual(3);
        expect(inclusionTiles(index, size).length).toBeLessThanOrEqual(5);
        if (index > 0) expect(consistencyTiles(index, size, true).length).toBeLessThanOrEqual(3);
      }
    }
  });

  it('announces exactly the tiles that it reads', async () => {
    const hashes = numberedHashes(66_000);
    const { edge } = await appendToTree(0, new MemoryTiles([]).read, hashes);
    for (const index of [0, 255, 256, 40_000, 65_535, 65_536, 65_999]) {
      for (const hasEdge of [false, true]) {
        const tiles = new MemoryTiles(hashes);
        const source = hashesFromTiles(66_000, tiles.read);
        await proveInclusion(index, 66_000, hasEdge ? withEdge(66_000, edge, source) : source);
        const announced = inclusionTiles(index, 66_000, hasEdge).map(({ level, n }) => `${level}/${n}`);
        expect(tiles.reads.sort()).toEqual(announced.sort());
      }
    }
  });

  it('addresses nodes beyond 2^32', async () => {
    const size = 2 ** 52 + 3;
    expect(edgeNodes(size)).toEqual([
      { level: 52, index: 0 },
      { level: 1, index: 2 ** 51 },
      { level: 0, index: 2 ** 52 + 2 },
    ]);
    const leaf = leafHash(toUtf8('far'));
    const proof = await proveInclusion(2 ** 52 + 1, size, async () => leaf);
    const root = nodeHash(leaf, nodeHash(nodeHash(leaf, leaf), leaf));
    verifyInclusion(2 ** 52 + 1, size, leaf, proof, root);
    const pair = nodeHash(leaf, leaf);
    const extension = await proveConsistency(2 ** 52, size, async ({ level }) => (level === 1 ? pair : leaf));
    verifyConsistency(2 ** 52, size, leaf, root, extension);
  });

  it.each([
    [-1, 5],
    [5, 5],
    [0, 0],
    [0.5, 5],
  ])('there is none for index %d of %d', async (index, size) => {
    await expect(proveInclusion(index, size, async () => emptyRoot())).rejects.toThrow(RangeError);
  });
});

/** Every way to change one bit of every byte of one of these. */
function* mutants(parts: readonly Uint8Array[]): Generator<Uint8Array[]> {
  for (let part = 0; part < parts.length; part++) {
    for (let byte = 0; byte < parts[part]!.length; byte++) {
      const copy = parts.map((bytes) => bytes.slice());
      copy[part]![byte]! ^= 1 << (byte % 8);
      yield copy;
    }
  }
}
