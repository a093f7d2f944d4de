/**
 * Holds the log in a table against everything that must be true of it, through the public read API
 * alone and without the sequencer's code: each leaf against the tiles, tiles against the root, the
 * order of the commits.
 */
import { expect } from 'vitest';
import { openCheckpoint } from '../../../events/tlog/checkpoint.ts';
import { decodeEntries } from '../../../events/tlog/entries.ts';
import { leafHash, rootOf, verifyConsistency } from '../../../events/tlog/merkle.ts';
import type { NoteKey } from '../../../events/tlog/note-key.ts';
import { proveConsistency } from '../../../events/tlog/prove.ts';
import { bundlesFor, formatTilePath, nodeInTile, splitTile, tilesFor } from '../../../events/tlog/tile.ts';
import { fromUtf8, toHex } from '../../../shared/base/encoding.ts';
import type { RegistryEvent } from '../../../shared/ledger/event.ts';
import type { TestApi } from '../probes/api.ts';

export interface CheckedLog {
  size: number;
  root: Uint8Array;
  leaves: Uint8Array[];
  events: RegistryEvent[];
}

/** Reads and checks the whole log; `before` is an earlier reading that it must extend. */
export async function checkLog(api: TestApi, key: NoteKey, before?: CheckedLog): Promise<CheckedLog> {
  const { body } = await api.send('GET /log/checkpoint');
  const { checkpoint } = openCheckpoint(String(body), key);
  const leaves: Uint8Array[] = [];
  for (const bundle of bundlesFor(checkpoint.size))
    leaves.push(...decodeEntries((await api.send(`GET /log/${formatTilePath(bundle)}`)).body as Uint8Array));
  const hashes = leaves.map(leafHash);
  expect(toHex(rootOf(hashes))).toBe(toHex(checkpoint.root));
  await checkTiles(api, checkpoint.size, hashes);
  const events = leaves.map((leaf) => JSON.parse(fromUtf8(leaf)) as RegistryEvent);
  checkOrder(events);
  if (before && before.size > 0) {
    const proof = await proveConsistency(before.size, checkpoint.size, async ({ level, index }) =>
      rootOf(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    );
    verifyConsistency(before.size, checkpoint.size, before.root, checkpoint.root, proof);
  }
  return { size: checkpoint.size, root: checkpoint.root, leaves, events };
}

async function checkTiles(api: TestApi, size: number, hashes: Uint8Array[]): Promise<void> {
  let below = hashes;
  let level = 0;
  for (const address of tilesFor(size)) {
    if (address.level !== level) {
      // One level up: the root of each full tile below.
      below = Array.from({ length: Math.floor(below.length / 256) }, (_, n) =>
        rootOf(below.slice(n * 256, (n + 1) * 256)),
      );
      level = address.level;
    }
    const tile = (await api.send(`GET /log/${formatTilePath(address)}`)).body as Uint8Array;
    const expected = below.slice(address.n * 256, address.n * 256 + address.width);
    expect(splitTile(tile).map(toHex)).toEqual(expected.map(toHex));
    if (address.width === 256) expect(nodeInTile(tile, 0, 256)).toEqual(rootOf(expected));
  }
}

/** Every commit once, and every `prev` before its successor. */
function checkOrder(events: readonly RegistryEvent[]): void {
  const seen = new Set<string>();
  for (const { id, advances } of events) {
    expect(seen.has(id)).toBe(false);
    for (const { prev } of advances) if (prev) expect(seen.has(prev)).toBe(true);
    seen.add(id);
  }
}
