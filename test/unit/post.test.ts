import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { post, REPLY_BYTES_MAX } from '../../functions/log/post.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serving(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/add-checkpoint`;
}

describe('a post', () => {
  it('carries the text there and back', async () => {
    const url = await serving(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      response.writeHead(409, { 'content-type': 'Text/X.tlog.size; x=y' }).end(`${request.method} ${body}`);
    });
    expect(await post(url, '绿账')).toEqual({
      status: 409,
      contentType: 'text/x.tlog.size',
      body: 'POST 绿账',
    });
  });

  it('takes an answer of the largest size, and no byte more', async () => {
    const url = await serving((_, response) => response.end('x'.repeat(REPLY_BYTES_MAX)));
    expect((await post(url, '')).body).toHaveLength(REPLY_BYTES_MAX);
    server?.close();
    const endless = await serving((_, response) => {
      const more = () => response.write('x'.repeat(4096), more);
      more();
    });
    await expect(post(endless, '')).rejects.toThrow('more than');
  });

  it('waits neither for headers nor for a body that never comes', async () => {
    await expect(post(await serving(() => {}), '', 50)).rejects.toMatchObject({ name: 'TimeoutError' });
    const drip = await serving((_, response) => void response.writeHead(200).write('x'));
    await expect(post(drip, '', 50)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('follows no redirect', async () => {
    let calls = 0;
    const url = await serving((_, response) => {
      calls++;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await expect(post(url, '')).rejects.toThrow();
    expect(calls).toBe(1);
  });

  it('refuses what is no text', async () => {
    const url = await serving((_, response) => response.end(Uint8Array.of(0xff)));
    await expect(post(url, '')).rejects.toThrow('UTF-8');
  });
});
