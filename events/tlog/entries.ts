/** Entry bundles (C2SP tlog-tiles): the leaves of a log, 256 to a file. */
import { MalformedError } from '../../shared/base/malformed.ts';
import { TILE_WIDTH } from './tile.ts';

/** Bytes that a big-endian uint16 length prefix can announce (C2SP tlog-tiles, "Log entries"). */
export const ENTRY_BYTES_MAX = 0xffff;

/**
 * A bundle: each entry follows its length, a big-endian uint16.
 * @throws MalformedError on 0 or > 256 entries.
 */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  requireWidth(entries.length);
  const bundle = new Uint8Array(entries.reduce((bytes, entry) => bytes + 2 + entry.length, 0));
  const view = new DataView(bundle.buffer);
  let offset = 0;
  for (const entry of entries) {
    if (entry.length > ENTRY_BYTES_MAX) throw new MalformedError(`an entry of ${entry.length} bytes`);
    view.setUint16(offset, entry.length);
    bundle.set(entry, offset + 2);
    offset += 2 + entry.length;
  }
  return bundle;
}

/**
 * The entries of a bundle, as views into it.
 * @throws MalformedError on a cut entry, or on 0 or > 256 entries.
 */
export function decodeEntries(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let offset = 0; offset < bundle.length; ) {
    const start = offset + 2;
    if (start > bundle.length) throw new MalformedError('entry bundle ends within a length');
    const end = start + bundle[offset]! * 256 + bundle[offset + 1]!;
    if (end > bundle.length) throw new MalformedError('entry bundle ends within an entry');
    entries.push(bundle.subarray(start, end));
    requireWidth(entries.length);
    offset = end;
  }
  requireWidth(entries.length);
  return entries;
}

function requireWidth(width: number): void {
  if (width < 1 || width > TILE_WIDTH) throw new MalformedError(`a bundle of ${width} entries`);
}
