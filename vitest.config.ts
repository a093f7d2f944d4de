import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Workers and the programs that tests start compile the same modules again and again.
process.env.NODE_COMPILE_CACHE ??= resolve(import.meta.dirname, 'node_modules/.cache/compiled');

/**
 * `unit` runs in a minute or two, `property` and `interleave` in minutes, all without anything; the rest
 * shares one DynamoDB Local.
 */
export default defineConfig({
  test: {
    // One file leaves half a machine idle while it waits for the database; of many, each would
    // wait for the others.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,vectors}/**/*.test.ts'],
          // Nothing here replaces a module, so the files share one loaded registry: half the time
          // goes into loading it.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'property',
          include: ['test/property/**/*.test.ts'],
          exclude: ['test/property/{interleave-*,year}.test.ts'],
          isolate: false,
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'interleave',
          // They replace modules, each for itself.
          include: ['test/property/{interleave-*,year}.test.ts'],
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'handlers',
          include: ['test/handlers/**/*.test.ts'],
          globalSetup: ['test/support/local/temporary-folder.ts'],
          setupFiles: ['test/support/local/on-memory.ts'],
          // All of them replace the same module in the same way, so they share one loaded registry.
          isolate: false,
          env: { METRIC_NAMESPACE: 'test' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/{integration,crash,browser}/**/*.test.ts'],
          exclude: ['test/browser/console/**'],
          globalSetup: ['test/support/local/dynamodb.ts', 'test/support/local/temporary-folder.ts'],
          // Instances that live for some seconds: compiling their database well would take
          // longer than they run.
          env: { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'console',
          include: ['test/browser/console/**/*.test.ts'],
          globalSetup: ['test/support/browser/console-registry.ts'],
          // One registry for all, and a browser for each worker: after all else, and two at once, since a
          // page that waits for its turn looks like one that doesn't answer.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          expect: { poll: { timeout: 30_000 } },
          env: { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
