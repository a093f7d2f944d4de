/**
 * Access tokens of a local instance: anyone who can read its issuer's key may sign one,
 * without asking an instance.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint, importJWK, type JWK, SignJWT } from 'jose';
import { readText } from './file/text-file.ts';
import { type FoundInstance, NoInstanceError } from './instance.ts';

/** The holder of a token. */
export interface TokenIdentity {
  /** A pseudonymous id of the person. */
  sub: string;
  /** The organization's id. */
  org: string;
  /** As the registry interprets them. */
  roles: readonly string[];
}

export interface TokenOptions {
  issuer: string;
  audience: string;
  /** The issuer's private RSA key, with its `kid`. */
  key: JWK;
  /** Life of the token, seconds. */
  ttl?: number;
}

/** API Gateway's JWT authorizer takes only RSA algorithms. */
export const ALGORITHM = 'RS256';
const TTL_SECONDS_DEFAULT = 8 * 3600;

/** Path of an instance's issuer key. */
export function issuerKeyFile(folder: string): string {
  return join(folder, 'issuer.jwk.json');
}

/** The private key as the issuer publishes it: named by its thumbprint (RFC 7638). */
export async function namedKey(jwk: JWK): Promise<JWK> {
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM, use: 'sig' };
}

/** Signs an access token with the issuer's private key. */
export async function signToken(identity: TokenIdentity, options: TokenOptions): Promise<string> {
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

/**
 * A token for a running instance.
 * @throws NoInstanceError while the instance has no key yet, UnreadableError where its key can't be read
 */
export async function tokenFor(instance: FoundInstance, identity: TokenIdentity): Promise<string> {
  const { issuer, audience, folder } = instance;
  if (!existsSync(issuerKeyFile(folder)))
    throw new NoInstanceError(
      'The registry is still starting; try again once npm start says that it is ready. / 登记簿正在启动，请待 npm start 提示就绪后重试。',
    );
  const key = await namedKey(JSON.parse(readText(issuerKeyFile(folder))));
  return signToken(identity, { issuer, audience, key });
}
