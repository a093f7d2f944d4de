import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { exportJWK, type JWK } from 'jose';
import { ALGORITHM, issuerKeyFile, namedKey } from '../../events/cli/access-token.ts';
import type { Login } from './login/login.ts';
import type { LoginOptions } from './login/provider.ts';
import { keepSecret } from './secret-file.ts';

/**
 * A loopback OIDC issuer, for development: whoever reads its key's file may sign tokens, and whoever reaches
 * its port may sign in as anybody.
 */
export interface Issuer {
  url: string;
  /**
   * The JSON document at a path below the issuer's own (`/.well-known/openid-configuration`, `/jwks.json`).
   */
  document(path: string): object | undefined;
  /** Answers any other request below the issuer's path. */
  login: Login;
}

/** `aud` of tokens, unless the template's parameters say another. */
export const AUDIENCE_DEFAULT = 'lvzhang';
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

/** What the login can; a test holds it against what the provider says of itself. */
const discovery = (url: string) => ({
  issuer: url,
  jwks_uri: `${url}/jwks.json`,
  authorization_endpoint: `${url}/auth`,
  token_endpoint: `${url}/token`,
  end_session_endpoint: `${url}/session/end`,
  response_types_supported: ['code'],
  response_modes_supported: ['form_post', 'fragment', 'query'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
  scopes_supported: ['openid', 'offline_access'],
  claims_supported: ['sub', 'org', 'roles', 'name', 'sid', 'auth_time', 'iss'],
  subject_types_supported: ['public', 'pairwise'],
  id_token_signing_alg_values_supported: [ALGORITHM],
  authorization_response_iss_parameter_supported: true,
  claim_types_supported: ['normal'],
  claims_parameter_supported: false,
  request_uri_parameter_supported: false,
});

/** The login, loaded at its first request; a load that failed is tried again at the next. */
function lazyLogin(options: LoginOptions): Login {
  let loading: Promise<Login> | undefined;
  const load = async () => (await import('./login/login.ts')).createLogin(options);
  return async (request, response) => {
    try {
      loading ??= load();
      const login = await loading.catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      await login(request, response);
    } catch (error) {
      options.onLog?.(`login 登录: ${error instanceof Error ? error.stack : error}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
}

/**
 * @param url the issuer's URL, without a trailing slash; the server of `document` decides it
 * @param settings of the login
 */
export async function createIssuer(
  url: string,
  key: JWK,
  { audience = AUDIENCE_DEFAULT, onLog }: Partial<Pick<LoginOptions, 'audience' | 'onLog'>> = {},
): Promise<Issuer> {
  const documents: Readonly<Record<string, object>> = {
    '/.well-known/openid-configuration': discovery(url),
    '/jwks.json': { keys: [await publicJwk(key)] },
  };
  return {
    url,
    document: (path) => (Object.hasOwn(documents, path) ? documents[path] : undefined),
    login: lazyLogin({ issuer: url, audience, key, onLog }),
  };
}
