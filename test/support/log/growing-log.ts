/** A log of numbered leaves of any size, and requests to a witness of it. */
import { signCheckpoint } from '../../../events/tlog/checkpoint.ts';
import { rootOf } from '../../../events/tlog/merkle.ts';
import { ED25519 } from '../../../events/tlog/note-key.ts';
import { hashesFromTiles, proveConsistency } from '../../../events/tlog/prove.ts';
import { formatAddCheckpoint, type WitnessedHead } from '../../../events/tlog/witness.ts';
import { signerOf } from '../../unit/file-signer.ts';
import { MemoryTiles, numberedHashes } from '../../unit/memory-tiles.ts';

export class GrowingLog {
  readonly signer = signerOf('example.com/log', ED25519, 1);
  private readonly hashes: Uint8Array[];
  private readonly tiles: MemoryTiles;

  /**
   * @param changed leaves that are other ones than in a log without any: a fork from the first of them on.
   */
  constructor(size = 600, changed: readonly number[] = []) {
    this.hashes = numberedHashes(size);
    for (const i of changed) this.hashes[i] = this.hashes[i]!.toReversed();
    this.tiles = new MemoryTiles(this.hashes);
  }

  headOf(size: number): WitnessedHead {
    return { size, root: rootOf(this.hashes.slice(0, size)) };
  }

  checkpointOf(size: number): Promise<string> {
    const { key } = this.signer;
    return signCheckpoint({ origin: key.name, ...this.headOf(size) }, this.signer);
  }

  async request(oldSize: number, size: number): Promise<string> {
    const proof =
      oldSize === 0
        ? []
        : await proveConsistency(
            oldSize,
            size,
            hashesFromTiles(size, async (l, n) => this.tiles.tile(l, n)),
          );
    return formatAddCheckpoint({ oldSize, proof, checkpoint: await this.checkpointOf(size) });
  }
}
