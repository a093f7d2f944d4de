/**
 * Long texts that are the same for everybody come as Brotli or gzip to those who accept it, and as they are
 * to others.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { handler } from '../../functions/docs.ts';
import { preferredCoding } from '../../functions/http/compressed.ts';
import type { HttpEvent } from '../../functions/http/event.ts';
import { scalarScript } from '../../functions/reference/scalar.ts';

/** Lambda's limit on a response, bytes. */
const RESPONSE_BYTES_MAX = 6_291_556;

const UNPACK = [
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const;

const ask = (routeKey: string, acceptEncoding?: string, pathParameters = {}) =>
  handler(
    {
      routeKey,
      headers: acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding },
      pathParameters,
      requestContext: {},
    } as unknown as HttpEvent,
    {} as Context,
  );

describe('the coding that an Accept-Encoding prefers', () => {
  it.each([
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0.5, GZIP;q=1.0', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['x-gzip', 'gzip'],
    ['gzip;q=0', undefined],
    ['*, gzip; q=0', 'br'],
    ['gzip;q=none', undefined],
    ['identity', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s: %s', (header, coding) => expect(preferredCoding(header)).toBe(coding));
});

describe('an answer', () => {
  it.each(['GET /openapi.json', 'GET /docs/plain'])('%s is the same text in every form', async (route) => {
    const plain = await ask(route);
    expect(plain.headers).toMatchObject({ vary: 'accept-encoding' });
    expect([plain.headers['content-encoding'], plain.isBase64Encoded]).toEqual([undefined, undefined]);
    for (const [coding, unpack] of UNPACK) {
      const packed = await ask(route, coding);
      expect(packed.headers).toMatchObject({ vary: 'accept-encoding', 'content-encoding': coding });
      expect(packed.isBase64Encoded).toBe(true);
      const bytes = Buffer.from(packed.body, 'base64');
      expect(unpack(bytes).toString()).toBe(plain.body);
      expect(bytes.length).toBeLessThan(plain.body.length / 5);
    }
  });
});

describe('the script of the reference page', () => {
  const script = (file: string, acceptEncoding?: string) =>
    ask('GET /docs/scripts/{file}', acceptEncoding, { file });
  const original = readFileSync(
    createRequire(import.meta.url).resolve('@scalar/api-reference/browser/standalone.js'),
  );

  it('is what the package has, in every form, and no answer is too long for Lambda', async () => {
    const { file } = scalarScript();
    for (const [coding, unpack] of [...UNPACK, [undefined, (bytes: Buffer) => bytes] as const]) {
      const answer = await script(file, coding);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      });
      expect(answer.headers['content-encoding']).toBe(coding);
      expect(unpack(Buffer.from(answer.body, 'base64')).equals(original)).toBe(true);
      expect(JSON.stringify(answer).length).toBeLessThan(RESPONSE_BYTES_MAX);
    }
  });

  it('has the name of its digest, and no other', async () => {
    const digest = createHash('sha256').update(original).digest('hex').slice(0, 32);
    expect(scalarScript().file).toBe(`scalar-${digest}.js`);
    for (const file of ['scalar.js', 'index.mjs', '../index.mjs', ''])
      expect((await script(file)).statusCode).toBe(404);
    expect((await script('x'.repeat(101))).statusCode).toBe(400);
  });
});
