/** Headers of what everybody may read without a token. */

/** Anyone may read it from any page: there is no cookie to lend, and nothing in it depends on who asks. */
const ANY_ORIGIN = { 'access-control-allow-origin': '*' };

/**
 * A cache between the registry and its readers may answer a crowd for some seconds. A browser asks again, so
 * that whoever commits something sees it at once.
 */
const BRIEFLY = { 'cache-control': 'public, max-age=0, s-maxage=10', vary: 'accept-language' };

/** Of a public answer that says itself how long it may be kept, or of one that no cache keeps. */
export function publicHeaders(own: Record<string, string> | undefined, uncached = false) {
  return own?.['cache-control'] !== undefined || uncached ? ANY_ORIGIN : { ...ANY_ORIGIN, ...BRIEFLY };
}
