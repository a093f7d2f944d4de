import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECURITY_HEADERS } from '../../functions/http/security-headers.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';

const assembly = join(import.meta.dirname, '..', 'fixtures', 'local-assembly');
const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;
const alice = { sub: 'p-1', org: 'org-1', roles: ['operator', 'regulator'] };

async function eventually<T>(look: () => Promise<T | undefined>, withinMs = 10_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const logged: string[] = [];
const start = (folder: string, memory = true) =>
  startRegistry({ port: 0, memory, folder, assembly, onLog: (line) => logged.push(line) });

describe('a template on this machine', () => {
  let registry: Registry;
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-runtime-'));
  const get = (path: string, init?: RequestInit) => fetch(registry.url + path, init);
  const thing = (id: string) =>
    eventually(async () => {
      const response = await get(`/things/${id}`);
      return response.status === 200 ? ((await response.json()) as Record<string, unknown>) : undefined;
    });
  const put = async (id: string) => {
    const authorization = `Bearer ${await registry.token(alice)}`;
    const headers = { authorization, 'content-type': 'application/json' };
    return get('/things', { method: 'POST', headers, body: JSON.stringify({ id }) });
  };

  beforeAll(async () => {
    registry = await start(folder);
  }, START_TIMEOUT_MS);
  afterAll(() => registry?.stop());

  it('fires a rate schedule before it opens', async () => {
    expect((await get('/things/swept')).status).toBe(200);
  });

  it('goes HTTP → function → table → stream → function', async () => {
    const response = await put('a/b 号');
    expect([response.status, await response.json()]).toEqual([201, { id: 'a/b 号' }]);
    expect(await thing(encodeURIComponent('seen-a/b 号'))).toMatchObject({ records: { N: '1' } });
  });

  it('tries again from the record that a function reports', async () => {
    await put('shy-1');
    await put('bold-1');
    await thing('seen-shy-1');
    await thing('seen-bold-1');
  });

  it('hands the claims on as text, and refuses without a token', async () => {
    const headers = { authorization: `Bearer ${await registry.token(alice)}` };
    expect(await (await get('/who', { headers })).json()).toMatchObject({
      sub: 'p-1',
      org: 'org-1',
      roles: '[operator regulator]',
      aud: 'lvzhang',
    });
    const refused = await get('/who');
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await refused.json()).toEqual({ message: 'Unauthorized' });
  });

  it('answers as API Gateway does', async () => {
    const status = async (path: string, init?: RequestInit) => (await get(path, init)).status;
    expect(await status('/things')).toBe(404);
    expect(await status('/nowhere')).toBe(404);
    expect(await status('/things/%zz')).toBe(400);
    expect(await status('/echo/x', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) })).toBe(413);
    expect(await (await get('/nothing')).json()).toEqual({ nothing: true });
  });

  it('tells browsers how to treat every answer, its own and what is no request at all too', async () => {
    const answers = [
      await get('/nothing'),
      await get('/who'),
      await get('/nowhere'),
      await get('/fail'),
      await get('/things/%zz'),
      await fetch(`${registry.issuer}/jwks.json`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 404, 500, 400, 200]);
    for (const { headers } of answers) expect(Object.fromEntries(headers)).toMatchObject(SECURITY_HEADERS);
    const malformed = await new Promise<string>((done) => {
      const socket = connect(Number(new URL(registry.url).port), '127.0.0.1', () =>
        socket.write('what?\r\n\r\n'),
      );
      socket.on('data', (bytes) => done(String(bytes)));
    });
    expect(malformed).toMatch(/^HTTP\/1.1 400 .*x-content-type-options: nosniff\r\n/s);
  });

  it('turns a function that fails, hangs or dies into 500, and lives on', async () => {
    for (const path of ['/fail', '/crash', '/slow', '/crash']) {
      const response = await get(path);
      expect([path, response.status, await response.json()]).toEqual([
        path,
        500,
        { message: 'Internal Server Error' },
      ]);
    }
    expect((await get('/nothing')).status).toBe(200);
    const log = await eventually(async () => {
      const text = readFileSync(join(folder, 'functions.log'), 'utf8');
      return text.includes('about to fail') ? text : undefined;
    });
    expect(log).toContain('ApiFunction about to fail');
  });

  it('signs with the file key, and refuses services that it lacks', async () => {
    expect(await (await get('/sign')).json()).toEqual({
      bytes: 64,
      topic: 'arn:aws:sns:local:000000000000:Alarms',
    });
    expect(await (await get('/publish')).json()).toMatchObject({ __type: 'UnknownOperationException' });
  });

  it('refuses a folder in which an instance runs', async () => {
    await expect(start(folder)).rejects.toThrow('runs already');
  });

  it('leaves nothing behind', async () => {
    await registry.stop();
    await expect(get('/nothing')).rejects.toThrow();
    await expect(fetch(registry.dynamoDbEndpoint)).rejects.toThrow();
    expect(existsSync(folder)).toBe(false);
    expect(logged.filter((line) => line.includes('failed'))).toEqual([]);
  });
});

describe('a persistent instance', () => {
  it(
    'finds its data, keys and stream position again',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'lvzhang-kept-'));
      const keys = () =>
        ['Key.pem', 'issuer.jwk.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
      const first = await start(folder, false);
      const headers = { authorization: `Bearer ${await first.token(alice)}` };
      await fetch(`${first.url}/things`, { method: 'POST', headers, body: JSON.stringify({ id: 'kept' }) });
      const before = keys();
      await first.stop();
      const second = await start(folder, false);
      expect((await fetch(`${second.url}/things/kept`)).status).toBe(200);
      expect(keys()).toEqual(before);
      await second.stop();
      expect(existsSync(join(folder, 'instance.json'))).toBe(false);
      rmSync(folder, { recursive: true });
    },
    2 * START_TIMEOUT_MS,
  );

  /** The process id of an instance's DynamoDB Local. */
  const storeOf = async (folder: string) =>
    Number((await run('pgrep', ['-f', `^[^ ]*java .*-dbPath ${folder}`])).stdout.trim());

  /** Puts things until one isn't acknowledged; gives what was, and the status of the other. */
  async function putUntilRefused(registry: Registry): Promise<{ acknowledged: string[]; status: number }> {
    const headers = { authorization: `Bearer ${await registry.token(alice)}` };
    const acknowledged: string[] = [];
    for (;;) {
      const id = `${acknowledged.length}-${'x'.repeat(500)}`;
      const response = await fetch(`${registry.url}/things`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ id }),
      });
      if (response.status !== 201) return { acknowledged, status: response.status };
      acknowledged.push(id);
    }
  }

  /** Of these things, those that aren't there. */
  async function missing(registry: Registry, ids: readonly string[]): Promise<string[]> {
    const statuses = await Promise.all(
      ids.map(async (id) => (await fetch(`${registry.url}/things/${id}`)).status),
    );
    return ids.filter((_, i) => statuses[i] !== 200);
  }

  it(
    'ends at the first storage error with one sentence, and has kept all that it acknowledged',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'lvzhang-full-'));
      const first = await start(folder, false);
      const { size } = statSync(join(folder, 'dynamodb', 'shared-local-instance.db'));
      // To SQLite a file that may not grow is what a full disk is: its writes fail.
      await run('prlimit', ['--pid', String(await storeOf(folder)), `--fsize=${size + 262_144}`]);
      const { acknowledged, status } = await putUntilRefused(first);
      expect([status, acknowledged.length > 10]).toEqual([503, true]);
      expect((await first.failed).message).toMatch(
        /^The instance ended because its disk failed .*此前确认的写入均已保存/s,
      );
      await first.stop();
      const second = await start(folder, false);
      expect(await missing(second, acknowledged)).toEqual([]);
      await second.stop();
      rmSync(folder, { recursive: true });
    },
    2 * START_TIMEOUT_MS,
  );

  it(
    'starts a killed DynamoDB Local again, answers 503 meanwhile and never 500, and keeps its files private',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'lvzhang-killed-'));
      const registry = await start(folder, false);
      setTimeout(async () => process.kill(await storeOf(folder), 'SIGKILL'), 200);
      const { acknowledged, status } = await putUntilRefused(registry);
      expect(status).toBe(503);
      const reads = new Set<number>();
      await eventually(async () => {
        const answered = (await fetch(`${registry.url}/things/swept`)).status;
        reads.add(answered);
        return answered === 200 ? true : undefined;
      }, START_TIMEOUT_MS);
      expect([...reads].filter((each) => each !== 200 && each !== 503)).toEqual([]);
      expect(await missing(registry, acknowledged)).toEqual([]);
      const open = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
        (name) => (statSync(join(folder, name)).mode & 0o077) !== 0,
      );
      expect(open).toEqual([]);
      await registry.stop();
      rmSync(folder, { recursive: true });
    },
    2 * START_TIMEOUT_MS,
  );

  it('doesn’t start on a disk that is nearly full', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lvzhang-floor-'));
    const starting = startRegistry({ port: 0, memory: false, folder, assembly, freeBytesMin: 2 ** 52 });
    await expect(starting).rejects.toThrow(/^Only \d+ MiB are free/);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
