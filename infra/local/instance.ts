import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** What an instance says of itself in `<folder>/instance.json` while it runs. */
export interface Instance {
  url: string;
  issuer: string;
  audience: string;
  pid: number;
  logOrigin: string;
  /** Epoch ms. */
  startedAt: number;
}

const instanceSchema: z.ZodType<Instance> = z.object({
  url: z.string(),
  issuer: z.string(),
  audience: z.string(),
  pid: z.number(),
  logOrigin: z.string(),
  startedAt: z.number(),
});

/** Where instances live, one folder each: `8700` keeps its data, `8700.memory` goes when the instance stops. */
export const instancesFolder = resolve(import.meta.dirname, '..', '..', '.local');

const PROBE_TIMEOUT_MS = 1000;

export function instanceFolder(port: number, memory: boolean): string {
  return join(instancesFolder, memory ? `${port}.memory` : String(port));
}

function instanceFile(folder: string): string {
  return join(folder, 'instance.json');
}

function readFile(folder: string): Instance | undefined {
  try {
    return instanceSchema.parse(JSON.parse(readFileSync(instanceFile(folder), 'utf8')));
  } catch {
    // Absent, or cut off by a crash: no instance either way.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function answersOn(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: PROBE_TIMEOUT_MS });
    const end = (answer: boolean) => () => {
      socket.destroy();
      done(answer);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}

/**
 * Claims a folder for an instance of this process.
 * @throws when an instance runs in it already. One is taken to run when its process lives and its port answers: a
 *   process id alone may by now be another program's.
 */
export async function claimFolder(folder: string, instance: Instance): Promise<void> {
  const there = readFile(folder);
  if (there && isAlive(there.pid) && (await answersOn(there.url))) {
    throw new Error(
      `The instance in ${folder} runs already, at ${there.url} (process ${there.pid}). / 该实例已在运行：${there.url}（进程 ${there.pid}）。`,
    );
  }
  rmSync(instanceFile(folder), { force: true });
  // 'wx': of two that start at once, one fails here.
  writeFileSync(instanceFile(folder), JSON.stringify(instance, null, 2), { flag: 'wx' });
}

export function releaseFolder(folder: string): void {
  rmSync(instanceFile(folder), { force: true });
}

/** Removes what crashed `--memory` instances left behind: their folders hold nothing that anyone may want. */
export function sweepMemoryFolders(): void {
  const names = existsSync(instancesFolder) ? readdirSync(instancesFolder) : [];
  for (const folder of names
    .filter((name) => name.endsWith('.memory'))
    .map((name) => join(instancesFolder, name))) {
    const instance = readFile(folder);
    if (instance && !isAlive(instance.pid)) rmSync(folder, { recursive: true, force: true });
  }
}

/** A running instance, and the folder with its keys. */
export interface FoundInstance extends Instance {
  folder: string;
}

/**
 * The running instance on a port, or without one the running instance that started last.
 * @throws when there is none
 */
export function readInstance(port?: number): FoundInstance {
  const names = existsSync(instancesFolder) ? readdirSync(instancesFolder) : [];
  const wanted =
    port === undefined ? names : names.filter((name) => name === `${port}` || name === `${port}.memory`);
  const running = wanted
    .map((name) => join(instancesFolder, name))
    .flatMap((folder) => {
      const instance = readFile(folder);
      return instance && isAlive(instance.pid) ? [{ ...instance, folder }] : [];
    })
    .sort((a, b) => b.startedAt - a.startedAt);
  const [latest] = running;
  if (!latest) {
    const which = port === undefined ? '' : ` on port ${port}`;
    throw new Error(
      `No registry runs here${which}; start one with npm start. / 本机没有正在运行的登记簿${which}，请先执行 npm start。`,
    );
  }
  return latest;
}
