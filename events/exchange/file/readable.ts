/** The text of a file's bytes, if it can be read without loss; otherwise why not, and what to do. */
import type { Language, Words } from '../../../shared/base/words.ts';
import { type Decoded, decodeText } from '../encoding.ts';
import { binaryFormat, markupFormat } from './format.ts';

/**
 * A file that is missing, unreadable, or not the kind that a command reads. The error quotes
 * none of its content.
 */
export class UnreadableError extends Error {
  private readonly file: string;
  private readonly words: Words;
  constructor(file: string, words: Words) {
    super(`${file}: error: ${words.en} / ${words.zh}`);
    this.file = file;
    this.words = words;
  }

  /** One line; both languages if the reader's is unknown. */
  told(language: Language | undefined): string {
    if (!language) return this.message;
    const severity = { zh: '错误', en: 'error' }[language];
    return `${this.file}: ${severity}: ${this.words[language]}`;
  }
}

/** The text of a file's bytes, and its encoding. @throws UnreadableError */
export function textOf(file: string, bytes: Uint8Array): Decoded {
  const binary = binaryFormat(file, bytes);
  if (binary) throw new UnreadableError(file, binary);
  const decoded = decodeText(bytes);
  if (!('text' in decoded)) throw new UnreadableError(file, decoded);
  const markup = markupFormat(decoded.text);
  if (markup) throw new UnreadableError(file, markup);
  return decoded;
}

/** The sample of the text shown to its owner, to check that it was read as meant. */
const SAMPLE = /[^\p{ASCII}][^\n\r\t,;"]{0,19}/u;

/** Undefined for a text of ASCII alone. */
export const sampleOf = ({ text }: Decoded): string | undefined => SAMPLE.exec(text)?.[0];

/** The note about a text that isn't UTF-8; undefined where it is. */
export function noteOfEncoding(decoded: Decoded): Words | undefined {
  const { encoding } = decoded;
  if (encoding === 'UTF-8') return undefined;
  const sample = sampleOf(decoded);
  // ASCII letters are the same in all encodings.
  if (sample === undefined)
    return { zh: `不是 UTF-8，按 ${encoding} 读取`, en: `not UTF-8, read as ${encoding}` };
  return {
    zh: `不是 UTF-8，按 ${encoding} 读取，如「${sample}」；如非原文，请另存为 UTF-8`,
    en: `not UTF-8, read as ${encoding}, such as "${sample}"; if that isn't what it says, save it as UTF-8`,
  };
}
