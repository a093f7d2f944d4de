/** The one way in which a command reads a text: only from bytes that it can read without loss. */
import { readFileSync } from 'node:fs';
import { type Decoded, decodeText } from '../../exchange/encoding.ts';
import { tell } from '../terminal.ts';
import type { Language, Words } from '../words.ts';
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

/**
 * A command that can't read a file has established nothing: it neither did its work nor disproved anything.
 */
export const EXIT_UNREADABLE = 2;

/** Why a file can't be read, by the code of the error. */
const UNREADABLE: Readonly<Record<string, Words>> = {
  ENOENT: { zh: '没有此文件（ENOENT）', en: 'no such file (ENOENT)' },
  ENOTDIR: { zh: '路径中有一段不是文件夹（ENOTDIR）', en: 'part of its path is no folder (ENOTDIR)' },
  EISDIR: { zh: '是文件夹，不是文件（EISDIR）', en: 'a folder, not a file (EISDIR)' },
  EACCES: { zh: '无权读取（EACCES）', en: 'you may not read it (EACCES)' },
};

/** The reason why a file can't be read, from its error. */
export function reasonUnread(error: unknown): Words {
  const { code = 'error' } = error as NodeJS.ErrnoException;
  return UNREADABLE[code] ?? { zh: `无法读取（${code}）`, en: `can't be read (${code})` };
}

/** The bytes of a file. @throws UnreadableError */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UnreadableError(file, reasonUnread(error));
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

/**
 * The text of a file, lines ended by LF: Windows PowerShell's `>` writes UTF-16 and CRLF. Any encoding but
 * UTF-8 is reported on stderr, in both languages if the reader's is unknown.
 * @throws UnreadableError
 */
export function readText(file: string, language?: Language): string {
  return told(file, textOf(file, readBytes(file)), language);
}

function told(file: string, decoded: Decoded, language: Language | undefined): string {
  const note = noteOfEncoding(decoded);
  if (note) tell(`${file}: ${language ? note[language] : `${note.en} / ${note.zh}`}`);
  return decoded.text.replaceAll('\r\n', '\n');
}

/**
 * The same, but only if the bytes leave no doubt: no encoding is guessed for irreversible actions.
 * @throws UnreadableError
 */
export function readCertainText(file: string): string {
  return certain(file, readBytes(file));
}

/** The same of standard input. @throws UnreadableError */
export function readStandardInput(): string {
  return certain('-', readFileSync(0));
}

function certain(file: string, bytes: Uint8Array): string {
  const decoded = textOf(file, bytes);
  if (decoded.encoding !== 'GB18030') return told(file, decoded, undefined);
  const sample = sampleOf(decoded);
  throw new UnreadableError(file, {
    zh: `不是 UTF-8；疑为 GB18030，如「${sample}」，但提交后不可撤回，不作猜测；请另存为 UTF-8`,
    en: `not UTF-8; perhaps GB18030, such as "${sample}", but what is posted can't be taken back and isn't guessed: save it as UTF-8`,
  });
}

/** The sample of the text shown to its owner, to check that it was read as meant. */
const SAMPLE = /[^\p{ASCII}][^\n\r\t,;"]{0,19}/u;

/** Undefined for a text of ASCII alone. */
const sampleOf = ({ text }: Decoded): string | undefined => SAMPLE.exec(text)?.[0];

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
