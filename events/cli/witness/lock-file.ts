/** One process at a time: a file that names who holds it. */
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { readText } from '../file/text-file.ts';
import { isAlive } from '../instance.ts';

/** Held by another process, which lives. */
export class LockedError extends Error {}

/**
 * Takes the lock; a dead process's is taken over. Node has no lock that the system drops with its process.
 * @returns what gives it back
 * @throws LockedError
 */
export function takeLock(file: string): () => void {
  const aside = `${file}.${process.pid}`;
  for (let attempt = 0; ; attempt++) {
    writeFileSync(aside, String(process.pid));
    try {
      // A link puts the file there whole, and never in another's place.
      linkSync(aside, file);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(aside, { force: true });
    }
    const holder = Number(readText(file));
    if ((holder !== process.pid && isAlive(holder)) || attempt > 0)
      throw new LockedError(`${file}: 进程 ${holder} 正在使用 in use by process ${holder}`);
    rmSync(file, { force: true });
  }
}
