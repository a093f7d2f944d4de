import { describe, expect, it } from 'vitest';
import { appendToTree } from '../../events/tlog/append.ts';
import { decodeEntries, ENTRY_BYTES_MAX, encodeEntries } from '../../events/tlog/entries.ts';
import { rootOf } from '../../events/tlog/merkle.ts';
import { rootFromTiles } from '../../events/tlog/prove.ts';
import {
  bundlesFor,
  formatTilePath,
  nodeInTile,
  parseTilePath,
  splitTile,
  tilesFor,
  tileWidth,
} from '../../events/tlog/tile.ts';
import { equalBytes, toHex } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { MemoryTiles, numberedHashes } from './memory-tiles.ts';

describe('tile path', () => {
  it.each([
    ['tile/0/000', { level: 0, n: 0, width: 256 }],
    ['tile/0/999.p/1', { level: 0, n: 999, width: 1 }],
    ['tile/1/x001/000.p/255', { level: 1, n: 1000, width: 255 }],
    ['tile/63/x001/x234/067', { level: 63, n: 1_234_067, width: 256 }],
    ['tile/entries/x001/x234/067.p/9', { level: 'entries' as const, n: 1_234_067, width: 9 }],
    ['tile/0/x009/x007/x199/x254/x740/991', { level: 0, n: Number.MAX_SAFE_INTEGER, width: 256 }],
  ])('%s', (path, address) => {
    expect(parseTilePath(path)).toEqual(address);
    expect(formatTilePath(address)).toBe(path);
  });

  it.each([
    '',
    'tile',
    '/tile/0/000',
    'tile/0/000/',
    'tile/0/0',
    'tile/0/1000',
    'tile/00/000',
    'tile/01/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/X001/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000.p',
    'tile/0/000.p/1000',
    'tile/data/000',
    'tile/entries/000\n',
    'tile/0/x009/x007/x199/x254/x740/992',
    'tile/0/٠٠٠',
  ])('refuses %j', (path) => {
    expect(() => parseTilePath(path)).toThrow(MalformedError);
  });
});

describe('tiles of a tree', () => {
  it('of 70,000 leaves are those that tlog-tiles counts', () => {
    const tiles = [...tilesFor(70_000)];
    expect(tiles.filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273);
    expect(tiles.filter(({ width }) => width < 256).map((tile) => Object.values(tile))).toEqual([
      [0, 273, 112],
      [1, 1, 17],
      [2, 0, 1],
    ]);
    expect(tiles).toHaveLength(277);
    expect([...bundlesFor(70_000)]).toHaveLength(274);
    expect([...bundlesFor(70_000)].at(-1)).toEqual({ level: 'entries', n: 273, width: 112 });
  });

  it('of 0, 1 and 256 leaves', () => {
    expect([...tilesFor(0)]).toEqual([]);
    expect([...tilesFor(1)]).toEqual([{ level: 0, n: 0, width: 1 }]);
    expect([...tilesFor(256)].map(formatTilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect(tileWidth(0, 1, 256)).toBe(0);
  });

  it('hash up to the root of their leaves', () => {
    const hashes = numberedHashes(256);
    const { levels } = new MemoryTiles(hashes);
    const tile = new MemoryTiles(hashes).tile(0, 0);
    expect(nodeInTile(tile, 0, 256)).toEqual(levels[1]![0]);
    expect(nodeInTile(tile, 0, 256)).toEqual(rootOf(hashes));
    expect(nodeInTile(tile, 64, 64)).toEqual(rootOf(hashes.slice(64, 128)));
    expect(() => nodeInTile(tile.subarray(0, 40), 0, 2)).toThrow(MalformedError);
  });

  it.each([0, 31, 33, 257 * 32])('of %i bytes are refused', (length) => {
    expect(() => splitTile(new Uint8Array(length))).toThrow(MalformedError);
  });

  it('give another root with any byte changed', async () => {
    const hashes = numberedHashes(7);
    const root = rootOf(hashes);
    const tile = new MemoryTiles(hashes).tile(0, 0);
    for (let byte = 0; byte < tile.length; byte++) {
      const changed = tile.slice();
      changed[byte]! ^= 0x10;
      expect(equalBytes(await rootFromTiles(7, async () => changed), root)).toBe(false);
      const grown = await appendToTree(7, async () => changed, []);
      expect(equalBytes(grown.oldRoot, root)).toBe(false);
    }
  });
});

describe('appendToTree', () => {
  it('changes nothing when there is nothing to append', async () => {
    const hashes = numberedHashes(300);
    const { size, root, oldRoot, tiles } = await appendToTree(300, new MemoryTiles(hashes).read, []);
    expect([size, tiles]).toEqual([300, []]);
    expect(root).toEqual(rootOf(hashes));
    expect(oldRoot).toEqual(root);
  });

  it('reads one partial tile per level and ignores what another appended since', async () => {
    const hashes = numberedHashes(66_000);
    const whole = new MemoryTiles(hashes);
    const tiles = new MemoryTiles(hashes);
    // The tile as stored: wider than the tree that we extend.
    const read = (level: number, n: number) => tiles.read(level, n, 256);
    const grown = await appendToTree(65_900, read, hashes.slice(65_900));
    expect(tiles.reads.sort()).toEqual(['0/257', '1/1', '2/0']);
    expect(toHex(grown.root)).toBe(toHex(rootOf(hashes)));
    expect(grown.tiles.map(({ level, n }) => `${level}/${n}`)).toEqual(['0/257']);
    expect(grown.tiles[0]!.hashes).toEqual(whole.tile(0, 257));
  });

  it('refuses a tile that is too short and a hash that is none', async () => {
    await expect(appendToTree(5, async () => new Uint8Array(4 * 32), [])).rejects.toThrow(MalformedError);
    await expect(appendToTree(0, async () => new Uint8Array(0), [new Uint8Array(31)])).rejects.toThrow(
      MalformedError,
    );
  });
});

describe('entry bundle', () => {
  it('prefixes each entry with its length in 16 bits', () => {
    const entries = [Uint8Array.of(), Uint8Array.of(7), new Uint8Array(258)];
    const bundle = encodeEntries(entries);
    expect(toHex(bundle.subarray(0, 7))).toBe('00000001070102');
    expect(decodeEntries(bundle)).toEqual(entries);
    const longest = [new Uint8Array(ENTRY_BYTES_MAX).fill(1)];
    expect(decodeEntries(encodeEntries(longest))[0]).toHaveLength(ENTRY_BYTES_MAX);
  });

  it('decodes a view into a larger buffer', () => {
    const bundle = encodeEntries([Uint8Array.of(1, 2)]);
    const buffer = new Uint8Array(10).fill(9);
    buffer.set(bundle, 3);
    expect(decodeEntries(buffer.subarray(3, 3 + bundle.length))).toEqual([Uint8Array.of(1, 2)]);
  });

  it.each([
    ['empty', new Uint8Array(0)],
    ['half a length', Uint8Array.of(0)],
    ['cut entry', Uint8Array.of(0, 2, 1)],
    ['trailing byte', Uint8Array.of(0, 1, 1, 0)],
    ['257 entries', new Uint8Array(257 * 2)],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeEntries(bytes)).toThrow(MalformedError);
  });

  it('refuses to encode none, 257, or one that is too long', () => {
    expect(() => encodeEntries([])).toThrow(MalformedError);
    expect(() => encodeEntries(Array(257).fill(new Uint8Array(1)))).toThrow(MalformedError);
    expect(() => encodeEntries([new Uint8Array(ENTRY_BYTES_MAX + 1)])).toThrow(MalformedError);
  });
});
