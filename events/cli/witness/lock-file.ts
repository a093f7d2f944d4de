/** One process at a time: a file that names the lock's holder. */
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { readText } from '../file/text-file.ts';
import { isAlive } from '../instance.ts';

/** Another process, still alive, holds it. */
export class LockedError extends Error {}

/**
 * Takes the lock, also from a dead process. Node has no lock that the system releases with its process.
 * @returns a function that releases the lock
 * @throws LockedError
 */
export function takeLock(file: string): () => void {
  const aside = `${file}.${process.pid}`;
  for (let attempt = 0; ; attempt++) {
    writeFileSync(aside, String(process.pid));
    try {
      // A link creates the file whole, and never replaces another.
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
