/** Headers of what the log publishes. */

/** Content at a path that names it never changes. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Anyone may read the log from any page. */
export const PUBLIC = { 'access-control-allow-origin': '*' };
