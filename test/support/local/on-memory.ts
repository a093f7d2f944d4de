/**
 * Each file of the project `handlers` plays the real handlers on a table in memory: what they take for the
 * world is memory-world's. A file starts with `freshTable()` or `playOn()` of that module. The files share
 * one process, so each gives back the clock, the settings and the functions that it replaced.
 */
import { afterAll, vi } from 'vitest';

vi.mock('../../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('./memory-world.ts')).worldHere,
}));

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
