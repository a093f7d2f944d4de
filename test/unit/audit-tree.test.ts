/** Every link of a tree of several tiles: a changed hash is found where it was changed, and nowhere else. */
import { expect, it } from 'vitest';
import { auditTree } from '../../events/audit/tree.ts';
import type { Violation } from '../../events/audit/violation.ts';
import { rootOf } from '../../events/tlog/merkle.ts';
import { logFiles, MemorySource } from '../support/log/log.ts';
import { numberedHashes } from './memory-tiles.ts';

const SIZE = 600;
const leaves = Array.from({ length: SIZE }, (_, i) => String(i));
const files = await logFiles(leaves);

async function treeOf(published: Map<string, Uint8Array>) {
  const violations: Violation[] = [];
  const tree = await auditTree(new MemorySource(published), SIZE, (found) => violations.push(found));
  return { ...tree, violations };
}

async function auditWith(path: string, change: (bytes: Uint8Array) => Uint8Array | undefined) {
  const changed = new Map(files);
  const bytes = change(Uint8Array.from(files.get(path)!));
  if (bytes) changed.set(path, bytes);
  else changed.delete(path);
  return treeOf(changed);
}

const flip = (at: number) => (bytes: Uint8Array) => {
  bytes[at]! ^= 1;
  return bytes;
};
const places = (found: { rule: string; tile?: string; index?: number }[]) =>
  found.map(({ rule, tile, index }) => [rule, tile, ...(index === undefined ? [] : [index])]);

it('a sound tree has its root at every size', async () => {
  const tree = await treeOf(files);
  expect(tree.violations).toEqual([]);
  for (const size of [0, 1, 255, 256, 257, 512, 599, 600])
    expect(await tree.rootAt(size)).toEqual(rootOf(numberedHashes(size)));
});

it('a changed leaf', async () => {
  // Entries of the second bundle are 5 bytes long: two of length, three digits.
  const { violations } = await auditWith('tile/entries/001', flip(5 * 10 + 2));
  expect(places(violations)).toEqual([['leaf-mismatch', 'tile/entries/001', 266]]);
});

it('a changed hash of a leaf breaks the links on both of its sides', async () => {
  const { violations } = await auditWith('tile/0/001', flip(32 * 10));
  expect(places(violations)).toEqual([
    ['leaf-mismatch', 'tile/entries/001', 266],
    ['tile-mismatch', 'tile/1/000.p/2'],
  ]);
});

it('a changed hash of the upper tile', async () => {
  const { violations } = await auditWith('tile/1/000.p/2', flip(32));
  expect(places(violations)).toEqual([['tile-mismatch', 'tile/1/000.p/2']]);
});

it.each(['tile/0/000', 'tile/0/001', 'tile/0/002.p/88', 'tile/1/000.p/2'])('%s missing', async (path) => {
  const { violations, rootAt } = await auditWith(path, () => undefined);
  expect(places(violations)).toEqual([['tile-missing', path]]);
  // The leaves tell what the tile should have been.
  expect(await rootAt(SIZE)).toEqual(rootOf(numberedHashes(SIZE)));
});

it.each(['tile/0/001', 'tile/1/000.p/2'])('%s cut off', async (path) => {
  const { violations } = await auditWith(path, (bytes) => bytes.subarray(1));
  expect(places(violations)).toEqual([['tile-malformed', path]]);
});

it('a bundle that is missing, cut off, or too short', async () => {
  const path = 'tile/entries/001';
  expect(places((await auditWith(path, () => undefined)).violations)).toEqual([
    ['bundle-missing', path, 256],
  ]);
  const cut = await auditWith(path, (bytes) => bytes.subarray(0, -1));
  expect(places(cut.violations)).toEqual([['bundle-malformed', path, 256]]);
  const short = await auditWith(path, (bytes) => bytes.subarray(0, -5));
  expect(places(short.violations)).toEqual([['bundle-width', path, 256]]);
});

it('neither a bundle nor its tile: the tree is lost from there on', async () => {
  const without = new Map([...files].filter(([path]) => !path.endsWith('/001')));
  const { violations, rootAt } = await treeOf(without);
  expect(places(violations)).toEqual([
    ['bundle-missing', 'tile/entries/001', 256],
    ['tile-missing', 'tile/0/001'],
  ]);
  expect(await rootAt(SIZE)).toBeUndefined();
});
