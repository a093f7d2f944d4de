import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, importJWK, type JWK, SignJWT } from 'jose';
import { keepSecret } from './secret-file.ts';

/** Who a token is for. */
export interface Identity {
  /** A pseudonymous id of the person. */
  sub: string;
  /** The organization's id. */
  org: string;
  roles: readonly string[];
}

export interface TokenOptions {
  issuer: string;
  audience: string;
  key: JWK;
  /** Life of the token, seconds. */
  ttl?: number;
}

/** A loopback OIDC issuer: it publishes its key, and gives tokens only to who can read the key's file. */
export interface Issuer {
  url: string;
  /** The JSON document at a path below the issuer's own (`/.well-known/openid-configuration`, `/jwks.json`). */
  document(path: string): object | undefined;
}

/** The only family that API Gateway's JWT authorizer takes is RSA's. */
const ALGORITHM = 'RS256';
const RSA_BITS = 2048;
const TTL_SECONDS_DEFAULT = 8 * 3600;

/** Where an instance's issuer key is kept. */
export function issuerKeyFile(folder: string): string {
  return join(folder, 'issuer.jwk.json');
}

/** The issuer's private key of an instance, made the first time (mode 0600). */
export async function keepIssuerKey(folder: string): Promise<JWK> {
  const make = () =>
    JSON.stringify(
      generateKeyPairSync('rsa', { modulusLength: RSA_BITS }).privateKey.export({ format: 'jwk' }),
    );
  const jwk: JWK = JSON.parse(keepSecret(issuerKeyFile(folder), make));
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: 'sig' };
}

/** Signs an access token with the issuer's private key; needs the key only, no running instance. */
export async function signToken(identity: Identity, options: TokenOptions): Promise<string> {
  const { issuer, audience, key, ttl = TTL_SECONDS_DEFAULT } = options;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ org: identity.org, roles: [...identity.roles] })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid, typ: 'JWT' })
    .setSubject(identity.sub)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + ttl)
    .sign(await importJWK(key, ALGORITHM));
}

async function publicJwk(key: JWK): Promise<JWK> {
  const { kid, alg, use } = key;
  return { ...(await exportJWK(createPublicKey({ key: { ...key }, format: 'jwk' }))), kid, alg, use };
}

/** @param url the issuer's URL, without a slash at its end; whoever serves `document` decides it */
export async function createIssuer(url: string, key: JWK): Promise<Issuer> {
  const documents: Readonly<Record<string, object>> = {
    '/.well-known/openid-configuration': {
      issuer: url,
      jwks_uri: `${url}/jwks.json`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [ALGORITHM],
    },
    '/jwks.json': { keys: [await publicJwk(key)] },
  };
  return { url, document: (path) => (Object.hasOwn(documents, path) ? documents[path] : undefined) };
}
