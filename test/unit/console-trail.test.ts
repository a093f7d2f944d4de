/** The trail of the console: what it shows of a log is what the log has, and what a person looked for. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '../../console/log/verified-log.ts';
import { findLeaves, PAGE, readLeaf, type Sought } from '../../console/trail/find-leaves.ts';
import { leafHash } from '../../events/tlog/merkle.ts';
import { UnverifiedError } from '../../events/tlog/unverified.ts';
import { equalBytes, toUtf8 } from '../../shared/base/encoding.ts';
import { logFiles, logSigner, MemorySource } from '../support/log/log.ts';

const SIZE = 1500;
const FIRST = Date.parse('2026-01-01T00:00:00.000Z');
const MINUTES_MS = 60_000;

/** Two an hour: a day of China has 48. */
const leafAt = (i: number): string =>
  JSON.stringify({
    advances: [{ entity: `block:b-${i}/1`, version: 1 }],
    at: new Date(FIRST + i * 30 * MINUTES_MS).toISOString(),
    by: { org: i % 7 === 0 ? 'o-seven' : 'o-seven-not', role: 'enterprise' },
    id: `commit-${i}`,
    type: i % 100 === 0 ? 'state.recorded' : 'units.retired',
  });

let files: Map<string, Uint8Array>;
beforeAll(async () => {
  files = await logFiles(Array.from({ length: SIZE }, (_, i) => leafAt(i)));
});

const open = (from = files) => openLog(new MemorySource(from), logSigner.key);

/** The same files with the last byte of one changed. */
function changed(path: string, at = -1): Map<string, Uint8Array> {
  const bytes = Uint8Array.from(files.get(path)!);
  const offset = at < 0 ? bytes.length + at : at;
  bytes[offset] = bytes[offset]! ^ 1;
  return new Map(files).set(path, bytes);
}

describe('leaves held against the signed root', () => {
  it.each([0, 3, 5])('proves every leaf of bundle %i', async (n) => {
    const leaves = await (await open()).bundle(n);
    expect(leaves.map(({ index }) => index)).toEqual(
      Array.from({ length: Math.min(256, SIZE - n * 256) }, (_, i) => n * 256 + i),
    );
    expect(leaves.every(({ isProven }) => isProven)).toBe(true);
  });

  it.each([
    ['tile/entries/002', 767],
    ['tile/entries/005.p/220', 1499],
  ])('tells the one leaf of %s that was changed', async (path, index) => {
    const log = await open(changed(path, -8));
    const leaves = await log.bundle(Math.floor(index / 256));
    expect(leaves.filter(({ isProven }) => !isProven).map((leaf) => leaf.index)).toEqual([index]);
  });

  it('proves none where leaf and tile were changed together', async () => {
    const both = changed('tile/entries/002', -8);
    const entries = both.get('tile/entries/002')!;
    const tile = Uint8Array.from(files.get('tile/0/002')!);
    tile.set(leafHash(toUtf8(new TextDecoder().decode(entries.subarray(-leafAt(767).length)))), 255 * 32);
    both.set('tile/0/002', tile);
    await expect((await open(both)).bundle(2)).rejects.toThrow(UnverifiedError);
  });

  it('proves none where a tile above was changed', async () => {
    const log = await open(changed('tile/1/000.p/5'));
    await expect(log.bundle(1)).rejects.toThrow(UnverifiedError);
  });

  it('proves none that is missing', async () => {
    const less = new Map(files);
    less.delete('tile/entries/001');
    await expect((await open(less)).bundle(1)).rejects.toThrow(UnverifiedError);
  });

  it('refuses a checkpoint that was changed', async () => {
    await expect(open(changed('checkpoint', 20))).rejects.toThrow();
  });
});

describe('a log that was seen before', () => {
  const seenOf = async (size: number) => {
    const earlier = await open(await logFiles(Array.from({ length: size }, (_, i) => leafAt(i))));
    return { size: earlier.size, root: earlier.root };
  };

  it.each([1, 256, 300, SIZE])('has grown out of its first %i leaves', async (size) => {
    const log = await open();
    await log.growsOutOf(await seenOf(size));
    expect(equalBytes((await seenOf(SIZE)).root, log.root)).toBe(true);
  });

  it('has not grown out of another one, nor shrunk', async () => {
    const log = await open();
    const other = await open(await logFiles(['another', 'history']));
    await expect(log.growsOutOf(other)).rejects.toThrow(UnverifiedError);
    await expect(log.growsOutOf({ size: SIZE + 1, root: log.root })).rejects.toThrow(/1501 leaves before/);
  });
});

describe('leaves that are looked for', () => {
  const found = async (sought: Sought, before?: number) => findLeaves(await open(), sought, before);
  const indexes = ({ leaves }: { leaves: { index: number }[] }) => leaves.map(({ index }) => index);

  it('shows the newest first, page by page, across bundles', async () => {
    const first = await found({});
    expect(indexes(first)).toEqual(Array.from({ length: PAGE }, (_, i) => SIZE - 1 - i));
    const across = await found({}, 280);
    expect(indexes(across)).toEqual(Array.from({ length: PAGE }, (_, i) => 279 - i));
    expect(across.next).toBe(230);
    expect(await found({}, 10)).toMatchObject({ next: 0, leaves: { length: 10 } });
  });

  it('finds a type, an id that is not part of another, and a day of China', async () => {
    expect(indexes(await found({ type: 'state.recorded' }))).toEqual(
      Array.from({ length: 15 }, (_, i) => 1400 - 100 * i),
    );
    const seven = await found({ about: 'o-seven' });
    expect(indexes(seven).slice(0, 2)).toEqual([1498, 1491]);
    expect(seven.leaves.every(({ event }) => event?.by.org === 'o-seven')).toBe(true);
    expect(indexes(await found({ about: 'b-12' }))).toEqual([12]);
    const day = await found({ day: '2026-01-20' });
    expect(indexes(day)).toEqual(Array.from({ length: 48 }, (_, i) => 943 - i));
    expect(day.next).toBe(0);
    expect(await found({ day: '2031-01-01' })).toMatchObject({ next: 0, leaves: [] });
    expect(await found({ day: '2025-01-01' })).toMatchObject({ next: 0, leaves: [] });
  });

  it('reads no more bundles for a day than halving takes', async () => {
    const log = await open();
    const read = new Set<number>();
    const counted = { size: log.size, bundle: (n: number) => log.bundle(n).finally(() => read.add(n)) };
    await findLeaves(counted, { day: '2026-01-31' });
    expect(read.size).toBeLessThan(6);
  });

  it('shows what it cannot read as such', () => {
    const bytes = toUtf8('{"id":1}');
    expect(readLeaf({ index: 0, bytes, isProven: true }).event).toBeUndefined();
  });
});
