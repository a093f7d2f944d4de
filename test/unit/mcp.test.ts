/** The bounds of `lvzhang mcp`: where it sends what, and how much it answers. */
import { spawnSync } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { bounded } from '../../events/cli/mcp/bounded.ts';
import { RegistryReader } from '../../events/cli/mcp/registry.ts';
import { ANSWER_BYTES_MAX, answerText } from '../../events/cli/mcp/tool.ts';
import { run } from '../../events/cli/mcp.ts';
import { called, LVZHANG, started } from '../support/command.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const each of servers.splice(0)) {
    each.closeAllConnections();
    each.close();
  }
});

async function serving(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  servers.push(started);
  await new Promise<void>((listening) => started.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

describe('requests', () => {
  it('follow a redirect on their host, and none to another', async () => {
    let reached = 0;
    const other = await serving((_, response) => {
      reached++;
      response.end('{}');
    });
    const url = await serving(({ url: path }, response) => {
      if (path === '/here') response.writeHead(308, { location: '/there' }).end();
      else if (path === '/round') response.writeHead(302, { location: '/round' }).end();
      else if (path === '/away') response.writeHead(302, { location: `${other}/x` }).end();
      else if (path === '/odd') response.writeHead(302, { location: 'http://[' }).end();
      else response.end(JSON.stringify({ path }));
    });
    const reader = new RegistryReader(url, 'secret');
    expect(await reader.json('/here')).toEqual({ path: '/there' });
    await expect(reader.json('/away')).rejects.toThrow('leads to another host');
    await expect(reader.json('/odd')).rejects.toThrow('leads to another host');
    await expect(reader.json('/round')).rejects.toThrow('more than 3 redirects');
    await expect(reader.fetch(`${other}/x`)).rejects.toThrow('not of this registry');
    expect(reached).toBe(0);
  });

  it('read where a published file is, without reading it', async () => {
    const url = await serving((_, response) =>
      response.writeHead(303, { location: 'http://127.0.0.1:1/file' }).end('{"url":"x"}'),
    );
    expect(await new RegistryReader(url).json('/v1/projects/p-1/design')).toEqual({ url: 'x' });
  });

  it('end in time, in size, and when the caller wants', async () => {
    const url = await serving(({ url: path }, response) => {
      if (path === '/large') response.end('x'.repeat(1000));
      else if (path === '/binary') response.end(Buffer.from([0xff]));
      else if (path === '/text') response.end('no JSON');
    });
    const reader = new RegistryReader(url, undefined, 100);
    await expect(reader.text('/never')).rejects.toThrow('no answer within 100 ms');
    await expect(reader.text('/large', { bytesMax: 999 })).rejects.toThrow('beyond 999 bytes');
    expect(await reader.text('/large', { bytesMax: 1000 })).toHaveLength(1000);
    await expect(reader.text('/binary')).rejects.toThrow('no UTF-8');
    await expect(reader.json('/text')).rejects.toThrow('no JSON');
    await expect(reader.text('/x', { signal: AbortSignal.abort() })).rejects.toThrow('cancelled');
    await expect(new RegistryReader('http://127.0.0.1:1').text('/x')).rejects.toThrow('check --url');
  });
});

describe('lvzhang mcp', () => {
  it.each([
    [[], undefined, 'give --url'],
    [['--url', 'file:///etc'], undefined, 'must be an http or https address'],
    [['--url', 'nothing'], undefined, 'must be an http or https address'],
    [['--url', 'https://u:p@registry.example'], undefined, 'no user, password'],
    [['--url', 'https://registry.example/?x=1'], undefined, 'no user, password'],
    [['--url', 'https://registry.example', '--token', 'x'], undefined, '--token: 没有此选项 no such option'],
    [['--url', 'https://registry.example', '--vkey', 'x'], undefined, '--vkey'],
    [['--url', 'https://registry.example', '--witness-vkey', 'x'], undefined, '--witness-vkey'],
    [['--url', 'https://registry.example'], 'hidden\nvalue', 'not an access token'],
    [['--url', 'http://registry.example'], 'hidden', 'over https alone'],
  ])('%j with the token %j: %s', async (args, token, fault) => {
    const { code, out, err } = await called(run, args, token);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(fault)]);
    expect(err).not.toContain('hidden');
  });

  it('says on stderr what is no message, and goes on', async () => {
    const { code, out, err } = await started(['mcp', '--url', 'http://127.0.0.1:1'], {
      input: 'no message\n{"jsonrpc":"2.0","id":7,"method":"ping"}\n',
    }).ended;
    expect([code, JSON.parse(out)]).toEqual([0, { jsonrpc: '2.0', id: 7, result: {} }]);
    expect(err).toContain('lvzhang mcp: ');
  });

  it('ends with a stdin that ends and never closes', () => {
    const args = [LVZHANG, 'mcp', '--url', 'http://127.0.0.1:1'];
    // `ignore` is /dev/null.
    const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    expect([status, String(stderr)]).toEqual([0, expect.stringMatching(/^lvzhang mcp: http[^\n]*\n$/)]);
  });
});

describe('an answer', () => {
  it('is whole where it fits, and cut by list, text and object where not, which is told', () => {
    const small = { a: [1, 'x', null, { b: true }] };
    expect(bounded(small, 1000)).toEqual({ value: small, leftOut: [] });
    const long = { 'a/b': 'x'.repeat(100_000), items: [1, 2] };
    const cut = bounded(long, 30_000);
    expect(cut.leftOut).toEqual(['/a~1b: the first 20000 of 100000 characters']);
    expect(cut.value).toMatchObject({ items: [1, 2] });
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]));
    expect(bounded(wide, 2000).leftOut).toEqual([
      expect.stringMatching(/^\/: the first \d+ of 5000 members$/),
    ]);
  });

  it('never cuts a character in two', () => {
    const { value } = bounded('𝒙'.repeat(30_000), 80_001);
    expect(String(value).isWellFormed()).toBe(true);
  });

  it('stays in its bounds whatever comes', () => {
    const deep = (depth: number): unknown =>
      depth === 0 ? '\u202e'.repeat(3000) : Array(8).fill(deep(depth - 1));
    for (const data of [
      deep(3),
      '\u202e'.repeat(60_000),
      Array(50_000).fill({}),
      { ['k'.repeat(200_000)]: 1 },
    ]) {
      const text = answerText({ data });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(ANSWER_BYTES_MAX);
      expect(text).toContain('"leftOut"');
    }
  });
});
