/** A registry of a story's own with the demo's people and its clock set back: publications take days. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalClock } from '../../../infra/local/clock.ts';
import { loadDemo } from '../../../infra/local/demo.ts';
import { startRegistry } from '../../../infra/local/registry.ts';
import { synthesizeApart } from '../../../infra/local/template/synthesis.ts';
import { chinaDate } from '../../../shared/base/day.ts';
import type { Place } from './land.ts';

const DAY_MS = 86_400_000;

export interface DatedRegistry extends Place {
  /** The registry's day. */
  today(): string;
  /** Sets the clock so many days before this machine's; a browser's is the machine's, so stories end at 0. */
  daysAgo(days: number): void;
  stop(): Promise<void>;
}

/** @param days before today on which it begins */
export async function startDated(days: number): Promise<DatedRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-dated-'));
  const clock = new LocalClock();
  const daysAgo = (count: number) => clock.set(new Date(Date.now() - count * DAY_MS));
  daysAgo(days);
  const registry = await startRegistry({
    port: 0,
    memory: true,
    folder: join(folder, 'instance'),
    assembly: synthesizeApart,
    clock,
  });
  await loadDemo(registry.url, registry.token);
  return {
    url: registry.url,
    folder: registry.folder,
    today: () => chinaDate(clock.now().toISOString()),
    daysAgo,
    stop: async () => {
      await registry.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
