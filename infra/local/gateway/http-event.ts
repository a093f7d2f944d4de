import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ACCOUNT } from '../place.ts';
import type { JwtContext } from './authorizer.ts';

/** The parts of a request from which the event is built. */
export type RequestHead = Pick<IncomingMessage, 'method' | 'rawHeaders' | 'httpVersion'> & {
  /** Path with its percent-encoding, without the query. */
  path: string;
  /** Everything after the first `?`, as it came. */
  query: string;
  sourceIp: string;
};

export interface EventParts {
  request: RequestHead;
  body: Buffer;
  routeKey: string;
  pathParameters: Readonly<Record<string, string>>;
  apiId: string;
  jwt?: JwtContext;
}

/**
 * Bodies of these content types are passed as text, all others in base64, as HTTP APIs do. Measured on the
 * real one (ministack pull request 766): even form data and bodies without a content type are base64.
 */
const TEXT_TYPES = /^(text\/[^;\s]+|application\/(json|xml|javascript))\s*(;|$)/i;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `21/Nov/2026:08:00:00 +0000` */
export function formatTime(time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split(/[T.]/);
  const [year, , day] = date.split('-');
  return `${day}/${months[time.getUTCMonth()]}/${year}:${clock} +0000`;
}

/** Several values of one name joined by commas; names unchanged. */
function joinValues(pairs: Iterable<readonly [string, string]>): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(joined);
}

/** Header names in lower case; `cookie` is separate, since the event has a list for it. */
export function splitHeaders(rawHeaders: readonly string[]): {
  headers: Record<string, string>;
  cookies: string[];
} {
  const pairs: [string, string][] = [];
  const cookies: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    const value = rawHeaders[i + 1] ?? '';
    if (name === 'cookie') cookies.push(...value.split(/;\s*/));
    else pairs.push([name, value]);
  }
  return { headers: joinValues(pairs), cookies };
}

/** Text where the type allows it and the bytes are UTF-8, else base64: no byte is lost either way. */
export function encodeBody(body: Buffer, contentType: string): { body: string; isBase64Encoded: boolean } {
  if (TEXT_TYPES.test(contentType)) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
      return { body: text, isBase64Encoded: false };
    } catch {
      // The bytes are not UTF-8 after all.
    }
  }
  return { body: body.toString('base64'), isBase64Encoded: true };
}

/**
 * The path as HTTP APIs give it to functions: despite the field's name decoded, and cut at an encoded `?`
 * (measured on the real one, hotsock/voker pull request 8).
 */
function decodedPath(path: string): string {
  return decodeURIComponent(path).split('?', 1)[0] ?? '';
}

/**
 * The event of payload format 2.0.
 * @throws URIError when the path can't be decoded
 */
export function buildEvent({ request, body, routeKey, pathParameters, apiId, jwt }: EventParts) {
  const { headers, cookies } = splitHeaders(request.rawHeaders);
  const now = new Date();
  const path = decodedPath(request.path);
  const host = headers.host ?? 'localhost';
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookies.length > 0 && { cookies }),
    headers: { ...headers, 'x-forwarded-for': request.sourceIp, 'x-forwarded-proto': 'http' },
    ...(request.query !== '' && { queryStringParameters: joinValues(new URLSearchParams(request.query)) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: ACCOUNT,
      apiId,
      ...(jwt && { authorizer: { jwt } }),
      domainName: host,
      domainPrefix: host.split('.', 1)[0],
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: formatTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? encodeBody(body, headers['content-type'] ?? '') : { isBase64Encoded: false }),
  };
}
