/**
 * Who is signed in. The provider's tokens lie in the tab's session storage and go with it; they are renewed
 * by refresh token, without a frame.
 */
import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { BASE, type Settings } from './settings.ts';

/** The caller as its access token states it to the registry. */
export interface Identity {
  sub: string;
  /** The organization's id. */
  org: string;
  roles: readonly string[];
  /** As the provider calls the person; the id where it has no name. */
  name: string;
}

export interface Session {
  /** Undefined where nobody is signed in. */
  readonly identity: Identity | undefined;
  /** A valid token, renewed if it must be; undefined where nobody is signed in. */
  token(renew?: boolean): Promise<string | undefined>;
  /** Leaves for the provider, which leads back to where the person was. */
  signIn(): Promise<void>;
  signOut(): Promise<void>;
  /** Ends a sign-in; returns the path, below the console, where it began. */
  finish(): Promise<string>;
  /** Calls back when somebody signs in or out. */
  subscribe(changed: () => void): () => void;
}

/** A token that ends within this time is renewed before it is used, s. */
const RENEW_BEFORE_SECONDS = 30;

/** Opens the session that this tab has, if it has one. */
export async function openSession(settings: Settings, origin: string): Promise<Session> {
  const store = new WebStorageStateStore({ prefix: 'lvzhang.', store: sessionStorage });
  const manager = new UserManager({
    authority: settings.issuer,
    client_id: settings.clientId,
    scope: settings.scope,
    redirect_uri: `${origin}${BASE}signed-in`,
    post_logout_redirect_uri: `${origin}${BASE}`,
    userStore: store,
    stateStore: store,
    automaticSilentRenew: true,
    accessTokenExpiringNotificationTimeInSeconds: RENEW_BEFORE_SECONDS,
  });
  return new OidcSession(manager, await manager.getUser());
}

class OidcSession implements Session {
  identity: Identity | undefined;
  private readonly manager: UserManager;
  private finishing: Promise<string> | undefined;
  private readonly watchers = new Set<() => void>();

  constructor(manager: UserManager, user: User | null) {
    this.manager = manager;
    this.identity = identityOf(user);
    manager.events.addUserLoaded((loaded) => this.become(loaded));
    manager.events.addUserUnloaded(() => this.become(null));
    // The provider took the session back, or can't be reached: the next request asks for a new sign-in.
    manager.events.addSilentRenewError(() => {});
  }

  async token(renew = false): Promise<string | undefined> {
    const user = await this.manager.getUser();
    if (!user) return undefined;
    if (!renew && (user.expires_in ?? 0) > RENEW_BEFORE_SECONDS) return user.access_token;
    if (user.refresh_token === undefined) return this.end();
    try {
      return (await this.manager.signinSilent())?.access_token;
    } catch (error) {
      // No answer is no refusal: the session stands, and the request tells what failed.
      if (error instanceof TypeError) throw error;
      return this.end();
    }
  }

  signIn(): Promise<void> {
    const { pathname, search, hash } = window.location;
    return this.manager.signinRedirect({ state: `${pathname}${search}${hash}`.slice(BASE.length - 1) });
  }

  signOut(): Promise<void> {
    return this.manager.signoutRedirect();
  }

  finish(): Promise<string> {
    // The code is good for one time, and a component may ask twice.
    this.finishing ??= this.finishOnce();
    return this.finishing;
  }

  private async finishOnce(): Promise<string> {
    const { state } = (await this.manager.signinCallback()) ?? {};
    // Only a path of our own: what stands in the state came back from elsewhere.
    return typeof state === 'string' && /^\/(?!\/)/.test(state) ? state : '/';
  }

  subscribe(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => void this.watchers.delete(changed);
  }

  private async end(): Promise<undefined> {
    await this.manager.removeUser();
    return undefined;
  }

  private become(user: User | null): void {
    this.identity = identityOf(user);
    for (const changed of this.watchers) changed();
  }
}

/**
 * Of an access token that is a JWT, as the registry's gateway demands. It is read here to show who acts; only
 * the registry decides by it.
 */
function identityOf(user: User | null): Identity | undefined {
  if (!user) return undefined;
  const [, body = ''] = user.access_token.split('.');
  const bytes = Uint8Array.from(atob(body.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
    each.charCodeAt(0),
  );
  const { sub = '', org = '', roles = [] } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Identity>;
  return { sub, org, roles, name: user.profile.name ?? sub };
}
