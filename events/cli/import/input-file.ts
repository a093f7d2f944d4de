/** Files that an import is given. */
import { readFileSync } from 'node:fs';
import type { InputFile } from './table.ts';

/** A file that isn't there, or can't be read. */
export class UnreadableError extends Error {}

/** @throws UnreadableError */
export function readInput(name: string): InputFile {
  try {
    return { name, bytes: readFileSync(name) };
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new UnreadableError(`${name}: 无法读取 can't be read (${code})`);
  }
}
