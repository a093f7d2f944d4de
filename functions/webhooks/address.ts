/**
 * Where webhooks may go: hosts of the public internet, judged by name when asked for and by address when
 * sent.
 */
import ipaddr from 'ipaddr.js';

/** All of the public internet in IPv6: everything outside is local, mapped, reserved or not given out. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse('2000::');
const GLOBAL_UNICAST_BITS = 3;

/**
 * Whether an address is one of the public internet. All else is refused: loopback, private, link-local (with
 * it the metadata of clouds), shared (100.64/10), multicast, reserved, and IPv6 that leads to IPv4 (mapped,
 * NAT64, 6to4, Teredo), whatever it leads to.
 */
export function isPublicAddress(text: string): boolean {
  if (!isAddress(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST, GLOBAL_UNICAST_BITS);
}

/** The library takes other spellings of IPv4 too (127.1, 0x7f.1); no look-up gives them. */
const isAddress = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

export function isLoopbackAddress(text: string): boolean {
  return isAddress(text) && ipaddr.parse(text).range() === 'loopback';
}

/** Where a deployment sends to. */
export interface Reach {
  /**
   * Receivers on this machine too, by http and on any port: for the local runner, and never in a template.
   */
  loopback: boolean;
}

/** The deployment's setting; without it webhooks go to the public internet alone. */
export const reachOf = (environment: NodeJS.ProcessEnv): Reach => ({
  loopback: environment.WEBHOOKS_TO_LOOPBACK === 'yes',
});

export const URL_LENGTH_MAX = 1000;

/** What is wrong with an address to send to. */
export type UrlFault = 'malformed' | 'scheme' | 'user' | 'port' | 'fragment' | 'host';

/** Labels of a name in DNS, the last of them not a number: what is no name is an address in some spelling. */
const DNS_NAME =
  /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;
/** Names that never lead out of a machine or network (RFC 6761, 6762, 7686, 8375; ICANN on .internal). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|test|invalid|example|onion|arpa|lan|home|corp)$/;

/**
 * The address to send to, in its normal form: an international name as DNS has it. Names that lead to a
 * private address are found when they are looked up, at each sending.
 */
export function webhookUrl(text: string, { loopback }: Reach): URL | UrlFault {
  if (text.length > URL_LENGTH_MAX || !URL.canParse(text)) return 'malformed';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'user';
  if (text.includes('#')) return 'fragment';
  const here = isLoopbackHost(url.hostname);
  if (loopback && here && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  if (url.protocol !== 'https:') return 'scheme';
  // The default of https, 443, is the empty text.
  if (url.port !== '') return 'port';
  if (!DNS_NAME.test(url.hostname) || LOCAL_NAME.test(url.hostname)) return 'host';
  return url;
}

/** URL has every spelling of an IPv4 address (0x7f.1, 2130706433) as four numbers by now. */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || isLoopbackAddress(hostname.replace(/^\[|\]$/g, ''));
