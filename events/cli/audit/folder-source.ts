/**
 * A log in a folder, in tlog-tiles layout: `checkpoint`, `tile/…`; and `boundary/<digest>.geojson` beside it.
 */
import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toUtf8 } from '../../../shared/base/encoding.ts';
import { boundaryPath } from '../../audit/boundaries.ts';
import type { LogSource } from '../../audit/source.ts';
import { decodeEntries, encodeEntries } from '../../tlog/entries.ts';
import { HASH_BYTES } from '../../tlog/merkle.ts';
import { formatTilePath, TILE_WIDTH, type TileAddress, tileWidth } from '../../tlog/tile.ts';
import { readText } from '../file/text-file.ts';

export class FolderSource implements LogSource {
  readonly name: string;

  constructor(folder: string) {
    this.name = folder;
  }

  async checkpoint(): Promise<Uint8Array> {
    return toUtf8(readText(join(this.name, 'checkpoint')));
  }

  async tile(address: TileAddress): Promise<Uint8Array | undefined> {
    const found = readIfThere(join(this.name, formatTilePath(address)));
    if (found || address.width === TILE_WIDTH) return found;
    // tlog-tiles lets a log drop a partial tile once the full one is there.
    const full = readIfThere(join(this.name, formatTilePath({ ...address, width: TILE_WIDTH })));
    return full && beginningOf(full, address);
  }

  async boundary(digest: string): Promise<Uint8Array | undefined> {
    return readIfThere(join(this.name, boundaryFile(digest)));
  }

  /** Only the right edge is looked at: the tile that the tree ends in, and the one after it. */
  async beyond(size: number): Promise<string | undefined> {
    const n = Math.floor(size / TILE_WIDTH);
    for (const level of [0, 'entries'] as const) {
      const width = tileWidth(level, n, size);
      for (const wider of await this.widths(level, n)) {
        if (wider > width) return formatTilePath({ level, n, width: wider });
      }
      for (const wider of await this.widths(level, n + 1))
        return formatTilePath({ level, n: n + 1, width: wider });
    }
    return undefined;
  }

  /** Widths in which tile `n` exists. */
  private async widths(level: 0 | 'entries', n: number): Promise<number[]> {
    const full = join(this.name, formatTilePath({ level, n, width: TILE_WIDTH }));
    const partial = await readdir(`${full}.p`).catch(() => []);
    const isThere = await stat(full).then(
      () => [TILE_WIDTH],
      () => [],
    );
    return [...partial.map(Number).filter(Number.isInteger), ...isThere];
  }
}

/** Path of a published boundary in a folder; its extension lets a map open it. */
export const boundaryFile = (digest: string): string => `${boundaryPath(digest)}.geojson`;

function beginningOf(full: Uint8Array, { level, width }: TileAddress): Uint8Array {
  if (level === 'entries') return encodeEntries(decodeEntries(full).slice(0, width));
  return full.subarray(0, width * HASH_BYTES);
}

/** Synchronous: for a local file of 200 KB the four trips to the thread pool cost more than the reading. */
function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
