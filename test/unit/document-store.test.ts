/** The document store against the local S3, over HTTP: what its URLs allow, and what they don't. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DocumentStore, theDocuments, type Upload } from '../../functions/documents/store.ts';
import { CREDENTIALS, REGION } from '../../infra/local/place.ts';
import { type LocalS3, startS3 } from '../../infra/local/s3/s3.ts';
import { openTemplate } from '../../infra/local/template/template.ts';
import type { DocumentReference } from '../../shared/base/document.ts';

const ORG = 'o-00000000000000000001';
const OTHER = 'o-00000000000000000002';
const MINUTE_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-documents-'));
const resources = { Files: { Type: 'AWS::S3::Bucket', Properties: {} } };
let s3: LocalS3;
let ago = 0;
/** A store whose clock is `ago` ms behind. */
let store: DocumentStore;

beforeAll(async () => {
  s3 = await startS3(openTemplate({ parameters: {}, resources }, {}), folder);
  store = new DocumentStore({
    url: `${s3.endpoint}/files`,
    region: REGION,
    credentials: CREDENTIALS,
    now: () => new Date(Date.now() - ago),
  });
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true });
});

let drafts = 0;
/** A document that wasn't there before. */
function draft(text = `项目设计文件 ${++drafts}`): {
  file: Buffer<ArrayBuffer>;
  document: DocumentReference;
} {
  const file = Buffer.from(text);
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { file, document: { sha256, mediaType: 'application/pdf', bytes: file.length } };
}

const send = (upload: Upload, body: Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(upload.url, { method: 'PUT', body, headers: { ...upload.headers, ...headers } });

const codeOf = async (response: Response) =>
  `${response.status} ${/<Code>(\w+)</.exec(await response.text())?.[1]}`;

async function uploaded() {
  const { file, document } = draft();
  const response = await send(await store.uploadUrl(ORG, document), file);
  expect(response.status).toBe(200);
  return { file, document };
}

describe('a document', () => {
  it('is absent, is uploaded, is there, and comes back byte for byte', async () => {
    const { file, document } = draft();
    expect(await store.stored(ORG, document)).toBe(false);
    const upload = await store.uploadUrl(ORG, document);
    expect((await send(upload, file)).status).toBe(200);
    expect(await store.stored(ORG, document)).toBe(true);
    const download = await store.downloadUrl(ORG, document);
    const response = await fetch(download.url);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(file);
    const now = Date.now();
    expect((Date.parse(upload.expires) - now) / MINUTE_MS).toBeCloseTo(15, 0);
    expect((Date.parse(download.expires) - now) / MINUTE_MS).toBeCloseTo(5, 0);
  });

  it('of some megabytes too', async () => {
    const { file, document } = draft('\0'.repeat(5_000_000));
    expect((await send(await store.uploadUrl(ORG, document), file)).status).toBe(200);
    const { url } = await store.downloadUrl(ORG, document);
    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(5_000_000);
  });

  it('comes as an attachment of its own type, under the name that it is given', async () => {
    const { document } = await uploaded();
    const headersOf = async (fileName?: string) => {
      const { url } = await store.downloadUrl(ORG, { ...document, mediaType: 'text/csv' }, fileName);
      const { headers } = await fetch(url);
      return [headers.get('content-type'), headers.get('content-disposition')];
    };
    expect(await headersOf()).toEqual(['text/csv', 'attachment']);
    expect(await headersOf(`审定报告 (1)*'".pdf`)).toEqual([
      'text/csv',
      "attachment; filename*=UTF-8''%E5%AE%A1%E5%AE%9A%E6%8A%A5%E5%91%8A%20%281%29%2A%27%22.pdf",
    ]);
    expect(await headersOf('a\r\nset-cookie: x')).toEqual([
      'text/csv',
      "attachment; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x",
    ]);
    expect((await headersOf('\ud800'))[1]).toBe("attachment; filename*=UTF-8''%EF%BF%BD");
  });

  it('is there only for who brought it', async () => {
    const { document } = await uploaded();
    expect(await store.stored(OTHER, document)).toBe(false);
    const { url } = await store.downloadUrl(OTHER, document);
    expect(await codeOf(await fetch(url))).toBe('404 NoSuchKey');
  });

  it('is not there as one of another length', async () => {
    const { document } = await uploaded();
    expect(await store.stored(ORG, { ...document, bytes: document.bytes + 1 })).toBe(false);
  });

  it('is written once', async () => {
    const { file, document } = await uploaded();
    const again = await send(await store.uploadUrl(ORG, document), file);
    expect(await codeOf(again)).toBe('412 PreconditionFailed');
  });

  it('has no place with an organization whose name is a path', async () => {
    const { document } = draft();
    for (const name of ['', '.', '..', '../x', 'a/b', 'a\\b', 'a\n', 'é', 'a'.repeat(101)])
      await expect(store.uploadUrl(name, document)).rejects.toThrow('no organization');
    await expect(store.uploadUrl('urn:org_1.x-y', document)).resolves.toBeDefined();
  });
});

describe('an upload URL takes nothing else:', () => {
  type Change = (upload: Upload, file: Buffer<ArrayBuffer>) => Promise<Response>;
  const withUrl = (upload: Upload, change: (url: URL) => void): Upload => {
    const url = new URL(upload.url);
    change(url);
    return { ...upload, url: url.href };
  };
  const without = (upload: Upload, name: string): Upload => {
    const { [name]: _, ...headers } = upload.headers;
    return { ...upload, headers };
  };
  const reversed = (file: Buffer<ArrayBuffer>) => Buffer.from(file).reverse();
  const digest = (file: Buffer) => createHash('sha256').update(file).digest('base64');

  const refused: [string, string, Change][] = [
    ['other bytes', '400 BadDigest', (upload, file) => send(upload, reversed(file))],
    [
      'other bytes with their own checksum',
      '403 SignatureDoesNotMatch',
      (upload, file) => send(upload, reversed(file), { 'x-amz-checksum-sha256': digest(reversed(file)) }),
    ],
    [
      'no checksum',
      '403 SignatureDoesNotMatch',
      (upload, file) => send(without(upload, 'x-amz-checksum-sha256'), file),
    ],
    [
      'another length',
      '403 SignatureDoesNotMatch',
      (upload, file) => send(without(upload, 'content-length'), file.subarray(1)),
    ],
    [
      'another type',
      '403 SignatureDoesNotMatch',
      (upload, file) => send(upload, file, { 'content-type': 'text/html' }),
    ],
    [
      'a replacement',
      '403 SignatureDoesNotMatch',
      (upload, file) => send(without(upload, 'if-none-match'), file),
    ],
    [
      'a header of S3’s that isn’t signed',
      '403 AccessDenied',
      (upload, file) => send(upload, file, { 'x-amz-acl': 'public-read' }),
    ],
    [
      'another signature',
      '403 SignatureDoesNotMatch',
      (upload, file) =>
        send(
          withUrl(upload, ({ searchParams }) => searchParams.set('X-Amz-Signature', '0'.repeat(64))),
          file,
        ),
    ],
    [
      'no signature',
      '403 AccessDenied',
      (upload, file) =>
        send(
          withUrl(upload, ({ searchParams }) => searchParams.delete('X-Amz-Signature')),
          file,
        ),
    ],
    [
      'a longer time',
      '403 SignatureDoesNotMatch',
      (upload, file) =>
        send(
          withUrl(upload, ({ searchParams }) => searchParams.set('X-Amz-Expires', '3600')),
          file,
        ),
    ],
    [
      'another organization’s folder',
      '403 SignatureDoesNotMatch',
      (upload, file) =>
        send(
          withUrl(upload, (url) => {
            url.pathname = url.pathname.replace(ORG, OTHER);
          }),
          file,
        ),
    ],
    ['a download', '403 SignatureDoesNotMatch', ({ url, headers }) => fetch(url, { headers })],
  ];
  for (const [what, error, change] of refused)
    it(what, async () => {
      const { file, document } = draft();
      const response = await change(await store.uploadUrl(ORG, document), file);
      expect(await codeOf(response)).toBe(error);
      expect(await store.stored(ORG, document)).toBe(false);
      expect(await store.stored(OTHER, document)).toBe(false);
    });

  it('after 15 minutes, or 5 for a download', async () => {
    const { file, document } = draft();
    ago = 15 * MINUTE_MS;
    const late = await store.uploadUrl(ORG, document);
    ago = 14 * MINUTE_MS;
    const inTime = await store.uploadUrl(ORG, document);
    ago = 5 * MINUTE_MS;
    const lateDownload = await store.downloadUrl(ORG, document);
    ago = 0;
    expect(await codeOf(await send(late, file))).toBe('403 AccessDenied');
    expect((await send(inTime, file)).status).toBe(200);
    expect(await codeOf(await fetch(lateDownload.url))).toBe('403 AccessDenied');
  });
});

describe('the store', () => {
  const elsewhere = (more: Partial<ConstructorParameters<typeof DocumentStore>[0]>) =>
    new DocumentStore({
      url: `${s3.endpoint}/files`,
      region: REGION,
      credentials: CREDENTIALS,
      now: () => new Date(),
      ...more,
    });

  it('takes no refusal for an absence', async () => {
    const { document } = draft();
    const stranger = elsewhere({ credentials: { ...CREDENTIALS, secretAccessKey: 'x' } });
    await expect(stranger.stored(ORG, document)).rejects.toThrow('S3 answered 403');
  });

  it('signs as AWS says, for a bucket of its own domain and credentials with a session', async () => {
    const credentials = { accessKeyId: 'ASIA', secretAccessKey: 'secret', sessionToken: 'a/b+c=' };
    const url = 'https://documents.s3.cn-north-1.amazonaws.com.cn';
    const inChina = elsewhere({ url, region: 'cn-north-1', credentials });
    const { document } = draft();
    const signed = new URL((await inChina.uploadUrl(ORG, document)).url);
    expect(signed.origin + signed.pathname).toBe(`${url}/documents/${ORG}/${document.sha256}`);
    expect(signed.searchParams.get('X-Amz-Security-Token')).toBe('a/b+c=');
    expect(signed.searchParams.get('X-Amz-Credential')).toMatch(
      /^ASIA\/\d{8}\/cn-north-1\/s3\/aws4_request$/,
    );
    expect(signed.searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;content-type;host;if-none-match;x-amz-checksum-sha256',
    );
  });

  it('is what the function’s environment says', async () => {
    const environment = {
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      DOCUMENTS_BUCKET: 'files',
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_SESSION_TOKEN: undefined,
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    try {
      const { document } = await uploaded();
      expect(await theDocuments().stored(ORG, document)).toBe(true);
      expect(theDocuments()).toBe(theDocuments());
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
