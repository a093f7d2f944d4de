import { defineConfig } from 'vitest/config';

/** `unit` runs in seconds, `property` in minutes, both without anything; the rest shares one DynamoDB Local. */
export default defineConfig({
  test: {
    reporters: process.env.CI
      ? ['default', './test/support/summary-reporter.ts']
      : ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,vectors}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'property',
          include: ['test/property/**/*.test.ts'],
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/{integration,crash}/**/*.test.ts'],
          globalSetup: ['test/support/dynamodb.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Two cores and one DynamoDB Local: files side by side would only wait for each other.
          fileParallelism: false,
        },
      },
    ],
  },
});
