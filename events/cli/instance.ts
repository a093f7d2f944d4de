/** Instances of the registry that run on this machine, found by their folders under `.local/`. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { readText } from './file/text-file.ts';
import { tell } from './terminal.ts';

/** An instance's description of itself in `<folder>/instance.json` while it runs. */
const instanceSchema = z.object({
  url: z.string(),
  issuer: z.string(),
  audience: z.string(),
  pid: z.number(),
  logOrigin: z.string(),
  /** Epoch ms. */
  startedAt: z.number(),
});
export type Instance = z.infer<typeof instanceSchema>;

/** A running instance, and the folder with its keys. */
export interface FoundInstance extends Instance {
  folder: string;
}

/** No instance runs here, or none on the requested port; the message gives the remedy. */
export class NoInstanceError extends Error {}

/**
 * Where instances live, one folder each: `8700` keeps its data, `8700.memory` is removed
 * when the instance stops.
 */
export const instancesFolder = resolve(import.meta.dirname, '..', '..', '.local');

export function instanceFile(folder: string): string {
  return join(folder, 'instance.json');
}

/**
 * The description of the instance in a folder; undefined where the file is absent or was cut off by a crash.
 */
export function instanceIn(folder: string): Instance | undefined {
  try {
    return instanceSchema.parse(JSON.parse(readText(instanceFile(folder))));
  } catch {
    return undefined;
  }
}

/** Whether a process with that id lives; by now it may be another program's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The running instance on a port, or without a port the one that started last; where others run too, that is
 * said.
 * @throws NoInstanceError when there is none
 */
export function readInstance(port?: number, among = instancesFolder): FoundInstance {
  const names = existsSync(among) ? readdirSync(among) : [];
  const wanted =
    port === undefined ? names : names.filter((name) => name === `${port}` || name === `${port}.memory`);
  const running = wanted
    .map((name) => join(among, name))
    .flatMap((folder) => {
      const instance = instanceIn(folder);
      return instance && isAlive(instance.pid) ? [{ ...instance, folder }] : [];
    })
    .sort((a, b) => b.startedAt - a.startedAt);
  const [latest, ...others] = running;
  if (latest) {
    // Whoever reads tokens from the output mustn't find this among them.
    if (others.length > 0) tell(chosenAmong(latest, others));
    return latest;
  }
  const zh = port === undefined ? '' : `（端口 ${port}）`;
  const en = port === undefined ? '' : ` on port ${port}`;
  throw new NoInstanceError(
    `No registry runs here${en}; start one with npm start. / 本机没有正在运行的登记簿${zh}，请先执行 npm start。`,
  );
}

const chosenAmong = ({ url }: Instance, others: readonly Instance[]): string =>
  `本机运行着 ${others.length + 1} 个登记簿，此处使用最后启动的 ${url}；其余为 ${others.map((each) => each.url).join('、')}，以 --port 选择\n` +
  `${others.length + 1} registries run here; this one goes to ${url}, which started last; --port chooses (${others.map((each) => each.url).join(', ')})`;
