/** Logs of given leaves, in memory: tiles, bundles and a checkpoint signed with a test key. */

import type { LogSource } from '../../../events/audit/source.ts';
import { appendToTree } from '../../../events/tlog/append.ts';
import { signCheckpoint } from '../../../events/tlog/checkpoint.ts';
import { encodeEntries } from '../../../events/tlog/entries.ts';
import { leafHash } from '../../../events/tlog/merkle.ts';
import { ED25519, type NoteSigner } from '../../../events/tlog/note-key.ts';
import { bundlesFor, formatTilePath, TILE_WIDTH, type TileAddress } from '../../../events/tlog/tile.ts';
import { toUtf8 } from '../../../shared/base/encoding.ts';
import { signerOf } from '../../unit/file-signer.ts';

export const ORIGIN = 'lvzhang.test/log';
export const logSigner = signerOf(ORIGIN, ED25519, 7);

/** The time of a test's auditor: later than its histories, whatever this machine's clock says. */
export const AUDITED_AT = new Date('2030-01-01T00:00:00.000Z');

/** Leaves appended at once; whole bundles, so that no tile is stored twice. */
const CHUNK = 64 * TILE_WIDTH;

/** Every file of a log with these leaves, by its path, `checkpoint` among them. */
export async function logFiles(
  leaves: readonly string[],
  signer: NoteSigner = logSigner,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const entries = leaves.map(toUtf8);
  for (const { n, width } of bundlesFor(entries.length)) {
    const start = n * TILE_WIDTH;
    files.set(
      formatTilePath({ level: 'entries', n, width }),
      encodeEntries(entries.slice(start, start + width)),
    );
  }
  const stored = new Map<string, Uint8Array>();
  const readTile = async (level: number, n: number) => stored.get(`${level}/${n}`)!;
  let size = 0;
  let root = (await appendToTree(0, readTile, [])).root;
  while (size < entries.length) {
    const hashes = entries.slice(size, size + CHUNK).map(leafHash);
    const grown = await appendToTree(size, readTile, hashes);
    for (const { level, n, hashes: tile } of grown.tiles) stored.set(`${level}/${n}`, tile);
    ({ size, root } = grown);
  }
  for (const [key, tile] of stored) {
    const [level, n] = key.split('/').map(Number) as [number, number];
    files.set(formatTilePath({ level, n, width: tile.length / 32 }), tile);
  }
  files.set('checkpoint', toUtf8(await signCheckpoint({ origin: signer.key.name, size, root }, signer)));
  return files;
}

/** A source that reads these files. */
export class MemorySource implements LogSource {
  readonly name = 'memory';
  readonly files: ReadonlyMap<string, Uint8Array>;

  constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.files = files;
  }

  async checkpoint(): Promise<Uint8Array> {
    return this.files.get('checkpoint')!;
  }

  async tile(address: TileAddress): Promise<Uint8Array | undefined> {
    return this.files.get(formatTilePath(address));
  }
}
