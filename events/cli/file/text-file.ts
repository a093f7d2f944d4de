/** The one way in which a command reads a text: only from bytes that it can read without loss. */
import { readFileSync } from 'node:fs';
import type { Decoded } from '../../exchange/encoding.ts';
import type { InputFile } from '../../exchange/file/input-file.ts';
import { noteOfEncoding, sampleOf, textOf, UnreadableError } from '../../exchange/file/readable.ts';
import { tell } from '../terminal.ts';
import type { Language, Words } from '../words.ts';

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

/** @throws UnreadableError */
export const readInput = (name: string): InputFile => ({ name, bytes: readBytes(name) });

/**
 * The text of a file, lines ended by LF: Windows PowerShell's `>` writes UTF-16 and CRLF. Any encoding but
 * UTF-8 is reported on stderr, in both languages if the reader's is unknown.
 * @throws UnreadableError
 */
export function readText(file: string, language?: Language): string {
  return textFrom(file, readBytes(file), language);
}

/** The same of bytes that were read before: a pipe can be read but once. @throws UnreadableError */
export const textFrom = (file: string, bytes: Uint8Array, language?: Language): string =>
  told(file, textOf(file, bytes), language);

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
