/**
 * What every answer tells a browser: take the content type at its word, come back by TLS only (two years), show no answer
 * inside another page, and don't say where a link was followed from.
 */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;
