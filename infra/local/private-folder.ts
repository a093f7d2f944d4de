/** An instance's files are its owner's alone: keys, tokens' issuer, sealed facts and documents lie there in plain. */
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const MODE_FOLDER = 0o700;
const MODE_FILE = 0o600;
/** Takes from everything that is made all rights of group and others. */
const UMASK_PRIVATE = 0o077;

/** From here on whatever this process and its children make (DynamoDB Local's files, logs) is their owner's alone. */
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

/** Makes a folder private; one that is there already, with all in it, as older versions left it. */
export async function privateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: MODE_FOLDER });
  await tighten(folder);
}
