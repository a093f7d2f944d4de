/**
 * Instructions to browsers in every answer: trust the content type as given, return by TLS only (two years),
 * show no answer inside another page, and don't tell where a link was followed from.
 */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;
