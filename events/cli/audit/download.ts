/** Downloads a log into a folder: parallel, and resumable, since full tiles never change. */
import { bundlesFor, formatTilePath, TILE_WIDTH, type TileAddress, tilesFor } from '../../tlog/tile.ts';
import type { AuditFolder } from './audit-folder.ts';
import type { HttpSource } from './http-source.ts';

const PARALLEL = 12;

export interface DownloadProgress {
  done: number;
  total: number;
}

/**
 * Fetches every tile and entry bundle of the tree of `size` leaves that the folder hasn't, then puts the checkpoint in
 * place. What the log hasn't is left out; the audit finds it missing. Throws FetchError when the log can't be reached.
 */
export async function downloadLog(
  source: HttpSource,
  folder: AuditFolder,
  { checkpoint, size }: { checkpoint: Uint8Array; size: number },
  onProgress: (progress: DownloadProgress) => void,
): Promise<void> {
  folder.beginDownload();
  const wanted = [...tilesFor(size), ...bundlesFor(size)].filter((address) => !isKept(folder, address));
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let address = wanted[next++]; address; address = wanted[next++]) {
      const bytes = await source.tile(address);
      if (bytes) place(folder, address, bytes);
      onProgress({ done: ++done, total: wanted.length });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  folder.write('checkpoint', checkpoint);
  folder.endDownload();
}

/** Full tiles are final. A partial one is fetched anew: it costs little, and heals one that was damaged. */
function isKept(folder: AuditFolder, address: TileAddress): boolean {
  return address.width === TILE_WIDTH && folder.has(formatTilePath(address));
}

function place(folder: AuditFolder, address: TileAddress, bytes: Uint8Array): void {
  const path = formatTilePath(address);
  folder.write(path, bytes);
  if (address.width === TILE_WIDTH) folder.remove(`${path}.p`);
}
