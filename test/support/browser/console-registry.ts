/** One registry with the demo for all stories of the console, as `npm start` runs it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadDemo } from '../../../infra/local/demo.ts';
import { startRegistry } from '../../../infra/local/registry.ts';
import { synthesizeApart } from '../../../infra/local/template/synthesis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    consoleRegistry: { url: string; folder: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-console-'));
  const registry = await startRegistry({
    port: 0,
    memory: true,
    folder: join(folder, 'instance'),
    assembly: synthesizeApart,
  });
  await loadDemo(registry.url, registry.token);
  project.provide('consoleRegistry', { url: registry.url, folder: registry.folder });
  return async () => {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
