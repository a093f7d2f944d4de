/** Files that a crash leaves either as they were or whole: written aside, flushed, put in place at one stroke. */
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Readable by the owner alone. */
const MODE_PRIVATE = 0o600;

/** Puts a text in a file's place. Once this returns, no crash takes it back. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const aside = await writeAside(file, text);
  await rename(aside, file);
  await syncFolder(file);
}

/** Makes a file that isn't there yet; false, with nothing changed, where it is. */
export async function createFile(file: string, text: string): Promise<boolean> {
  const aside = await writeAside(file, text);
  try {
    // Unlike a rename, a link never takes the place of what another process has just made.
    await link(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
  await syncFolder(file);
  return true;
}

async function writeAside(file: string, text: string): Promise<string> {
  const aside = `${file}.${process.pid}.tmp`;
  const handle = await open(aside, 'w', MODE_PRIVATE);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return aside;
}

/** The name is in the folder, and is lost with it if only the file was flushed. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
