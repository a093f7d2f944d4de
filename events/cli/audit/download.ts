/**
 * Downloads a log into a folder: in parallel, and resumable, since full tiles and boundaries never change.
 */
import { toHex } from '../../../shared/base/encoding.ts';
import { MalformedError } from '../../../shared/base/malformed.ts';
import { sha256 } from '../../../shared/base/sha256.ts';
import { publishedBoundaryOf } from '../../audit/boundaries.ts';
import type { LogSource } from '../../audit/source.ts';
import { decodeEntries } from '../../tlog/entries.ts';
import { bundlesFor, formatTilePath, TILE_WIDTH, type TileAddress, tilesFor } from '../../tlog/tile.ts';
import type { AuditFolder } from './audit-folder.ts';
import { boundaryFile, FolderSource } from './folder-source.ts';

const PARALLEL = 12;

export interface DownloadProgress {
  done: number;
  total: number;
}

/**
 * Fetches every tile and entry bundle of the tree of `size` leaves that the folder lacks, and the boundaries
 * that its leaves name; then puts the checkpoint in place. Files that the log lacks are left out; the audit
 * reports them. Throws FetchError when the log can't be reached.
 */
export async function downloadLog(
  source: LogSource,
  folder: AuditFolder,
  { checkpoint, size }: { checkpoint: Uint8Array; size: number },
  onProgress: (progress: DownloadProgress) => void,
): Promise<void> {
  folder.beginDownload();
  const wanted = [...tilesFor(size), ...bundlesFor(size)].filter((address) => !isKept(folder, address));
  let done = 0;
  await inParallel(wanted, async (address) => {
    const bytes = await source.tile(address);
    if (bytes) place(folder, address, bytes);
    onProgress({ done: ++done, total: wanted.length });
  });
  await downloadBoundaries(source, folder, size);
  folder.write('checkpoint', checkpoint);
  folder.endDownload();
}

/** Full tiles are final. A partial one is fetched anew: it costs little, and replaces a damaged one. */
function isKept(folder: AuditFolder, address: TileAddress): boolean {
  return address.width === TILE_WIDTH && folder.has(formatTilePath(address));
}

function place(folder: AuditFolder, address: TileAddress, bytes: Uint8Array): void {
  const path = formatTilePath(address);
  folder.write(path, bytes);
  if (address.width === TILE_WIDTH) folder.remove(`${path}.p`);
}

async function inParallel<T>(items: readonly T[], fetch: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < items.length) await fetch(items[next++]!);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
}

/** Fetches the boundaries that the folder lacks, or has damaged. */
async function downloadBoundaries(source: LogSource, folder: AuditFolder, size: number): Promise<void> {
  const kept = new FolderSource(folder.path);
  const digests = new Set<string>();
  for (const bundle of bundlesFor(size))
    for (const digest of digestsIn(await kept.tile(bundle))) digests.add(digest);
  await inParallel([...digests], async (digest) => {
    const there = await kept.boundary(digest);
    if (there && toHex(sha256(there)) === digest) return;
    const bytes = await source.boundary?.(digest);
    if (bytes) folder.write(boundaryFile(digest), bytes);
  });
}

function digestsIn(bundle: Uint8Array | undefined): string[] {
  try {
    const entries = bundle ? decodeEntries(bundle) : [];
    return entries.map(publishedBoundaryOf).filter((digest) => digest !== undefined);
  } catch (error) {
    // The audit reports the malformed bundle.
    if (error instanceof MalformedError) return [];
    throw error;
  }
}
