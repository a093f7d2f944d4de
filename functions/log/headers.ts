/** Content at a path that names it never changes. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';
