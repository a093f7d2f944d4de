/** The console's page: what it is told of its surroundings, and what it may load and ask. */
import { escapeHtml } from '../../shared/base/escape-html.ts';
import { SECURITY_HEADERS } from '../http/security-headers.ts';

export interface ConsoleSettings {
  /** URL of the OpenID provider. */
  issuer: string;
  /** The console's own name at the provider: a public client, with no secret. */
  clientId: string;
  /** What is asked of the provider, e.g. `openid offline_access`. */
  scope: string;
}

const PLACE = '%LVZHANG_SETTINGS%';

/**
 * The page with its settings: JSON in an attribute, so that nothing of it is ever run.
 * @throws where the page has no place for them
 */
export function pageWith(settings: ConsoleSettings, page: string): string {
  const { issuer, clientId, scope } = settings;
  const text = escapeHtml(JSON.stringify({ issuer, clientId, scope }));
  const [before, after, ...more] = page.split(PLACE);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`the console's page needs ${PLACE} once`);
  return before + text + after;
}

/**
 * The Content-Security-Policy directives of the page. It runs the registry's scripts alone, and asks the
 * registry, the OpenID provider and the buckets that take its uploads. Styles may stand in the page, since
 * antd writes its style sheets while it runs; a style reads nothing here, where none may load from elsewhere.
 * @param origins whom it asks besides the registry
 */
export const pageDirectives = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...new Set(origins)].join(' ')}`,
    "worker-src 'self'",
    "manifest-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** What no page of ours uses, so that no script in it may. */
const UNUSED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'usb',
];

/** The headers of the page. It is asked for again each time: the names of its assets change with them. */
export const pageHeaders = (origins: readonly string[]): Record<string, string> => ({
  'cache-control': 'no-cache',
  'content-security-policy': `${pageDirectives(origins)}; ${SECURITY_HEADERS['content-security-policy']}`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
});
