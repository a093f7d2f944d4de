import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SECURITY_HEADERS } from '../../../functions/http/security-headers.ts';
import { LOOPBACK, listen } from '../ports.ts';
import type { LocalTemplate } from '../template/template.ts';
import { type LocalBucket, openBuckets } from './bucket.ts';
import { corsHeaders, preflightHeaders } from './bucket-cors.ts';
import { checkKey, type StoredObject } from './objects.ts';
import { decodePercent, type RawRequest, verifyPresigned } from './presigned.ts';
import { errorXml, S3Error } from './s3-error.ts';

/** A loopback S3 that keeps objects in a folder: presigned PUT, GET and HEAD of path-style URLs only. */
export interface LocalS3 {
  endpoint: string;
  stop(): Promise<void>;
}

/** Largest object that S3 takes in one PUT, bytes. */
const OBJECT_BYTES_MAX = 5 * 1024 ** 3;
/** The form of a SHA-256 in base64. */
const CHECKSUM = /^[A-Za-z0-9+/]{43}=$/;

/** The parameters by which a URL sets headers of the answer. */
const OVERRIDES: ReadonlyMap<string, string> = new Map([
  ['response-content-type', 'content-type'],
  ['response-content-disposition', 'content-disposition'],
]);
/** S3's own headers that are acted upon. */
const AMZ_HEADERS = { PUT: ['x-amz-checksum-sha256'], GET: ['x-amz-checksum-mode'] };

/** What the local S3 needs to know of the instance. */
export interface S3Surroundings {
  /** The instance's time, by which presigned URLs expire. */
  now: () => Date;
  /** Whether the disk takes no writes at present. */
  refusesWrites: () => boolean;
}

type Buckets = ReadonlyMap<string, LocalBucket>;

interface Answer {
  status: number;
  headers: Record<string, string>;
  object?: StoredObject;
}

const refuse = (what: string): never => {
  throw new S3Error('NotImplemented', `${what} is not emulated locally`);
};

function rawRequest({ method = '', url = '/', headers }: IncomingMessage): RawRequest {
  const question = url.indexOf('?');
  return question < 0
    ? { method, path: url, query: '', headers }
    : { method, path: url.slice(0, question), query: url.slice(question + 1), headers };
}

/** The bucket and the key of a path-style URL. */
function locate(buckets: Buckets, { path }: RawRequest): { bucket: LocalBucket; key: string } {
  const [, name = '', ...segments] = path.split('/').map(decodePercent);
  const bucket = buckets.get(name);
  if (!bucket) throw new S3Error('NoSuchBucket', `The specified bucket does not exist: ${name}`);
  return { bucket, key: segments.join('/') };
}

/** Refuses S3's own headers that would be ignored here. */
function refuseOtherHeaders({ headers }: RawRequest, known: readonly string[]): void {
  const other = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !known.includes(name));
  if (other) refuse(`the header ${other}`);
}

async function put({ objects }: LocalBucket, key: string, request: IncomingMessage): Promise<Answer> {
  const { headers } = request;
  const length = headers['content-length'];
  if (length === undefined) {
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  const bytes = Number(length);
  if (bytes > OBJECT_BYTES_MAX) {
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  }
  const sha256 = headers['x-amz-checksum-sha256'];
  if (sha256 === undefined) return refuse('an upload without x-amz-checksum-sha256');
  if (typeof sha256 !== 'string' || !CHECKSUM.test(sha256)) {
    throw new S3Error('InvalidRequest', 'Value for x-amz-checksum-sha256 header is invalid.');
  }
  if (headers['if-none-match'] !== '*') return refuse('an upload without If-None-Match: *');
  const contentType = headers['content-type'] ?? 'binary/octet-stream';
  await objects.create(key, { contentType, bytes, sha256 }, request);
  return { status: 200, headers: { 'x-amz-checksum-sha256': sha256 } };
}

async function get(
  { objects }: LocalBucket,
  key: string,
  request: IncomingMessage,
  query: ReadonlyMap<string, string>,
): Promise<Answer> {
  const object = await objects.find(key);
  if (!object) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  const headers: Record<string, string> = {
    'content-type': object.contentType,
    'content-length': String(object.bytes),
    'last-modified': object.modifiedAt.toUTCString(),
  };
  if (request.headers['x-amz-checksum-mode'] === 'ENABLED') headers['x-amz-checksum-sha256'] = object.sha256;
  for (const [name, value] of query) {
    const header = OVERRIDES.get(name);
    if (header) headers[header] = value;
  }
  return { status: 200, headers, object };
}

/** Throws S3Error. */
async function perform(
  buckets: Buckets,
  request: IncomingMessage,
  { now, refusesWrites }: S3Surroundings,
): Promise<Answer> {
  const raw = rawRequest(request);
  const { method, headers } = raw;
  if (method === 'OPTIONS') {
    const { bucket } = locate(buckets, raw);
    const wanted = String(headers['access-control-request-method'] ?? '');
    const names = String(headers['access-control-request-headers'] ?? '');
    return { status: 200, headers: preflightHeaders(bucket.cors, headers.origin ?? '', wanted, names) };
  }
  const query = verifyPresigned(raw, now().getTime());
  const { bucket, key } = locate(buckets, raw);
  const reading = method === 'GET' || method === 'HEAD';
  if (!reading && method !== 'PUT') return refuse(`the method ${method}`);
  const other = [...query.keys()].find((name) => !(reading && OVERRIDES.has(name)));
  if (other !== undefined) return refuse(`the parameter ${other}`);
  refuseOtherHeaders(raw, AMZ_HEADERS[reading ? 'GET' : 'PUT']);
  checkKey(key);
  if (!reading && refusesWrites())
    throw new S3Error(
      'ServiceUnavailable',
      'The disk of this instance takes no writes now; please try again later.',
    );
  return reading ? get(bucket, key, request, query) : put(bucket, key, request);
}

async function send(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(answer.status, answer.headers);
  if (!answer.object || request.method === 'HEAD') response.end();
  else await pipeline(answer.object.read(), response);
}

function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known = error instanceof S3Error ? error : new S3Error('InternalError', String(error));
  response.writeHead(known.status, { 'content-type': 'application/xml' });
  response.end(request.method === 'HEAD' ? undefined : errorXml(known));
}

async function answer(
  buckets: Buckets,
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: S3Surroundings,
): Promise<void> {
  const { origin } = request.headers;
  const bucket = buckets.get(rawRequest(request).path.split('/')[1] ?? '');
  if (bucket && origin && request.method !== 'OPTIONS') {
    const headers = corsHeaders(bucket.cors, origin, request.method ?? '');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  }
  try {
    await send(request, response, await perform(buckets, request, surroundings));
  } catch (error) {
    // A client that broke off gets no answer.
    if (request.destroyed && !request.complete) return;
    if (response.headersSent) response.destroy();
    else sendError(request, response, error);
  } finally {
    // The rest of a refused body is read to its end, so that the client reads the answer.
    request.resume();
  }
}

/**
 * Starts the local S3 for the template's `AWS::S3::Bucket` resources.
 * @param folder of the instance; a bucket's objects are in `<folder>/s3/<bucket>`
 */
export async function startS3(
  template: LocalTemplate,
  folder: string,
  surroundings: Partial<S3Surroundings> = {},
): Promise<LocalS3> {
  const buckets = await openBuckets(template, join(folder, 's3'));
  const all: S3Surroundings = { now: () => new Date(), refusesWrites: () => false, ...surroundings };
  const server = createServer((request, response) => {
    // A stranger's document must not run as another type, nor be shown inside a page.
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    void answer(buckets, request, response, all);
  });
  const port = await listen(server, 0);
  return {
    endpoint: `http://${LOOPBACK}:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
