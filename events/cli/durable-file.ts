/**
 * Files that a crash leaves either unchanged or whole: written aside, flushed, and put in place atomically.
 */
import { rmSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UnreadableError } from '../exchange/file/readable.ts';
import type { Words } from './words.ts';

/** Readable by the owner alone. */
const MODE_PRIVATE = 0o600;

const NO_FOLDER: Words = { zh: '所在路径不是文件夹', en: 'what it should lie in is no folder' };

/** Why a file can't be written; for any other reason the system's code is shown. */
const UNWRITABLE: Record<string, Words> = {
  ENOENT: { zh: '所在文件夹不存在', en: 'its folder does not exist' },
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  EACCES: { zh: '无权写入', en: 'no permission to write it' },
  EROFS: { zh: '磁盘只读', en: 'its disk is read-only' },
  ENOSPC: { zh: '磁盘已满', en: 'its disk is full' },
  EISDIR: { zh: '是文件夹', en: 'it is a folder' },
};

/** Replaces a file's content. Once this returns, no crash undoes it. @throws UnreadableError */
export async function replaceFile(file: string, text: string | Uint8Array): Promise<void> {
  const aside = await writeAside(file, text);
  await rename(aside, file).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  await syncFolder(file);
}

/** Of a program that ^C or a plain kill has ended. */
const EXIT_STOPPED = 130;

/**
 * Replaces a file's content by chunks, as they come. Where they fail, or the program is stopped, the old
 * content stays and nothing lies beside it. @throws UnreadableError
 */
export async function replaceFileByChunks(
  file: string,
  chunks: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const aside = `${file}.${process.pid}.tmp`;
  const stop = () => {
    rmSync(aside, { force: true });
    process.exit(EXIT_STOPPED);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await writeChunks(aside, file, chunks);
    await rename(aside, file).catch((error: unknown) => {
      throw unwritable(file, error);
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    rmSync(aside, { force: true });
  }
  await syncFolder(file);
}

async function writeChunks(
  aside: string,
  file: string,
  chunks: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const handle = await open(aside, 'w', MODE_PRIVATE).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  try {
    for await (const chunk of chunks)
      await handle.writeFile(chunk).catch((error: unknown) => {
        throw unwritable(file, error);
      });
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a file; false, with nothing changed, where it exists. @throws UnreadableError */
export async function createFile(file: string, text: string): Promise<boolean> {
  const aside = await writeAside(file, text);
  try {
    // Unlike a rename, a link never replaces a file that another process has just made.
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

async function writeAside(file: string, text: string | Uint8Array): Promise<string> {
  const aside = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(aside, 'w', MODE_PRIVATE);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unwritable(file, error);
  }
  return aside;
}

/** The error to report for a failed write of this file. */
export function unwritable(file: string, error: unknown): UnreadableError {
  const { code = 'error' } = error as NodeJS.ErrnoException;
  const { zh, en } = UNWRITABLE[code] ?? { zh: code, en: code };
  return new UnreadableError(file, { zh: `无法写入：${zh}`, en: `can't be written: ${en}` });
}

/** The name is part of the folder, and is lost with it if only the file was flushed. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
