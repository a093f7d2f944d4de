/** Headers of what the log publishes. */

/** What stands behind a path that names its content never changes. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Anyone may read the log from any page. */
export const PUBLIC = { 'access-control-allow-origin': '*' };
