import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/**
 * How far one mapping has read one stream: shard id to the last sequence number done, or that
 * the shard is done.
 */
export interface StreamPosition {
  get(shardId: string): string | undefined;
  set(shardId: string, sequenceNumber: string): void;
  /** True if no shard was read yet. */
  readonly isNew: boolean;
}

/** The positions of all mappings of an instance, kept over restarts as Lambda does. */
export interface StreamPositions {
  of(mapping: string, streamArn: string): StreamPosition;
  /** Writes what changed. A crash before it only causes some records to be delivered again. */
  save(): void;
}

/** Takes the place of the sequence number for a shard that was read to its end. */
export const SHARD_DONE = 'done';

const positionsSchema = z.record(z.string(), z.record(z.string(), z.string()));

function load(file: string | undefined): Map<string, Map<string, string>> {
  if (!file) return new Map();
  try {
    const stored = positionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return new Map(Object.entries(stored).map(([key, shards]) => [key, new Map(Object.entries(shards))]));
  } catch (error) {
    // Without positions the mappings start over; at worst, records are delivered again.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return new Map();
    throw error;
  }
}

/** @param file if undefined, the positions are kept in memory only */
export function openStreamPositions(file: string | undefined): StreamPositions {
  const positions = load(file);
  let changed = false;
  return {
    of(mapping, streamArn) {
      // A newly made table has another stream, in which old sequence numbers mean nothing.
      const key = `${mapping} ${streamArn}`;
      const shards = positions.get(key) ?? new Map<string, string>();
      positions.set(key, shards);
      return {
        get: (shardId) => shards.get(shardId),
        set(shardId, sequenceNumber) {
          shards.set(shardId, sequenceNumber);
          changed = true;
        },
        isNew: shards.size === 0,
      };
    },
    save() {
      if (!file || !changed) return;
      changed = false;
      const plain = Object.fromEntries(
        [...positions].map(([key, shards]) => [key, Object.fromEntries(shards)]),
      );
      writeFileSync(`${file}.new`, JSON.stringify(plain));
      renameSync(`${file}.new`, file);
    },
  };
}
