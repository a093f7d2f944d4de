/**
 * An instance's files are private to its owner: keys, the tokens' issuer, sealed facts and documents lie
 * there in plain.
 */
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const MODE_FOLDER = 0o700;
const MODE_FILE = 0o600;
/** Removes all rights of group and others from new files. */
const UMASK_PRIVATE = 0o077;

/**
 * From now on every file that this process and its children make (DynamoDB Local's files, logs) is private to
 * the owner.
 */
export function makePrivately(): void {
  process.umask(UMASK_PRIVATE);
}

async function tighten(folder: string): Promise<void> {
  await chmod(folder, MODE_FOLDER);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await tighten(path);
    else if (entry.isFile()) await chmod(path, MODE_FILE);
  }
}

/** Makes a folder private; an existing one too, with all its content, as older versions left it. */
export async function privateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: MODE_FOLDER });
  await tighten(folder);
}
