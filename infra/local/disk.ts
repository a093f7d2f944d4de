/** The disk under an instance: how much of it has to be free, and the message when it fails. */
import { statfs } from 'node:fs/promises';
import type { Health } from './health.ts';

/**
 * Free bytes below which an instance neither starts nor takes writes. The room serves what goes on without
 * requests (the sequencer, logs, SQLite's journal), and some seconds of another program that fills the disk.
 */
export const FREE_BYTES_MIN = 256 * 1024 * 1024;
const POLL_MS = 1000;
const MIB = 1024 * 1024;

const mebibytes = (bytes: number): string => `${Math.floor(bytes / MIB)} MiB`;

/** Bytes of the disk under a folder that this user may still fill. */
async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** @throws one bilingual sentence when less than `min` bytes are free under a folder */
export async function requireFreeSpace(folder: string, min: number): Promise<void> {
  const free = await freeBytes(folder);
  if (free >= min) return;
  throw new Error(
    `Only ${mebibytes(free)} are free under ${folder}, and an instance needs ${mebibytes(min)}: free some space and start again. / ` +
      `${folder} 所在磁盘仅剩 ${mebibytes(free)}，实例至少需要 ${mebibytes(min)}：请腾出空间后重新启动。`,
  );
}

/**
 * Checks the free space every second: writes are refused while it is under `min`, and taken again once there
 * is more.
 * @returns a function that ends the checks
 */
export function watchFreeSpace(
  folder: string,
  min: number,
  health: Health,
  onLog: (line: string) => void,
): () => void {
  let low = false;
  const look = async () => {
    // A folder that can't be checked says nothing about its space; a write into it will fail by itself.
    const free = await freeBytes(folder).catch(() => Number.POSITIVE_INFINITY);
    if (free < min === low) return;
    low = free < min;
    health.spaceIs(low);
    onLog(
      low
        ? `only ${mebibytes(free)} are free: writes are refused until there are ${mebibytes(min)} / 磁盘仅剩 ${mebibytes(free)}，恢复到 ${mebibytes(min)} 前不接受写入`
        : `${mebibytes(free)} are free: writes are taken again / 磁盘余 ${mebibytes(free)}，恢复接受写入`,
    );
  };
  const timer = setInterval(() => void look(), POLL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Ends the instance because something could not be written down. */
export function failOfStorage(health: Health, folder: string, what: string): void {
  health.fail(
    `The instance ended because its disk failed (${what}); what it acknowledged before is kept, and what was under way may be tried again with the same key. See to the disk of ${folder}, then start it again. / ` +
      `磁盘写入失败（${what}），实例已停止；此前确认的写入均已保存，未完成的请求可用同一键重试。请检查 ${folder} 所在磁盘后重新启动。`,
  );
}
