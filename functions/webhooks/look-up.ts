/**
 * The addresses of names that strangers chose. DNS is asked by a resolver of each look-up's own, which waits
 * in no thread: the system's look-up has four for the whole function, and a name whose servers never answer
 * keeps one of them for seconds beyond the attempt.
 */
import { lookup, Resolver } from 'node:dns/promises';

export interface Address {
  address: string;
  family: number;
}

/** The addresses of a name. @throws NameNotFound, or the signal's reason or NoAnswer where DNS is silent */
export type LookUp = (hostname: string, signal: AbortSignal) => Promise<Address[]>;

/** The name doesn't exist, has no addresses, or its servers say that they are broken. */
export class NameNotFound extends Error {}
/** Nobody who could know the name has answered. */
export class NoAnswer extends Error {}

/** One server is asked so often, and waited for so long at first, ms; the second time it is twice that. */
const TRIES = 2;
const TRY_MS = 2_000;

export interface DnsOptions {
  /** The system's name servers by default. */
  servers?: readonly string[];
  tryMs?: number;
}

/** Asks DNS for both families, and nothing but DNS: no file of hosts, no domains to search in. */
export const lookUpInDns =
  ({ servers, tryMs = TRY_MS }: DnsOptions = {}): LookUp =>
  async (hostname, signal) => {
    signal.throwIfAborted();
    const resolver = new Resolver({ timeout: tryMs, tries: TRIES });
    if (servers) resolver.setServers(servers);
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const [four, six] = await Promise.allSettled([
        resolver.resolve4(hostname),
        resolver.resolve6(hostname),
      ]);
      signal.throwIfAborted();
      // IPv4 first: not every network in which a function runs has the other.
      const found = [...addressesOf(four, 4), ...addressesOf(six, 6)];
      if (found.length > 0) return found;
      throw [four, six].some(isSilence) ? new NoAnswer(hostname) : new NameNotFound(hostname);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };

/** A family that has none, or whose question got no answer, leaves the other to be used. */
const addressesOf = (asked: PromiseSettledResult<string[]>, family: number): Address[] =>
  asked.status === 'fulfilled' ? asked.value.map((address) => ({ address, family })) : [];

const isSilence = (asked: PromiseSettledResult<string[]>): boolean =>
  asked.status === 'rejected' && ['ETIMEOUT', 'ECONNREFUSED'].includes(asked.reason.code);

/** The system's look-up, for `localhost` on a machine of one's own: it needs no server. */
export const lookUpHere: LookUp = (hostname) => lookup(hostname, { all: true, verbatim: true });
