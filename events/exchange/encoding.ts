/**
 * Bytes of a text file as text: strictly UTF-8, else UTF-16 by its byte order mark, else GB18030,
 * which Chinese spreadsheets write. Nothing is ever replaced: unreadable text is refused, since two
 * names could become one.
 */
import type { Words } from '../../shared/base/words.ts';

export type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030';

export interface Decoded {
  /** Without a byte order mark. */
  text: string;
  encoding: Encoding;
}

/** The text of these bytes, or why they are no text. */
export function decodeText(bytes: Uint8Array): Decoded | Words {
  const decoded = decoded8(bytes) ?? decoded16(bytes) ?? decodedGb(bytes);
  if (!decoded) return noText(bytes);
  // No text has a NUL; UTF-16 without its mark is full of them.
  if (decoded.text.includes('\0')) return nulBytes;
  return decoded;
}

const nulBytes: Words = {
  zh: '含 NUL 字节：不是文本，或是缺少字节序标记的 UTF-16；请另存为 UTF-8',
  en: 'it holds NUL bytes: no text, or UTF-16 without its byte order mark; save it as UTF-8',
};

function read(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decoded8(bytes: Uint8Array): Decoded | undefined {
  const text = read('utf-8', bytes);
  return text === undefined ? undefined : { text, encoding: 'UTF-8' };
}

function decoded16(bytes: Uint8Array): Decoded | undefined {
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const label = { 65534: 'utf-16le', 65279: 'utf-16be' }[mark];
  const text = label && read(label, bytes);
  return text === undefined ? undefined : { text, encoding: 'UTF-16' };
}

function decodedGb(bytes: Uint8Array): Decoded | undefined {
  const text = isPlausiblyChinese(bytes) ? read('gb18030', bytes) : undefined;
  // Codes without a character decode to private ones in the standard.
  if (text === undefined || /[\p{Co}\p{Cn}]/u.test(text)) return undefined;
  return { text, encoding: 'GB18030' };
}

/**
 * Least share of GB 2312 level 1 and punctuation among all characters beyond ASCII: a Chinese text is
 * made of little else.
 */
const COMMON_SHARE_MIN = 1 / 2;
/** Largest share of characters outside GB 2312: Latin-1 or Big5 read as GB18030 consist of them mostly. */
const BEYOND_SHARE_MAX = 1 / 4;
/**
 * Largest share of characters that are valid UTF-8: a larger one means that part of the file
 * is UTF-8, and damaged.
 */
const UTF8_SHARE_MAX = 1 / 4;

/**
 * GB18030 maps nearly every pair of bytes to a character, so its decoder accepts files of
 * many other encodings too.
 */
function isPlausiblyChinese(bytes: Uint8Array): boolean {
  const count = { common: 0, beyond: 0, all: 0, utf8: 0 };
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    const trail = bytes[at + 1] ?? 0;
    if (lead < 0x80) {
      at++;
      continue;
    }
    count.all++;
    const isHanzi = lead >= 0xb0 && lead <= 0xd7;
    const isPunctuation = lead >= 0xa1 && lead <= 0xa3;
    if (trail < 0xa1) count.beyond++;
    else if (isHanzi || isPunctuation) count.common++;
    at += trail >= 0x30 && trail <= 0x39 ? 4 : 2;
  }
  for (let at = 0; at + 2 < bytes.length; at++)
    if (bytes[at]! >> 4 === 0xe && bytes[at + 1]! >> 6 === 0b10 && bytes[at + 2]! >> 6 === 0b10) count.utf8++;
  const { common, beyond, all, utf8 } = count;
  return common >= all * COMMON_SHARE_MIN && beyond <= all * BEYOND_SHARE_MAX && utf8 <= all * UTF8_SHARE_MAX;
}

function noText(bytes: Uint8Array): Words {
  const line = firstLineBeyondUtf8(bytes);
  return {
    zh: `第 ${line} 行不是 UTF-8，全文也不是 UTF-16 或 GB18030；请自原文另存为 UTF-8`,
    en: `line ${line} is not UTF-8, nor is the whole UTF-16 or GB18030; save the original as UTF-8`,
  };
}

/** From 1. */
function firstLineBeyondUtf8(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || read('utf-8', bytes.subarray(start, end)) === undefined) return line;
    start = end + 1;
  }
}
