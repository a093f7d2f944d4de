/** What the page that the registry serves says of its surroundings. */

export interface Settings {
  /** URL of the OpenID provider. */
  issuer: string;
  clientId: string;
  /** What is asked of the provider, e.g. `openid offline_access`. */
  scope: string;
}

/** Where the console stands, with a slash at the end. */
export const BASE = '/console/';

/** @throws where the page has no settings: it was not served by a registry */
export function settingsOf(page: Document): Settings {
  const text = page.querySelector<HTMLMetaElement>('meta[name="lvzhang-settings"]')?.content ?? '';
  const { issuer, clientId, scope } = JSON.parse(text) as Partial<Settings>;
  if (!issuer || !clientId || !scope) throw new Error('the page has no settings');
  return { issuer, clientId, scope };
}
