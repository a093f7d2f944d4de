/**
 * One request to a receiver whom a stranger named. The name is looked up here, every address that it has is
 * checked, and the connection goes to those addresses and no other: what the name leads to a moment later
 * doesn't matter. Redirects aren't followed.
 */
import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isLoopbackAddress, isLoopbackHost, isPublicAddress, type Reach } from './address.ts';

/** The whole exchange: look-up, connection, handshake, request, head of the answer. */
export const ATTEMPT_MS = 15_000;
/**
 * How long and how much of an answer's body is read, to end the connection politely; nothing is done with it.
 */
const BODY_MS = 1_000;
const BODY_BYTES_MAX = 1024;
/** A name with more addresses than that is no receiver's. */
const ADDRESSES_MAX = 64;

/** Why nothing came back, as the subscription's owner reads it. */
export type SendFailure =
  | 'name-not-found'
  | 'address-refused'
  | 'timeout'
  | 'connection-failed'
  | 'certificate-invalid';

export interface Answered {
  status: number;
  /** The Retry-After header. */
  retryAfter?: string;
}
export type Sent = Answered | { failure: SendFailure };

interface Address {
  address: string;
  family: number;
}
export type Resolve = (hostname: string) => Promise<Address[]>;

export interface SendOptions {
  reach: Reach;
  /** The system's look-up by default. */
  resolve?: Resolve;
  /** Certificates to trust instead of the public authorities', for a receiver of one's own. */
  ca?: string;
  timeoutMs?: number;
}

export type Send = (url: URL, headers: Record<string, string>, body: string) => Promise<Sent>;

const resolveByName: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** Posts once. Never throws: whatever happens is an answer or a failure with a name. */
export const sender =
  ({ reach, resolve = resolveByName, ca, timeoutMs = ATTEMPT_MS }: SendOptions): Send =>
  async (url, headers, body) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const addresses = await vetted(url, reach, resolve, signal);
      if (!addresses) return { failure: 'address-refused' };
      return await exchange(url, { headers, body, addresses, signal, ca });
    } catch (error) {
      return { failure: signal.aborted ? 'timeout' : failureOf(error) };
    }
  };

class NameNotFound extends Error {}

/** The addresses of a URL's host; undefined where one of them is none to send to. */
async function vetted(
  { hostname }: URL,
  reach: Reach,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<Address[] | undefined> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const isHere = reach.loopback && isLoopbackHost(hostname);
  const allowed = isHere ? isLoopbackAddress : isPublicAddress;
  if (isHere && literal !== 'localhost') return [{ address: literal, family: literal.includes(':') ? 6 : 4 }];
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const looked = resolve(literal).catch(() => {
    throw new NameNotFound(literal);
  });
  const addresses = await Promise.race([looked, aborted]);
  if (addresses.length === 0) throw new NameNotFound(literal);
  const fit = addresses.length <= ADDRESSES_MAX && addresses.every(({ address }) => allowed(address));
  return fit ? addresses : undefined;
}

interface Exchange {
  headers: Record<string, string>;
  body: string;
  addresses: readonly Address[];
  signal: AbortSignal;
  ca: string | undefined;
}

function exchange(url: URL, { headers, body, addresses, signal, ca }: Exchange): Promise<Sent> {
  const { promise, resolve, reject } = Promise.withResolvers<Sent>();
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = start(url, {
    method: 'POST',
    agent: false,
    signal,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'lvzhang-webhooks/1',
    },
    // Node asks this for addresses, and connects to no other.
    lookup: (_hostname, options, done) => {
      const [first] = addresses;
      if (options.all) done(null, [...addresses]);
      else done(null, first?.address ?? '', first?.family);
    },
    ...(ca !== undefined && { ca }),
  });
  request.on('response', (response) => {
    const { statusCode = 0, headers: answered } = response;
    const retryAfter = answered['retry-after'];
    drain(response);
    resolve({ status: statusCode, ...(retryAfter !== undefined && { retryAfter }) });
  });
  request.on('error', reject);
  request.end(body);
  return promise;
}

/** Lets a short body come to its end, and cuts a long or slow one off. */
function drain(response: IncomingMessage): void {
  let bytes = 0;
  const timer = setTimeout(() => response.destroy(), BODY_MS);
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) response.destroy();
  });
  response.on('error', () => {});
  response.on('close', () => clearTimeout(timer));
}

function failureOf(error: unknown): SendFailure {
  if (error instanceof NameNotFound) return 'name-not-found';
  const code = (error as { code?: unknown } | undefined)?.code;
  const isTls = typeof code === 'string' && /CERT|TLS|SSL|SELF_SIGNED|ALTNAME|LEAF_SIGNATURE/.test(code);
  return isTls ? 'certificate-invalid' : 'connection-failed';
}
