import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { CREDENTIALS, REGION } from '../place.ts';
import { S3Error } from './s3-error.ts';

/*
 * AWS Signature Version 4 of presigned URLs, checked from the specification and not with the library that
 * signs them: a mistake of that library would otherwise go unseen.
 */

const ALGORITHM = 'AWS4-HMAC-SHA256';
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
/** Longest validity of a presigned URL: a week, s. */
const EXPIRES_MAX = 604_800;
/** How far the signer's clock may be ahead, ms. */
const SKEW_MS_MAX = 15 * 60_000;

/** A request as it came, nothing decoded. */
export interface RawRequest {
  method: string;
  /** Percent-encoded, without the query. */
  path: string;
  /** Percent-encoded, without the question mark. */
  query: string;
  headers: IncomingHttpHeaders;
}

/** @throws S3Error InvalidURI on a broken percent-encoding */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  }
}

function readQuery(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decodePercent(name), decodePercent(value)];
    });
}

const encode = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const unreserved = /[A-Za-z0-9_.~-]/.test(character);
      return unreserved ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The expected signature, hex. */
function expectedSignature(
  { method, path, headers }: RawRequest,
  parameters: readonly [string, string][],
  { amzDate, scope, signedHeaders }: { amzDate: string; scope: string; signedHeaders: readonly string[] },
): string {
  const canonicalQuery = parameters
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  const canonicalHeaders = signedHeaders.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/\s+/g, ' ')}\n`,
  );
  const canonicalRequest = [
    method,
    path.split('/').map(decodePercent).map(encode).join('/'),
    canonicalQuery,
    canonicalHeaders.join(''),
    signedHeaders.join(';'),
    UNSIGNED_PAYLOAD,
  ].join('\n');
  const digest = createHash('sha256').update(canonicalRequest).digest('hex');
  const [date = '', region = '', service = ''] = scope.split('/');
  const key = [region, service, 'aws4_request'].reduce(
    hmac,
    hmac(`AWS4${CREDENTIALS.secretAccessKey}`, date),
  );
  return hmac(key, [ALGORITHM, amzDate, scope, digest].join('\n')).toString('hex');
}

/** `20261121T080000Z` to epoch ms; NaN for anything else. */
function readAmzDate(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Throws unless the URL is valid at `now`. */
function checkTime(amzDate: string, expires: string, now: number): void {
  const signedAt = readAmzDate(amzDate);
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : Number.NaN;
  if (Number.isNaN(signedAt) || !(seconds >= 1 && seconds <= EXPIRES_MAX)) {
    throw new S3Error('AuthorizationQueryParametersError', 'X-Amz-Date or X-Amz-Expires is not valid.');
  }
  if (signedAt > now + SKEW_MS_MAX) throw new S3Error('AccessDenied', 'Request is not valid yet');
  if (now >= signedAt + seconds * 1000) throw new S3Error('AccessDenied', 'Request has expired');
}

/** Throws unless the credential is this machine's, for S3 and the day of the signature. */
function checkCredential(credential: string, amzDate: string): string {
  const [accessKeyId, ...rest] = credential.split('/');
  if (accessKeyId !== CREDENTIALS.accessKeyId) {
    throw new S3Error(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
  const scope = rest.join('/');
  const wanted = `${amzDate.slice(0, 8)}/${REGION}/s3/aws4_request`;
  if (scope !== wanted) {
    throw new S3Error('AuthorizationQueryParametersError', `The credential's scope must be ${wanted}.`);
  }
  return scope;
}

/** Throws unless host and every header that S3 acts upon are signed. */
function checkSignedHeaders(signedHeaders: readonly string[], headers: IncomingHttpHeaders): void {
  const mustBe = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  const unsigned = mustBe.filter((name) => !signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  const message = `There were headers present in the request which were not signed: ${unsigned.join(', ')}`;
  throw new S3Error('AccessDenied', message);
}

/**
 * Lets a request pass if it has a presigned URL's signature, made with this machine's credentials and not
 * expired.
 * @param now epoch ms
 * @returns the query's other parameters
 * @throws S3Error, as S3 would
 */
export function verifyPresigned(request: RawRequest, now: number): Map<string, string> {
  const parameters = readQuery(request.query);
  const query = new Map(parameters);
  const take = (name: string): string => {
    const value = query.get(name) ?? '';
    query.delete(name);
    return value;
  };
  const signature = take('X-Amz-Signature');
  if (signature === '') throw new S3Error('AccessDenied', 'Access Denied');
  if (query.size !== parameters.length - 1) throw new S3Error('InvalidRequest', 'A parameter is repeated.');
  if (take('X-Amz-Algorithm') !== ALGORITHM) {
    throw new S3Error('AuthorizationQueryParametersError', `X-Amz-Algorithm only supports "${ALGORITHM}"`);
  }
  if (take('X-Amz-Content-Sha256') + take('x-amz-content-sha256') !== UNSIGNED_PAYLOAD) {
    throw new S3Error('NotImplemented', 'a signed payload is not emulated locally');
  }
  const amzDate = take('X-Amz-Date');
  const scope = checkCredential(take('X-Amz-Credential'), amzDate);
  checkTime(amzDate, take('X-Amz-Expires'), now);
  const signedHeaders = take('X-Amz-SignedHeaders').split(';');
  checkSignedHeaders(signedHeaders, request.headers);
  const expected = Buffer.from(expectedSignature(request, parameters, { amzDate, scope, signedHeaders }));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  return query;
}
