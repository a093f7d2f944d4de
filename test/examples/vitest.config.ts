import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `npm run examples`: no test, but what needs the tests' registry, clock and probes. */
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    name: 'examples',
    include: ['test/examples/record.ts'],
    globalSetup: ['test/support/local/dynamodb.ts', 'test/support/local/temporary-folder.ts'],
    setupFiles: ['test/examples/repeatable.ts'],
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
});
