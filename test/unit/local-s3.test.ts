/** The local S3, request by request: what it does, and what it refuses, in S3's own words. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type IncomingMessage, request as openRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NodeSha256 } from '../../functions/documents/node-sha256.ts';
import { CREDENTIALS, REGION } from '../../infra/local/place.ts';
import { type LocalS3, startS3 } from '../../infra/local/s3/s3.ts';
import { openTemplate } from '../../infra/local/template/template.ts';

/** What lies above the store's folder is this test's too. */
const above = mkdtempSync(join(tmpdir(), 'lvzhang-s3-'));
const folder = mkdtempSync(join(above, 'files-'));
const rule = { AllowedOrigins: ['https://*.example'], AllowedMethods: ['PUT', 'GET'] };
const CorsConfiguration = {
  CorsRules: [{ ...rule, AllowedHeaders: ['content-type', 'x-amz-*'], ExposedHeaders: ['etag'], MaxAge: 60 }],
};
const template = () =>
  openTemplate(
    {
      parameters: {},
      resources: {
        Files: {
          Type: 'AWS::S3::Bucket',
          Properties: { CorsConfiguration, VersioningConfiguration: { Status: 'Enabled' } },
        },
        Plain: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'plain-bucket' } },
      },
    },
    {},
  );
let s3: LocalS3;
beforeAll(async () => {
  s3 = await startS3(template(), folder);
});
afterAll(async () => {
  await s3.stop();
  rmSync(above, { recursive: true });
});

interface Wanted {
  method?: string;
  /** As sent: percent-encoded or not. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Buffer;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  region?: string;
  expiresIn?: number;
  signingDate?: Date;
  /** What is done to the signed query. */
  tamper?: (query: string) => string;
}

/** The path and query of a presigned URL, signed by the AWS library. */
async function sign(wanted: Wanted): Promise<string> {
  const { method = 'GET', path, query = {}, headers = {}, expiresIn = 60, signingDate } = wanted;
  const { credentials = CREDENTIALS, region = REGION } = wanted;
  const { host, hostname } = new URL(s3.endpoint);
  const signer = new SignatureV4({
    service: 's3',
    region,
    credentials,
    sha256: NodeSha256,
    uriEscapePath: false,
  });
  const all = { ...headers, host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  // Whatever way it is escaped, S3 signs the one canonical form.
  const canonical = path.split('/').map((segment) => encodeURIComponent(decodeURIComponent(segment)));
  const signed = await signer.presign(
    { method, protocol: 'http:', hostname, path: canonical.join('/'), query, headers: all },
    { expiresIn, signingDate, unhoistableHeaders: new Set(Object.keys(headers)) },
  );
  const search = Object.entries(signed.query ?? {})
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `${path}?${wanted.tamper?.(search) ?? search}`;
}

/** Sends a request whose path no client library tidies. */
async function send(wanted: Wanted): Promise<IncomingMessage & { body: string }> {
  const { method = 'GET', headers, body } = wanted;
  const { hostname, port } = new URL(s3.endpoint);
  const path = await sign(wanted);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = openRequest({ hostname, port, method, path, headers, agent: false });
    request.on('response', resolve).on('error', reject).end(body);
  });
  return Object.assign(response, { body: await text(response) });
}

const codeOf = ({ statusCode, body }: { statusCode?: number; body: string }) =>
  `${statusCode} ${/<Code>(\w+)</.exec(body)?.[1]}`;

const file = Buffer.from('title proof 不动产权证');
const checksum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');
const put = (path: string, headers: Record<string, string | undefined> = {}, body = file): Wanted => {
  const all = {
    'content-length': String(body.length),
    'content-type': 'application/pdf',
    'if-none-match': '*',
    'x-amz-checksum-sha256': checksum(body),
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { method: 'PUT', path, headers: Object.fromEntries(given), body };
};

describe('the local S3', () => {
  it('keeps an object in the instance’s folder, over restarts', async () => {
    expect((await send(put('/files/a/b'))).statusCode).toBe(200);
    expect(readFileSync(join(folder, 's3/files/a/b/bytes'))).toEqual(file);
    expect(statSync(join(folder, 's3/files')).mode & 0o777).toBe(0o700);
    // What a crash in the middle of an upload leaves.
    mkdirSync(join(folder, 's3/files/.incoming/x'));
    writeFileSync(join(folder, 's3/files/.incoming/x/bytes'), 'half');
    await s3.stop();
    s3 = await startS3(template(), folder);
    expect(readdirSync(join(folder, 's3/files/.incoming'))).toEqual([]);
    expect((await send({ path: '/files/a/b' })).body).toBe(file.toString());
  });

  it('tells of an object what S3 tells', async () => {
    await send(put('/files/told'));
    const head = await send({
      method: 'HEAD',
      path: '/files/told',
      headers: { 'x-amz-checksum-mode': 'ENABLED' },
    });
    expect(head.headers).toMatchObject({
      'content-length': String(file.length),
      'content-type': 'application/pdf',
      'x-amz-checksum-sha256': checksum(file),
    });
    expect(Date.now() - Date.parse(head.headers['last-modified'] ?? '')).toBeLessThan(60_000);
    const { headers } = await send({ method: 'HEAD', path: '/files/told' });
    expect(headers).not.toHaveProperty('x-amz-checksum-sha256');
    expect((await send({ method: 'HEAD', path: '/files/other' })).statusCode).toBe(404);
  });

  it('lets one of two uploads at once win, and keeps what it sent', async () => {
    const bodies = ['one', 'other'].map((name) => Buffer.from(name.repeat(100_000)));
    const answers = await Promise.all(bodies.map((body) => send(put('/files/race', {}, body))));
    expect(answers.map(codeOf).sort()).toEqual(['200 undefined', '412 PreconditionFailed']);
    const winner = bodies[answers.findIndex(({ statusCode }) => statusCode === 200)];
    expect((await send({ path: '/files/race' })).body).toBe(winner?.toString());
  });

  it('keeps nothing of an upload that breaks off', async () => {
    const { hostname, port } = new URL(s3.endpoint);
    const wanted = put('/files/broken');
    const { headers } = wanted;
    const request = openRequest({ hostname, port, method: 'PUT', path: await sign(wanted), headers });
    request.on('error', () => {}).write(file.subarray(3));
    const incoming = () => readdirSync(join(folder, 's3/files/.incoming'));
    while (incoming().length === 0) await sleep(5);
    request.destroy();
    while (incoming().length > 0) await sleep(5);
    expect((await send({ path: '/files/broken' })).statusCode).toBe(404);
    expect((await send(wanted)).statusCode).toBe(200);
  });

  it('refuses bucket properties that nothing here emulates', async () => {
    const Properties = { WebsiteConfiguration: { IndexDocument: 'x' } };
    const open = openTemplate(
      { parameters: {}, resources: { Site: { Type: 'AWS::S3::Bucket', Properties } } },
      {},
    );
    await expect(startS3(open, folder)).rejects.toThrow(
      /Site \(AWS::S3::Bucket\)[\s\S]*WebsiteConfiguration/,
    );
  });
});

describe('the local S3 refuses', () => {
  const soon = () => new Date(Date.now() + 20 * 60_000);
  const week = 604_800;
  const refused: [string, string, Wanted][] = [
    ['another bucket', '404 NoSuchBucket', { path: '/nowhere/a/b' }],
    ['no bucket', '404 NoSuchBucket', { path: '/' }],
    ['a missing key', '404 NoSuchKey', { path: '/files/missing' }],
    ['a name that is half a key', '404 NoSuchKey', { path: '/files/a' }],
    ['half a key of another', '501 NotImplemented', put('/files/a')],
    ['a listing', '501 NotImplemented', { path: '/files', query: { 'list-type': '2' } }],
    ['the bucket itself', '501 NotImplemented', { path: '/files' }],
    ['a version', '501 NotImplemented', { path: '/files/a/b', query: { versionId: '1' } }],
    ['a deletion', '501 NotImplemented', { method: 'DELETE', path: '/files/a/b' }],
    ['a form', '501 NotImplemented', { method: 'POST', path: '/files/a/b' }],
    ['another parameter', '501 NotImplemented', { path: '/files/a/b', query: { 'x-id': 'GetObject' } }],
    [
      'an override of an upload',
      '501 NotImplemented',
      { ...put('/files/o'), query: { 'response-content-type': 'x' } },
    ],
    [
      'an upload without a checksum',
      '501 NotImplemented',
      put('/files/n', { 'x-amz-checksum-sha256': undefined }),
    ],
    ['half a checksum', '400 InvalidRequest', put('/files/n', { 'x-amz-checksum-sha256': 'AAAA' })],
    ['an upload that may replace', '501 NotImplemented', put('/files/n', { 'if-none-match': undefined })],
    ['an upload for the public', '501 NotImplemented', put('/files/n', { 'x-amz-acl': 'public-read' })],
    [
      'an upload of no stated length',
      '411 MissingContentLength',
      put('/files/n', { 'content-length': undefined, 'transfer-encoding': 'chunked' }),
    ],
    ['no signature', '403 AccessDenied', { path: '/files/a/b', tamper: () => '' }],
    [
      'another algorithm',
      '400 AuthorizationQueryParametersError',
      { path: '/files/a/b', tamper: (query) => query.replace('AWS4-HMAC', 'AWS4-ECDSA') },
    ],
    [
      'a repeated parameter',
      '400 InvalidRequest',
      { path: '/files/a/b', tamper: (query) => `${query}&X-Amz-Expires=9` },
    ],
    [
      'broken percent-encoding',
      '400 InvalidURI',
      { path: '/files/a/b', tamper: (query) => `${query}&a=%zz` },
    ],
    [
      'an unknown key id',
      '403 InvalidAccessKeyId',
      { path: '/files/a/b', credentials: { accessKeyId: 'x', secretAccessKey: 'local' } },
    ],
    [
      'another secret',
      '403 SignatureDoesNotMatch',
      { path: '/files/a/b', credentials: { accessKeyId: 'local', secretAccessKey: 'x' } },
    ],
    ['another region', '400 AuthorizationQueryParametersError', { path: '/files/a/b', region: 'cn-north-1' }],
    ['a time that has not come', '403 AccessDenied', { path: '/files/a/b', signingDate: soon() }],
    [
      'a time that is over',
      '403 AccessDenied',
      { path: '/files/a/b', signingDate: new Date(Date.now() - 60_000) },
    ],
    [
      'a day that is none',
      '400 AuthorizationQueryParametersError',
      { path: '/files/a/b', tamper: (query) => query.replace(/(X-Amz-Date=\d{8})T\d{6}/, '$1T256161') },
    ],
    [
      'more than a week',
      '400 AuthorizationQueryParametersError',
      { path: '/files/a/b', tamper: (query) => query.replace('Expires=60', `Expires=${week + 1}`) },
    ],
    [
      'no time at all',
      '400 AuthorizationQueryParametersError',
      { path: '/files/a/b', tamper: (query) => query.replace('Expires=60', 'Expires=0') },
    ],
    [
      'an unsigned host',
      '403 AccessDenied',
      { path: '/files/a/b', tamper: (query) => query.replace('SignedHeaders=host', 'SignedHeaders=date') },
    ],
    [
      'an unsigned override',
      '403 SignatureDoesNotMatch',
      { path: '/files/a/b', tamper: (query) => `${query}&response-content-type=text%2Fhtml` },
    ],
  ];
  for (const [what, error, wanted] of refused)
    it(what, async () => expect(codeOf(await send(wanted))).toBe(error));

  const paths = [
    '..',
    '../plain-bucket/x',
    'a/../../../../x',
    '%2e%2e/%2e%2e/x',
    'a%2f..%2f..%2fx',
    'a/./x',
    'a//x',
    'a/',
    '.incoming/x',
    '.hidden',
    'a%5Cx',
    'a%00x',
    'a%20x',
    '%E5%AE%A1',
    'x/bytes',
    'x/object.json',
    'a'.repeat(201),
  ];
  for (const path of paths)
    it(`the key ${path}`, async () => {
      const before = readdirSync(folder, { recursive: true }).sort();
      expect(codeOf(await send(put(`/files/${path}`)))).toBe('501 NotImplemented');
      expect(codeOf(await send({ path: `/files/${path}` }))).toBe('501 NotImplemented');
      expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
      expect(existsSync(join(folder, '..', 'x'))).toBe(false);
    });
});

describe('scripts of other origins', () => {
  const ask = (path: string, origin: string, method: string, headers = '') =>
    fetch(s3.endpoint + path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': headers,
      },
    });

  it('may do what the bucket’s rules say', async () => {
    const answer = await ask(
      '/files/a/b',
      'https://console.example',
      'PUT',
      'Content-Type, x-amz-checksum-sha256',
    );
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': 'https://console.example',
      'access-control-allow-methods': 'PUT, GET',
      'access-control-allow-headers': 'content-type, x-amz-checksum-sha256',
      'access-control-max-age': '60',
    });
  });

  const forbidden: [string, string, string, string, string?][] = [
    ['another origin', '/files/a/b', 'https://example', 'PUT'],
    ['another method', '/files/a/b', 'https://console.example', 'DELETE'],
    ['another header', '/files/a/b', 'https://console.example', 'PUT', 'content-type, authorization'],
    ['a bucket without rules', '/plain-bucket/a', 'https://console.example', 'GET'],
  ];
  for (const [what, path, origin, method, headers] of forbidden)
    it(`may not: ${what}`, async () => {
      const answer = await ask(path, origin, method, headers);
      expect(`${answer.status} ${await answer.text()}`).toMatch(/^403 .*AccessForbidden/s);
      expect(answer.headers.has('access-control-allow-origin')).toBe(false);
    });

  it('may read answers, refusals too', async () => {
    for (const path of ['/files/a/b', '/files/missing']) {
      const url = s3.endpoint + (await sign({ path }));
      const { headers } = await fetch(url, { headers: { origin: 'https://console.example' } });
      expect(headers.get('access-control-allow-origin')).toBe('https://console.example');
      expect(headers.get('access-control-expose-headers')).toBe('etag');
      const stranger = await fetch(url, { headers: { origin: 'https://elsewhere' } });
      expect(stranger.headers.has('access-control-allow-origin')).toBe(false);
    }
  });
});
