/** What a browser and the console do to sign in, step by step, so that a test may do a step wrong. */
import { createHash, randomBytes } from 'node:crypto';

const CLIENT_ID = 'lvzhang-console';

export interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
  expires_in: number;
  error?: string;
}

/** Follows nothing by itself and keeps cookies by name and path, as browsers do. */
export class LoginBrowser {
  readonly issuer: string;
  readonly origin: string;
  readonly verifier = randomBytes(32).toString('base64url');
  private readonly jar = new Map<string, { value: string; path: string }>();

  /** @param issuer the issuer's URL */
  constructor(issuer: string) {
    this.issuer = issuer;
    this.origin = new URL(issuer).origin;
  }

  get redirectUri(): string {
    return `${this.origin}/console/signed-in`;
  }

  get cookieNames(): string[] {
    return [...this.jar.keys()];
  }

  async visit(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.issuer);
    const sent = [...this.jar].filter(([, { path }]) => url.pathname.startsWith(path));
    const cookie = sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /; path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (/expires=Thu, 01 Jan 1970/.test(line)) this.jar.delete(name);
      else this.jar.set(name, { value, path });
    }
    return response;
  }

  /** Follows redirects within the issuer, and ends at a page or at the console. */
  async follow(first: Response): Promise<{ at: string; response: Response }> {
    let response = first;
    let at = '';
    for (let steps = 0; steps < 10; steps++) {
      const location = response.headers.get('location');
      if (location === null) return { at, response };
      at = new URL(location, this.issuer).href;
      if (!at.startsWith(this.issuer)) return { at, response };
      response = await this.visit(at);
    }
    throw new Error('redirected in a circle');
  }

  /** The authorization request; a parameter of undefined is left out. */
  authorize(changed: Record<string, string | undefined> = {}): Promise<Response> {
    const parameters = {
      client_id: CLIENT_ID,
      redirect_uri: this.redirectUri,
      response_type: 'code',
      scope: 'openid offline_access',
      state: 's-1',
      nonce: 'n-1',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changed,
    };
    const given = Object.entries(parameters).filter(
      (each): each is [string, string] => each[1] !== undefined,
    );
    return this.visit(`${this.issuer}/auth?${new URLSearchParams(given)}`);
  }

  /** Goes as far as the page with the buttons. */
  async openSignIn(changed: Record<string, string | undefined> = {}) {
    return this.follow(await this.authorize(changed));
  }

  /** Sends the page's form, and follows to where it leads. */
  async submit(page: string, fields: Record<string, string> | URLSearchParams) {
    return this.follow(await this.visit(page, { method: 'POST', body: new URLSearchParams(fields) }));
  }

  /** One click, from the request to the code. */
  async code(as: string, changed: Record<string, string | undefined> = {}): Promise<string> {
    const { at } = await this.openSignIn(changed);
    const back = new URL((await this.submit(at, { as })).at);
    return back.searchParams.get('code')!;
  }

  token(changed: Record<string, string | undefined>): Promise<Response> {
    const parameters = { client_id: CLIENT_ID, ...changed };
    const given = Object.entries(parameters).filter(
      (each): each is [string, string] => each[1] !== undefined,
    );
    // The console asks from a page of the same origin.
    const headers = { origin: this.origin, accept: 'application/json' };
    return fetch(`${this.issuer}/token`, { method: 'POST', headers, body: new URLSearchParams(given) });
  }

  exchange(code: string, changed: Record<string, string | undefined> = {}): Promise<Response> {
    return this.token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: this.redirectUri,
      code_verifier: this.verifier,
      ...changed,
    });
  }

  refresh(refresh_token: string): Promise<Response> {
    return this.token({ grant_type: 'refresh_token', refresh_token });
  }

  async signIn(as: string, changed: Record<string, string | undefined> = {}): Promise<Tokens> {
    return (await (await this.exchange(await this.code(as, changed))).json()) as Tokens;
  }

  /** Asks to sign out, as the console does with the id token that it has. */
  signOut(parameters: Record<string, string>): Promise<Response> {
    return this.visit(`${this.issuer}/session/end?${new URLSearchParams(parameters)}`);
  }
}
