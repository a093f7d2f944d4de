import { leafHash, nodeHash } from '../../events/tlog/merkle.ts';
import { concatBytes, toUtf8 } from '../../shared/base/encoding.ts';

/** Leaf hashes of "0", "1", "2", … */
export function numberedHashes(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => leafHash(toUtf8(String(i))));
}

/**
 * Tiles made the slow way, straight from their definition in tlog-tiles, to hold the clever way against.
 * Notes which were read.
 */
export class MemoryTiles {
  readonly reads: string[] = [];
  /** levels[l] are the hashes of all perfect subtrees of height 8 · l. */
  readonly levels: Uint8Array[][];

  constructor(leafHashes: readonly Uint8Array[]) {
    this.levels = [[...leafHashes]];
    for (let below = this.levels[0]!; below.length >= 256; below = this.levels.at(-1)!) {
      const count = Math.floor(below.length / 256);
      this.levels.push(
        Array.from({ length: count }, (_, n) => perfectRoot(below.slice(n * 256, n * 256 + 256))),
      );
    }
  }

  tile(level: number, n: number): Uint8Array {
    return concatBytes(this.levels[level]!.slice(n * 256, n * 256 + 256));
  }

  readonly read = async (level: number, n: number, width: number): Promise<Uint8Array> => {
    this.reads.push(`${level}/${n}`);
    return this.tile(level, n).subarray(0, width * 32);
  };
}

function perfectRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0]!;
  const half = hashes.length / 2;
  return nodeHash(perfectRoot(hashes.slice(0, half)), perfectRoot(hashes.slice(half)));
}
