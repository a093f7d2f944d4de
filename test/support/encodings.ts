/** Texts in the encodings that files of this trade come in. */

/** Two-byte codes of GBK, by character. */
const gbkCodes = new Map<string, number[]>();
for (let lead = 0x81; lead <= 0xfe; lead++)
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const char = new TextDecoder('gbk').decode(Uint8Array.of(lead, trail));
    if ([...char].length === 1 && char !== '\ufffd') gbkCodes.set(char, [lead, trail]);
  }

/** As Chinese Excel saves CSV. */
export const gbk = (text: string): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((char) => {
      const code = char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : gbkCodes.get(char);
      if (!code) throw new Error(`${char} is not in GBK`);
      return code;
    }),
  );

/** As Windows PowerShell's `>` writes: little-endian with its mark. */
export const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

export const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
