/** The hours of readings: too many for a leaf, which has their digest. Callers check who may see them. */
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import type { Intervals } from '../../shared/power/facts.ts';
import { intervalsText, parseIntervals } from '../../shared/power/intervals.ts';
import type { Attachment } from './commit-record.ts';
import { intervalsKey } from './keys.ts';
import { packText, unpackText } from './packed.ts';
import type { LedgerReads } from './reads.ts';

/**
 * What a reading's event says of its hours, and what is written beside its commit: the canonical text of that
 * month.
 * @throws RangeError unless there is one amount for each hour of the month (YYYY-MM), in whole kWh.
 */
export function intervalsAttachment(
  month: string,
  kilowattHours: readonly number[],
): { facts: Intervals; attachment: Attachment } {
  const text = intervalsText(month, kilowattHours);
  const digest = toHex(sha256(toUtf8(text)));
  return {
    facts: { sha256: digest, rows: kilowattHours.length },
    attachment: { key: intervalsKey(digest), bytes: packText(text) },
  };
}

/** The canonical CSV under that digest, or undefined where no commit wrote one. */
export async function readIntervalsText(reads: LedgerReads, digest: string): Promise<string | undefined> {
  const [item] = await reads.items([intervalsKey(digest)]);
  return item && unpackText(item.bytes as Uint8Array);
}

/**
 * The kWh of each hour of the month (YYYY-MM), strongly consistent.
 * @throws Error if none are stored under that digest: a commit that names one writes its hours too.
 */
export async function readIntervals(reads: LedgerReads, digest: string, month: string): Promise<number[]> {
  const text = await readIntervalsText(reads, digest);
  const read = text === undefined ? undefined : parseIntervals(text, month);
  if (!read || 'fault' in read) throw new Error(`the hours ${digest} of ${month} can't be read`);
  return read.kilowattHours;
}
