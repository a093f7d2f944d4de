/** The files in a ZIP (a shapefile's parts, KMZ), unpacked within bounds. */
import { type UnzipFileInfo, type Unzipped, unzipSync } from 'fflate';
import type { Words } from '../../../shared/base/words.ts';
import { UnreadableError } from './readable.ts';

/** Far more than the land of a city, and little enough for any machine. */
const UNPACKED_BYTES_MAX = 256 * 1024 * 1024;
const ENTRIES_MAX = 10_000;

/** What its owner takes the file for. */
const ARCHIVE: Words = { zh: '压缩包', en: 'the archive' };

/** Set in the flags of an entry that a password protects; its offset in a local header (APPNOTE 4.3.7). */
const ENCRYPTED = 1;
const FLAGS_AT = 6;

/** The names that match, with nothing unpacked. @throws UnreadableError */
export function namesIn(file: string, bytes: Uint8Array, wanted: RegExp): string[] {
  const names: string[] = [];
  eachEntry(file, bytes, wanted, ARCHIVE, ({ name }) => {
    names.push(name);
    return false;
  });
  return names;
}

/**
 * The entries whose names match, by name. An entry is never unpacked beyond the size that it states, and the
 * stated sizes are bounded together.
 * @param what the file, as faults name it
 * @throws UnreadableError
 */
export function unpacked(
  file: string,
  bytes: Uint8Array,
  wanted: RegExp,
  what: Words = ARCHIVE,
): Map<string, Uint8Array> {
  let total = 0;
  const found = eachEntry(file, bytes, wanted, what, ({ size, originalSize }) => {
    // Stored entries may overlap, so what they take in the archive counts too.
    total += Math.max(size, originalSize);
    if (total > UNPACKED_BYTES_MAX) throw tooLarge(file, what);
    return true;
  });
  return new Map(Object.entries(found));
}

/** What `takes` wants of the entries whose names match. @throws UnreadableError */
function eachEntry(
  file: string,
  bytes: Uint8Array,
  wanted: RegExp,
  what: Words,
  takes: (entry: UnzipFileInfo) => boolean,
): Unzipped {
  if (((bytes[FLAGS_AT] ?? 0) & ENCRYPTED) !== 0)
    throw new UnreadableError(file, {
      zh: `${what.zh}有密码；请去除密码，或给出其中的文件`,
      en: `${what.en} has a password; remove it, or give the files in it`,
    });
  let entries = 0;
  try {
    return unzipSync(bytes, {
      filter: (entry) => {
        if (++entries > ENTRIES_MAX) throw tooLarge(file, what);
        return wanted.test(entry.name) && !/(^|\/)(__MACOSX\/|\._)/.test(entry.name) && takes(entry);
      },
    });
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const { message } = error as Error;
    throw new UnreadableError(file, {
      zh: `${what.zh}损坏或不完整（${message}）；请重新取得`,
      en: `${what.en} is damaged or incomplete (${message}); get it again`,
    });
  }
}

const tooLarge = (file: string, what: Words) =>
  new UnreadableError(file, {
    zh: `${what.zh}解开后超过 ${UNPACKED_BYTES_MAX >> 20} MiB 或 ${ENTRIES_MAX} 个文件；请分批导入`,
    en: `${what.en} holds more than ${UNPACKED_BYTES_MAX >> 20} MiB or ${ENTRIES_MAX} files; import it in parts`,
  });
