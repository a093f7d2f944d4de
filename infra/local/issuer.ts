import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { exportJWK, type JWK } from 'jose';
import { ALGORITHM, issuerKeyFile, namedKey } from '../../events/cli/access-token.ts';
import { keepSecret } from './secret-file.ts';

/** A loopback OIDC issuer: it publishes its key, and gives tokens only to readers of the key's file. */
export interface Issuer {
  url: string;
  /**
   * The JSON document at a path below the issuer's own (`/.well-known/openid-configuration`, `/jwks.json`).
   */
  document(path: string): object | undefined;
}

const RSA_BITS = 2048;

/** An instance's private issuer key, made the first time (mode 0600). */
export async function keepIssuerKey(folder: string): Promise<JWK> {
  const make = () =>
    JSON.stringify(
      generateKeyPairSync('rsa', { modulusLength: RSA_BITS }).privateKey.export({ format: 'jwk' }),
    );
  return namedKey(JSON.parse(keepSecret(issuerKeyFile(folder), make)));
}

async function publicJwk(key: JWK): Promise<JWK> {
  const { kid, alg, use } = key;
  return { ...(await exportJWK(createPublicKey({ key: { ...key }, format: 'jwk' }))), kid, alg, use };
}

/** @param url the issuer's URL, without a trailing slash; the server of `document` decides it */
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
