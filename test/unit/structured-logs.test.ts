/**
 * What functions write: log entries as objects, which Lambda's JSON log format keeps as such, and
 * metrics as raw JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, Context, DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HttpEvent } from '../../functions/http/event.ts';
import { gauge } from '../../functions/metric.ts';
import { handler as organizations } from '../../functions/organizations.ts';
import { handler as watchdog } from '../../functions/watchdog.ts';

const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
const rawLines = () => written.mock.calls.map(([line]) => String(line));

beforeEach(() => {
  logged.mockClear();
  written.mockClear();
  for (const name of ['TABLE_NAME', 'ROOT_OPERATOR', 'LOG_ORIGIN', 'METRIC_NAMESPACE'])
    vi.stubEnv(name, 'test');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

it('an error that nobody foresaw is one object, with what finds the request again', async () => {
  const requestContext = { requestId: 'r-1' };
  const event = { routeKey: 'GET /v1/nowhere', headers: {}, pathParameters: {}, requestContext };
  await organizations(event as unknown as HttpEvent, {} as Context);
  expect(logged.mock.calls).toEqual([
    [
      {
        route: 'GET /v1/nowhere',
        request: 'r-1',
        name: 'Error',
        message: expect.any(String),
        stack: expect.any(String),
      },
    ],
  ]);
});

it('a violation is one object, its count a metric', async () => {
  const image = (item: object) => marshall(item) as Record<string, AttributeValue>;
  const Keys = image({ pk: 'BATCH#b-1', sk: 'BATCH' });
  const removal = {
    eventName: 'REMOVE',
    dynamodb: { Keys, OldImage: image({ entity: 'batch:b-1' }) },
  } as const;
  await watchdog({ Records: [removal] } satisfies DynamoDBStreamEvent);
  expect(logged.mock.calls).toEqual([
    [{ violation: 'an item was deleted', keys: Keys, eventName: 'REMOVE' }],
  ]);
  expect(rawLines().map((line) => JSON.parse(line))).toMatchObject([{ WatchdogViolations: 1 }]);
});

it('a metric is a raw line in the embedded metric format, whatever the log format does to the console', () => {
  gauge('Lag', 7, 'Seconds');
  expect(rawLines()).toHaveLength(1);
  expect(rawLines()[0]).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(rawLines()[0]!)).toEqual({
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        { Namespace: 'test', Dimensions: [[]], Metrics: [{ Name: 'Lag', Unit: 'Seconds' }] },
      ],
    },
    Lag: 7,
  });
});

it('no function gives the console a string of JSON', () => {
  const folder = new URL('../../functions/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const strings = files.filter((file) =>
    /console\.\w+\(\s*JSON\.stringify/.test(readFileSync(new URL(file, folder), 'utf8')),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(strings).toEqual([]);
});
