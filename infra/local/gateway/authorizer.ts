import { createRemoteJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';

export interface JwtConfiguration {
  issuer: string;
  audience: readonly string[];
}

/** What the authorizer passes on to the function: claims as text, as in API Gateway. */
export interface JwtContext {
  claims: Record<string, string>;
  scopes: string[] | null;
}

/** Verifies a token; undefined when it isn't to be trusted, for any reason. */
export type Authorize = (token: string) => Promise<JwtContext | undefined>;

/** API Gateway's JWT authorizers take RSA signatures only. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
/** How long API Gateway keeps an issuer's public keys, ms. */
const KEYS_AGE_MAX_MS = 2 * 3600 * 1000;
/** Number of verified tokens remembered, each until it expires. */
const REMEMBERED_MAX = 1000;

/** One claim as text: lists as `[a b]`, as API Gateway writes them. */
export function formatClaim(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(formatClaim).join(' ')}]`;
  return JSON.stringify(value);
}

export function formatClaims(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, formatClaim(value)]));
}

/** `aud` names one of the audiences; `client_id` counts only where there is no `aud`. */
function isForUs({ aud, client_id }: JWTPayload, audience: readonly string[]): boolean {
  const named: unknown[] = aud === undefined ? [client_id] : [aud].flat();
  return named.some((name) => typeof name === 'string' && audience.includes(name));
}

/** The issuer's keys from its discovery document, fetched at first need; a failure is retried next time. */
function discoverKeys(issuer: string) {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  const discover = async () => {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { jwks_uri } = (await response.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge: KEYS_AGE_MAX_MS });
  };
  return () => {
    keys ??= discover().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  };
}

async function verify(token: string, keys: ReturnType<typeof discoverKeys>, configuration: JwtConfiguration) {
  if (!decodeProtectedHeader(token).kid) throw new Error('the token names no key');
  const { payload } = await jwtVerify(token, await keys(), {
    issuer: configuration.issuer,
    algorithms: ALGORITHMS,
    requiredClaims: ['exp'],
  });
  if (!isForUs(payload, configuration.audience)) throw new Error('the token is for someone else');
  if (payload.iat !== undefined && payload.iat > Date.now() / 1000) throw new Error('issued in the future');
  return payload;
}

/**
 * A JWT authorizer like API Gateway's: it checks signature, `iss`, `aud` or `client_id`, `exp`, `nbf`, `iat`.
 * A token that passed is remembered by its full text, so that only its expiry is checked again.
 */
export function createAuthorizer(configuration: JwtConfiguration): Authorize {
  const keys = discoverKeys(configuration.issuer);
  const remembered = new Map<string, { context: JwtContext; expiresAt: number }>();
  return async (token) => {
    const known = remembered.get(token);
    if (known && known.expiresAt > Date.now()) return known.context;
    remembered.delete(token);
    try {
      const payload = await verify(token, keys, configuration);
      const { exp = 0, scope } = payload;
      const context = {
        claims: formatClaims(payload),
        scopes: typeof scope === 'string' ? scope.split(' ') : null,
      };
      if (remembered.size >= REMEMBERED_MAX) remembered.clear();
      remembered.set(token, { context, expiresAt: exp * 1000 });
      return context;
    } catch {
      return undefined;
    }
  };
}
