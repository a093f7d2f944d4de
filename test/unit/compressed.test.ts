/**
 * Long texts that are the same for everybody come as gzip to those who accept it, and as they are to others.
 */
import { gunzipSync } from 'node:zlib';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handler } from '../../functions/docs.ts';
import { acceptsGzip } from '../../functions/http/compressed.ts';
import type { HttpEvent } from '../../functions/http/event.ts';

const ask = (routeKey: string, acceptEncoding?: string) =>
  handler(
    {
      routeKey,
      headers: acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding },
      pathParameters: {},
      requestContext: {},
    } as unknown as HttpEvent,
    {} as Context,
  );

describe('gzip', () => {
  it.each([
    ['gzip', true],
    ['gzip, deflate, br, zstd', true],
    ['br;q=1.0, GZIP;q=0.5', true],
    ['*', true],
    ['x-gzip', true],
    ['gzip;q=0', false],
    ['*, gzip; q=0', false],
    ['br', false],
    ['identity', false],
    ['gzip;q=none', false],
    ['', false],
    [undefined, false],
  ])('is accepted by %s: %s', (header, is) => expect(acceptsGzip(header)).toBe(is));

  it.each(['GET /openapi.json', 'GET /docs'])('%s is the same text in either form', async (route) => {
    const [plain, packed] = [await ask(route), await ask(route, 'br, gzip')];
    expect(plain.headers).toMatchObject({ vary: 'accept-encoding' });
    expect([plain.headers['content-encoding'], plain.isBase64Encoded]).toEqual([undefined, undefined]);
    expect(packed.headers).toMatchObject({ vary: 'accept-encoding', 'content-encoding': 'gzip' });
    expect(packed.isBase64Encoded).toBe(true);
    const bytes = Buffer.from(packed.body, 'base64');
    expect(gunzipSync(bytes).toString()).toBe(plain.body);
    expect(bytes.length).toBeLessThan(plain.body.length / 5);
  });
});
