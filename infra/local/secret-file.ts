import { readFileSync, writeFileSync } from 'node:fs';

/** Readable by the owner alone. */
const MODE_SECRET = 0o600;

/**
 * The secret text kept in a file; it is made and written the first time.
 * @throws the system's error when the file can be neither read nor written
 */
export function keepSecret(file: string, make: () => string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = make();
  writeFileSync(file, secret, { mode: MODE_SECRET, flag: 'wx' });
  return secret;
}
