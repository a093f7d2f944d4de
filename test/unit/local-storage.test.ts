import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, describe, expect, it } from 'vitest';
import { requireFreeSpace, watchFreeSpace } from '../../infra/local/disk.ts';
import { startProcess } from '../../infra/local/dynamodb/process.ts';
import { storageErrorIn } from '../../infra/local/dynamodb/storage-error.ts';
import { createGate } from '../../infra/local/gateway/gate.ts';
import { gatewayMessage } from '../../infra/local/gateway/http-response.ts';
import { Health } from '../../infra/local/health.ts';
import { listen } from '../../infra/local/ports.ts';

const folder = mkdtempSync(`${tmpdir()}/lvzhang-storage-`);
afterAll(() => rmSync(folder, { recursive: true }));

describe('what DynamoDB Local prints of its storage', () => {
  const table: [string, string | undefined][] = [
    [
      'com.almworks.sqlite4java.SQLiteException: [13] DB[1] exec() database or disk is full\n\tat com…',
      'full',
    ],
    ['com.almworks.sqlite4java.SQLiteException: [778] DB[1] step() disk I/O error', 'I/O'],
    ['com.almworks.sqlite4java.SQLiteException: [11] DB[1] database disk image is malformed', 'malformed'],
    ['com.almworks.sqlite4java.SQLiteException: [1] DB[1] exec() cannot rollback', 'rollback'],
    ['Caused by: java.io.IOException: No space left on device', 'No space'],
    ['java.lang.OutOfMemoryError: Java heap space', 'Java heap'],
    ['com.almworks.sqlite4java.SQLiteException: [19] UNIQUE constraint failed', undefined],
    ['com.almworks.sqlite4java.SQLiteException: [2067] UNIQUE constraint failed', undefined],
    ['WARNING: JAXB is unavailable.', undefined],
    ['Port:\t34199\nInMemory:\tfalse', undefined],
  ];
  for (const [printed, said] of table)
    it(printed.slice(0, 90), () => {
      if (said === undefined) expect(storageErrorIn(printed)).toBeUndefined();
      else expect(storageErrorIn(`some lines\n${printed}\nmore`)).toContain(said);
    });
});

describe('the gate', () => {
  const done = async () => gatewayMessage(201, 'done');
  const broken = async () => gatewayMessage(500, 'Internal Server Error');
  const post = { method: 'POST', acceptLanguage: 'en' };
  const get = { method: 'GET', acceptLanguage: 'zh' };
  const nowhere = 'http://127.0.0.1:1';

  it('lets everything through while all is well', async () => {
    const server = createServer();
    const gate = createGate(new Health(), `http://127.0.0.1:${await listen(server, 0)}`);
    expect(await gate.pass(post, done)).toMatchObject({ status: 201 });
    expect(await gate.pass(get, broken)).toMatchObject({ status: 500 });
    server.close();
  });

  it('refuses writes and answers reads while space is short', async () => {
    const health = new Health();
    const gate = createGate(health, nowhere);
    health.spaceIs(true);
    const refused = await gate.pass(post, done);
    expect(refused).toMatchObject({ status: 507, headers: { 'content-type': 'application/problem+json' } });
    expect(JSON.parse(String(refused.body))).toMatchObject({
      type: 'urn:lvzhang:problem:storage-full',
      detail: expect.stringContaining('nothing was written'),
    });
    expect(await gate.pass(get, done)).toMatchObject({ status: 201 });
    health.spaceIs(false);
    expect(await gate.pass(post, done)).toMatchObject({ status: 201 });
  });

  it('turns what a dead store made of a request into 503, before and after its death is known', async () => {
    const health = new Health();
    const gate = createGate(health, nowhere);
    expect(await gate.pass(get, broken)).toMatchObject({ status: 503 });
    const restarted = gate.pass(post, async () => {
      health.storeIsDown();
      health.storeIsUp();
      return broken();
    });
    expect(await restarted).toMatchObject({ status: 503 });
    expect(await createGate(health, nowhere).pass(post, broken)).toMatchObject({ status: 503 });
    health.storeIsDown();
    const refused = await gate.pass(get, done);
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(String(refused.body)).toContain('请稍后以同一键重试');
  });

  it('acknowledges nothing that the store complained of before it answered', async () => {
    const health = new Health();
    const gate = createGate(health, nowhere);
    // The store: prints an error at once, as SQLite's does before DynamoDB Local answers success.
    const noisy = startProcess({
      java: `${import.meta.dirname}/../fixtures/noisy-store.sh`,
      port: 0,
      folder,
      memory: true,
      onOutput: (text) => storageErrorIn(text) && health.fail('the disk failed'),
      onLogError: () => {},
    });
    const answer = await gate.pass(post, async () => {
      await noisy.exited;
      return done();
    });
    expect(answer).toMatchObject({ status: 503 });
    expect((await health.failing).message).toBe('the disk failed');
    expect(await gate.pass(get, done)).toMatchObject({ status: 503 });
  });
});

describe('the free space', () => {
  it('has to be there at the start', async () => {
    await requireFreeSpace(folder, 1);
    await expect(requireFreeSpace(folder, Number.MAX_SAFE_INTEGER)).rejects.toThrow(
      /^Only \d+ MiB are free under .* \/ .*所在磁盘仅剩/,
    );
  });

  it('is looked at every second', async () => {
    const health = new Health();
    const said: string[] = [];
    const stop = watchFreeSpace(folder, Number.MAX_SAFE_INTEGER, health, (line) => said.push(line));
    await expect.poll(() => health.trouble(true), { timeout: 5000 }).toBe('low-space');
    stop();
    expect(health.trouble(false)).toBeUndefined();
    expect(said).toEqual([expect.stringMatching(/writes are refused/)]);
  });
});
