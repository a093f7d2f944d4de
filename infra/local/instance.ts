import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  type Instance,
  instanceFile,
  instanceIn,
  instancesFolder,
  isAlive,
} from '../../events/cli/instance.ts';

const PROBE_TIMEOUT_MS = 1000;

export function instanceFolder(port: number, memory: boolean): string {
  return join(instancesFolder, memory ? `${port}.memory` : String(port));
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
 * @throws when an instance already runs in it. An instance counts as running when its process lives and its
 * port answers: a process id alone may by now be another program's.
 */
export async function claimFolder(folder: string, instance: Instance): Promise<void> {
  const there = instanceIn(folder);
  if (there && isAlive(there.pid) && (await answersOn(there.url))) {
    throw new Error(
      `The instance in ${folder} runs already, at ${there.url} (process ${there.pid}). / 该实例已在运行：${there.url}（进程 ${there.pid}）。`,
    );
  }
  rmSync(instanceFile(folder), { force: true });
  // 'wx': if two start at once, one fails here.
  writeFileSync(instanceFile(folder), JSON.stringify(instance, null, 2), { flag: 'wx' });
}

export function releaseFolder(folder: string): void {
  rmSync(instanceFile(folder), { force: true });
}

/** Removes the folders of crashed `--memory` instances: they hold nothing that anyone may want. */
export function sweepMemoryFolders(): void {
  const names = existsSync(instancesFolder) ? readdirSync(instancesFolder) : [];
  for (const folder of names
    .filter((name) => name.endsWith('.memory'))
    .map((name) => join(instancesFolder, name))) {
    const instance = instanceIn(folder);
    if (instance && !isAlive(instance.pid)) rmSync(folder, { recursive: true, force: true });
  }
}
