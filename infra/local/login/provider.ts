/** The OpenID provider's settings: one public client, the console; tokens say what those of signToken say. */
import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import {
  type Configuration,
  errors,
  type KoaContextWithOIDC,
  Provider,
  type JWK as ProviderJwk,
} from 'oidc-provider';
import { ALGORITHM } from '../../../events/cli/access-token.ts';
import { interactionPath } from './interaction.ts';
import { createMemory } from './memory-adapter.ts';
import { faultPage, LOGIN_HEADERS, signedOutPage, signOutPage } from './pages.ts';
import { identityOf, nameOf } from './person.ts';

export interface LoginOptions {
  /** The issuer's URL, whose path the provider is mounted at. */
  issuer: string;
  /** `aud` of access tokens. */
  audience: string;
  /** The issuer's private key, with its `kid`. */
  key: JWK;
  /** Takes what nobody foresaw. */
  onLog?: ((line: string) => void) | undefined;
}

export const CLIENT_ID = 'lvzhang-console';
/** The API as a resource (RFC 8707), which has to be a URI; access tokens name it by the audience. */
const API = 'urn:lvzhang:api';

/** Short, since an access token can't be revoked; the console renews it. */
const ACCESS_TOKEN_SECONDS = 15 * 60;
/** A day at work; then one signs in again. */
const SESSION_SECONDS = 12 * 3600;
const CODE_SECONDS = 60;
const SIGN_IN_SECONDS = 3600;
const COOKIE_KEY_BYTES = 32;

const SCOPES = ['openid', 'offline_access'];

/** The client is ours, so that no one is asked for consent. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  const known = client && session?.grantIdFor(client.clientId);
  const found = known ? await provider.Grant.find(known) : undefined;
  if (found || !client || !session?.accountId) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
}

function show(ctx: KoaContextWithOIDC, page: string): void {
  ctx.set(LOGIN_HEADERS);
  ctx.body = page;
}

/**
 * Who brings an id token of the one who is signed in means it: the session ends without a question.
 * Others are asked, since a link may have led them here.
 */
async function signOut(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const { session, entities, params, provider } = ctx.oidc;
  const hinted = entities.IdTokenHint?.payload.sub;
  if (!session?.accountId || hinted !== identityOf(session.accountId).sub)
    return show(ctx, signOutPage(form));
  await session.destroy();
  ctx.cookies.set(provider.cookieName('session'), null, { path: new URL(provider.issuer).pathname });
  const { post_logout_redirect_uri: target, state } = params ?? {};
  const next = new URL(typeof target === 'string' ? target : ctx.oidc.urlFor('end_session_success'));
  if (typeof target === 'string' && typeof state === 'string') next.searchParams.set('state', state);
  ctx.redirect(next.href);
  ctx.status = 303;
}

/** What the provider can, as its discovery document says; all else that the package brings is off. */
const features = (audience: string): Configuration['features'] => ({
  devInteractions: { enabled: false },
  userinfo: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: signOut,
    postLogoutSuccessSource: async (ctx) => show(ctx, signedOutPage()),
  },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => API,
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx, resource) => {
      if (resource !== API) throw new errors.InvalidTarget();
      return {
        scope: '',
        audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: ACCESS_TOKEN_SECONDS,
        jwt: { sign: { alg: ALGORITHM } },
      };
    },
  },
});

/** Cookies are not kept apart by port, so each instance has names of its own. */
const cookies = ({ pathname, port }: URL): Configuration['cookies'] => ({
  names: {
    session: `lvzhang-${port}-session`,
    interaction: `lvzhang-${port}-sign-in`,
    resume: `lvzhang-${port}-resume`,
  },
  long: { httpOnly: true, sameSite: 'lax', path: pathname },
  short: { httpOnly: true, sameSite: 'lax' },
  keys: [randomBytes(COOKIE_KEY_BYTES)],
});

/** The provider, without warnings about what it is not told. */
export function createProvider({ issuer, audience, key, onLog }: LoginOptions): Provider {
  const door = new URL(issuer);
  const provider = new Provider(issuer, {
    adapter: createMemory(),
    jwks: { keys: [key as ProviderJwk] },
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${door.origin}/console/signed-in`],
        post_logout_redirect_uris: [`${door.origin}/console/`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        // By which the provider asks for the `sub` of an account; see `accountId`.
        subject_type: 'pairwise',
      },
    ],
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, account) => identityOf(account).sub,
    scopes: SCOPES,
    claims: { openid: ['sub', 'org', 'roles', 'name'] },
    findAccount: (_ctx, account) => {
      const identity = identityOf(account);
      const { org, roles } = identity;
      const claims = () => ({ sub: account, org, roles, name: nameOf(identity) });
      return { accountId: account, claims };
    },
    extraTokenClaims: (_ctx, token) => {
      if (!('accountId' in token) || !token.accountId) return undefined;
      const { org, roles } = identityOf(token.accountId);
      return { org, roles };
    },
    loadExistingGrant: grantAll,
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    // No consent is asked for, without which `offline_access` is struck from what was requested.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => true,
    clientBasedCORS: (_ctx, origin) => origin === door.origin,
    interactions: { url: (_ctx, { uid }) => door.pathname + interactionPath(uid) },
    routes: { jwks: '/jwks.json' },
    renderError: (ctx, { error, error_description: reason = error }) =>
      show(ctx, faultPage({ zh: '登录请求被拒绝。', en: reason })),
    cookies: cookies(door),
    features: features(audience),
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: CODE_SECONDS,
      IdToken: SESSION_SECONDS,
      RefreshToken: SESSION_SECONDS,
      Session: SESSION_SECONDS,
      Grant: SESSION_SECONDS,
      Interaction: SIGN_IN_SECONDS,
    },
  });
  provider.on('server_error', (_ctx, error) => onLog?.(`login 登录: ${error.stack ?? error.message}`));
  return provider;
}
