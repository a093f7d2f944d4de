/**
 * One request to a receiver whom a stranger named. The name is looked up here, every address that it has is
 * checked, and the connection goes to those addresses and no other: what the name leads to a moment later
 * doesn't matter. Redirects aren't followed.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isLoopbackAddress, isLoopbackHost, isPublicAddress, type Reach } from './address.ts';
import { type Address, type LookUp, lookUpHere, lookUpInDns, NameNotFound, NoAnswer } from './look-up.ts';

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

export interface SendOptions {
  reach: Reach;
  /** By default DNS; of this machine's own name, where that may be sent to, the system. */
  lookUp?: LookUp;
  /** Certificates to trust instead of the public authorities', for a receiver of one's own. */
  ca?: string;
  timeoutMs?: number;
}

export type Send = (url: URL, headers: Record<string, string>, body: string) => Promise<Sent>;

const inDns = lookUpInDns();

/** Posts once. Never throws: whatever happens is an answer or a failure with a name. */
export const sender =
  ({ reach, lookUp, ca, timeoutMs = ATTEMPT_MS }: SendOptions): Send =>
  async (url, headers, body) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const addresses = await vetted(url, reach, lookUp, signal);
      if (!addresses) return { failure: 'address-refused' };
      return await exchange(url, { headers, body, addresses, signal, ca });
    } catch (error) {
      return { failure: signal.aborted ? 'timeout' : failureOf(error) };
    }
  };

/** The addresses of a URL's host; undefined where one of them is none to send to. */
async function vetted(
  { hostname }: URL,
  reach: Reach,
  lookUp: LookUp | undefined,
  signal: AbortSignal,
): Promise<Address[] | undefined> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const isHere = reach.loopback && isLoopbackHost(hostname);
  const allowed = isHere ? isLoopbackAddress : isPublicAddress;
  if (isHere && literal !== 'localhost') return [{ address: literal, family: literal.includes(':') ? 6 : 4 }];
  // A name is asked for, never an address, so that one that came to be stored leads nowhere.
  if (isIP(literal) !== 0) return undefined;
  const addresses = await (lookUp ?? (isHere ? lookUpHere : inDns))(literal, signal);
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
  if (error instanceof NoAnswer) return 'timeout';
  const code = (error as { code?: unknown } | undefined)?.code;
  const isTls = typeof code === 'string' && /CERT|TLS|SSL|SELF_SIGNED|ALTNAME|LEAF_SIGNATURE/.test(code);
  return isTls ? 'certificate-invalid' : 'connection-failed';
}
