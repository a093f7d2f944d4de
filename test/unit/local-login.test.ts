import { mkdtempSync, rmSync } from 'node:fs';
import { request as ask, createServer, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, type JWK } from 'jose';
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import { afterAll, beforeAll, describe, expect, it, type MockInstance, vi } from 'vitest';
import { signToken } from '../../events/cli/access-token.ts';
import { demoIdentity, identityNames } from '../../events/cli/identities.ts';
import { SECURITY_HEADERS } from '../../functions/http/security-headers.ts';
import { createCleanup } from '../../infra/local/cleanup.ts';
import { createAuthorizer } from '../../infra/local/gateway/authorizer.ts';
import { type Door, openDoor } from '../../infra/local/gateway/door.ts';
import { createIssuer, keepIssuerKey } from '../../infra/local/issuer.ts';
import { createMemory } from '../../infra/local/login/memory-adapter.ts';
import { createProvider } from '../../infra/local/login/provider.ts';
import { listen } from '../../infra/local/ports.ts';
import { LoginBrowser, type Tokens } from '../support/local/login-browser.ts';

const AUDIENCE = 'lvzhang-test';
const folder = mkdtempSync(join(tmpdir(), 'lvzhang-login-'));
const cleanup = createCleanup();
const logged: string[] = [];
const printed: MockInstance[] = [];
let door: Door;
let key: JWK;
const open = () => new LoginBrowser(door.issuerUrl);
const reason = async (response: Response) => ((await response.json()) as { error: string }).error;

beforeAll(async () => {
  for (const method of ['info', 'warn', 'error'] as const)
    printed.push(vi.spyOn(console, method).mockImplementation(() => {}));
  door = await openDoor(0, cleanup);
  key = await keepIssuerKey(folder);
  const onLog = (line: string) => logged.push(line);
  door.serveIssuer(await createIssuer(door.issuerUrl, key, { audience: AUDIENCE, onLog }));
});
afterAll(async () => {
  await cleanup.run();
  rmSync(folder, { recursive: true });
  const said = printed.flatMap((spy) => spy.mock.calls);
  for (const spy of printed) spy.mockRestore();
  // The package warns of whatever a configuration leaves to its defaults.
  expect(said).toEqual([]);
  expect(logged).toEqual([]);
});

describe('the console opened by the machine’s name', () => {
  it.each(['/console', '/console/', '/console/jobs?state=failed'])('leads %s to the number', async (path) => {
    const answer = await answerTo(path, `localhost:${door.port}`);
    expect(answer).toEqual([302, door.url + path]);
  });

  it('leaves all else where it is', async () => {
    expect(await answerTo('/console', `127.0.0.1:${door.port}`)).toEqual([503, undefined]);
    expect(await answerTo('/v1/projects', `localhost:${door.port}`)).toEqual([503, undefined]);
    expect(await answerTo('/consoles', `localhost:${door.port}`)).toEqual([503, undefined]);
    // Behind a forwarded port the instance's own number leads nowhere.
    expect(await answerTo('/console', 'localhost:1')).toEqual([503, undefined]);
  });
});

/** Status and address of the answer to a request for a host; fetch sets no host of its own. */
function answerTo(path: string, host: string): Promise<[number | undefined, string | undefined]> {
  return new Promise((done, fail) => {
    const asked = get({ host: '127.0.0.1', port: door.port, path, headers: { host } }, (response) => {
      response.resume();
      done([response.statusCode, response.headers.location]);
    });
    asked.on('error', fail);
  });
}

describe('a sign-in by one click', () => {
  it('gives tokens with the claims of signToken', async () => {
    const browser = open();
    const tokens = await browser.signIn('copper');
    const identity = demoIdentity('copper')!;
    const signed = decodeJwt(await signToken(identity, { issuer: door.issuerUrl, audience: AUDIENCE, key }));
    const { jti, client_id, ...claims } = decodeJwt(tokens.access_token);
    const times = { iat: expect.any(Number), exp: expect.any(Number) };
    expect(claims).toEqual({ ...signed, ...times });
    // Two more, which RFC 9068 asks for.
    expect([typeof jti, client_id]).toEqual(['string', 'lvzhang-console']);
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: 'RS256', kid: key.kid });
    expect(claims.exp! - claims.iat!).toBe(tokens.expires_in);
    const authorize = createAuthorizer({ issuer: door.issuerUrl, audience: [AUDIENCE] });
    expect(await authorize(tokens.access_token)).toMatchObject({
      claims: { sub: 'demo-copper', org: identity.org, roles: '[enterprise]' },
    });
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      iss: door.issuerUrl,
      aud: 'lvzhang-console',
      nonce: 'n-1',
      ...identity,
      name: '赤峰金通铜业有限公司（示例）',
    });
  });

  it('is there for every identity of the demo, and for a second person of its organization', async () => {
    const page = await (await open().openSignIn()).response.text();
    for (const name of identityNames) {
      for (const as of [name, `${name}-2`]) {
        expect(page).toContain(`<button name="as" value="${as}"`);
        const { org, roles } = demoIdentity(name)!;
        const claims = decodeJwt((await open().signIn(as)).access_token);
        expect(claims).toMatchObject({ sub: `demo-${as}`, org, roles });
      }
    }
  });

  it('tells the second person’s name', async () => {
    expect(decodeJwt((await open().signIn('operator-2')).id_token).name).toBe('登记机构 第二人');
  });

  it('stands for further requests of the same browser, also for those without a page', async () => {
    const browser = open();
    await browser.signIn('bank');
    const { at } = await browser.follow(await browser.authorize({ prompt: 'none' }));
    expect(at).toMatch(/signed-in\?code=/);
    const stranger = open();
    const { at: refused } = await stranger.follow(await stranger.authorize({ prompt: 'none' }));
    expect(new URL(refused).searchParams.get('error')).toBe('login_required');
  });

  it('never asks for consent, even where the client would', async () => {
    for (const prompt of ['consent', 'login consent']) {
      const tokens = await open().signIn('wind', { prompt });
      expect(decodeJwt(tokens.access_token).sub).toBe('demo-wind');
      expect(tokens.refresh_token).toBeTruthy();
    }
  });

  it('gives way to another person, whose sign-in ends the session before', async () => {
    const browser = open();
    const before = await browser.signIn('copper');
    const after = await browser.signIn('copper-2', { prompt: 'login' });
    expect(decodeJwt(after.access_token).sub).toBe('demo-copper-2');
    expect((await browser.refresh(after.refresh_token)).status).toBe(200);
    expect(await reason(await browser.refresh(before.refresh_token))).toBe('invalid_grant');
  });

  it('offers first whom login_hint names, by key or sub', async () => {
    const offered = /<section><h2>继续.*?<button name="as" value="([^"]+)" autofocus>/s;
    for (const login_hint of ['steel-2', 'demo-steel-2']) {
      const { response } = await open().openSignIn({ login_hint });
      expect(offered.exec(await response.text())?.[1]).toBe('steel-2');
    }
    const { response } = await open().openSignIn({ login_hint: '<nobody>' });
    const page = await response.text();
    expect(page).not.toMatch(offered);
    expect(page).not.toContain('<nobody>');
  });

  it('can be called off', async () => {
    const browser = open();
    const { at } = await browser.openSignIn();
    const back = new URL((await browser.submit(at, { cancel: 'yes' })).at);
    expect(back.origin + back.pathname).toBe(browser.redirectUri);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 's-1' });
  });
});

describe('a sign-in by the form', () => {
  const form = (fields: [string, string][]) => new URLSearchParams(fields);

  it('takes any organization, roles and person', async () => {
    const browser = open();
    const { at } = await browser.openSignIn();
    const fields = form([
      ['org', ' o-1 '],
      ['roles', 'operator'],
      ['roles', 'regulator'],
      ['sub', 'li'],
    ]);
    const code = new URL((await browser.submit(at, fields)).at).searchParams.get('code')!;
    const tokens = (await (await browser.exchange(code)).json()) as Tokens;
    const identity = { sub: 'li', org: 'o-1', roles: ['operator', 'regulator'] };
    expect(decodeJwt(tokens.access_token)).toMatchObject(identity);
    expect(decodeJwt(tokens.id_token)).toMatchObject({ ...identity, name: 'li' });
  });

  it('keeps people of one name apart by their organizations', async () => {
    const tokens: Tokens[] = [];
    const browsers = [open(), open()];
    for (const [i, browser] of browsers.entries()) {
      const { at } = await browser.openSignIn();
      const { at: back } = await browser.submit(at, { org: `o-${i}`, roles: 'grid' });
      const code = new URL(back).searchParams.get('code')!;
      tokens.push((await (await browser.exchange(code)).json()) as Tokens);
    }
    for (const [i, browser] of browsers.entries()) {
      const renewed = (await (await browser.refresh(tokens[i]!.refresh_token)).json()) as Tokens;
      expect(decodeJwt(renewed.access_token)).toMatchObject({
        sub: 'person',
        org: `o-${i}`,
        roles: ['grid'],
      });
    }
  });

  const refused: [string, [string, string][], string][] = [
    ['no organization', [['roles', 'grid']], '机构标识无效'],
    [
      'a bad organization',
      [
        ['org', '-x'],
        ['roles', 'grid'],
      ],
      '机构标识无效：-x',
    ],
    ['no role', [['org', 'o-1']], '请至少选择一个角色'],
    [
      'a bad role',
      [
        ['org', 'o-1'],
        ['roles', 'king'],
      ],
      'No such role: king',
    ],
    [
      'a bad person',
      [
        ['org', 'o-1'],
        ['roles', 'grid'],
        ['sub', '李'],
      ],
      '人员标识无效：李',
    ],
    ['an identity that the demo lacks', [['as', 'nobody']], 'No such identity: nobody'],
    [
      'markup',
      [
        ['org', '"><b>'],
        ['roles', 'grid'],
      ],
      '机构标识无效：&quot;&gt;&lt;b&gt;',
    ],
  ];
  for (const [name, fields, told] of refused) {
    it(`refuses ${name}, and lets one try again`, async () => {
      const browser = open();
      const { at } = await browser.openSignIn();
      const { response } = await browser.submit(at, form(fields));
      expect(response.status).toBe(400);
      const page = await response.text();
      expect(page).toContain(told);
      expect(page).not.toContain('<b>o');
      for (const [field, value] of fields.filter(([field]) => field === 'org'))
        expect([field, page.includes(`value="${value}"`)]).toEqual([field, !value.includes('<')]);
      expect((await browser.submit(at, { as: 'grid' })).at).toMatch(/signed-in\?code=/);
    });
  }

  it('refuses more than a form has', async () => {
    const browser = open();
    const { at } = await browser.openSignIn();
    const { response } = await browser.submit(at, { org: 'x'.repeat(20_000), roles: 'grid' });
    expect(response.status).toBe(413);
  });

  it('is of the browser that began: neither path nor cookie alone signs in', async () => {
    const browser = open();
    const { at } = await browser.openSignIn();
    const { response } = await open().submit(at, { as: 'operator' });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('已过期')]);
    const elsewhere = await browser.submit(`${at}x`, { as: 'operator' });
    expect(elsewhere.response.status).toBe(400);
  });
});

describe('the authorization request', () => {
  it('is refused on a page where no one may be sent back', async () => {
    const refused: [Record<string, string | undefined>, RegExp][] = [
      [{ redirect_uri: 'http://127.0.0.1:1/console/signed-in' }, /redirect_uri/],
      [{ redirect_uri: `${door.url}/console/signed-in/` }, /redirect_uri/],
      [{ redirect_uri: undefined }, /redirect_uri/],
      [{ client_id: 'other' }, /client/],
      [{ client_id: undefined }, /client_id/],
    ];
    for (const [changed, told] of refused) {
      const response = await open().authorize(changed);
      expect(response.status).toBe(400);
      const page = await response.text();
      expect(page).toMatch(told);
      expect(page).toContain('登录请求被拒绝');
      expect(response.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-/,
      );
    }
  });

  const refused: [string, Record<string, string | undefined>, string][] = [
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['the implicit flow', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['another resource', { resource: 'urn:other' }, 'invalid_target'],
  ];
  for (const [name, changed, error] of refused) {
    it(`with ${name} is refused at the console`, async () => {
      const { at } = await open().openSignIn(changed);
      const { searchParams, hash } = new URL(at);
      expect(searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error')).toBe(error);
    });
  }
});

describe('the token endpoint', () => {
  const refused: [string, Record<string, string | undefined>, string][] = [
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: undefined }, 'invalid_grant'],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:1/' }, 'invalid_grant'],
    ['no redirect URI', { redirect_uri: undefined }, 'invalid_request'],
    ['another client', { client_id: 'other' }, 'invalid_client'],
    ['another code', { code: 'x' }, 'invalid_grant'],
    ['another kind of grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ];
  for (const [name, changed, error] of refused) {
    it(`refuses ${name}`, async () => {
      const browser = open();
      expect(await reason(await browser.exchange(await browser.code('copper'), changed))).toBe(error);
    });
  }

  it('takes a code once; the second time ends what the first one gave', async () => {
    const browser = open();
    const code = await browser.code('copper');
    const tokens = (await (await browser.exchange(code)).json()) as Tokens;
    expect(await reason(await browser.exchange(code))).toBe('invalid_grant');
    expect(await reason(await browser.refresh(tokens.refresh_token))).toBe('invalid_grant');
  });

  it('takes a refresh token once; a stolen one ends them all', async () => {
    const browser = open();
    const first = await browser.signIn('copper');
    const second = (await (await browser.refresh(first.refresh_token)).json()) as Tokens;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const { sub, org, roles } = decodeJwt(second.access_token);
    expect({ sub, org, roles }).toEqual(demoIdentity('copper'));
    expect(await reason(await browser.refresh(first.refresh_token))).toBe('invalid_grant');
    expect(await reason(await browser.refresh(second.refresh_token))).toBe('invalid_grant');
  });

  it('answers pages of this origin alone', async () => {
    const browser = open();
    const body = new URLSearchParams({ client_id: 'lvzhang-console', grant_type: 'refresh_token' });
    const response = await fetch(`${browser.issuer}/token`, {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:1' },
      body,
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a sign-out', () => {
  const target = () => `${door.url}/console/`;

  it('by the id token ends session and refresh tokens at once, and leads back', async () => {
    const browser = open();
    const { id_token, refresh_token } = await browser.signIn('copper');
    const asked = { id_token_hint: id_token, post_logout_redirect_uri: target(), state: 's-2' };
    const response = await browser.signOut(asked);
    expect([response.status, response.headers.get('location')]).toEqual([303, `${target()}?state=s-2`]);
    expect(browser.cookieNames.filter((name) => name.endsWith('-session'))).toEqual([]);
    expect(await reason(await browser.refresh(refresh_token))).toBe('invalid_grant');
    expect((await browser.openSignIn()).at).toContain('/interaction/');
  });

  it('without one, or with another’s, is asked about', async () => {
    const browser = open();
    const { refresh_token } = await browser.signIn('copper');
    const other = await open().signIn('steel');
    const hints: Record<string, string>[] = [
      { client_id: 'lvzhang-console' },
      { id_token_hint: other.id_token },
    ];
    for (const asked of hints) {
      const response = await browser.signOut({ ...asked, post_logout_redirect_uri: target() });
      expect(response.status).toBe(200);
      const page = await response.text();
      expect(page).toContain('退出登录？');
      const [, action = ''] = /action="([^"]+)"/.exec(page) ?? [];
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
      if ('client_id' in asked) {
        expect((await browser.submit(action, { xsrf: 'x', logout: 'yes' })).response.status).toBe(400);
        continue;
      }
      const { at } = await browser.submit(action, { xsrf, logout: 'yes' });
      expect(at).toBe(target());
    }
    expect(await reason(await browser.refresh(refresh_token))).toBe('invalid_grant');
  });

  it('leads nowhere else', async () => {
    const browser = open();
    const { id_token } = await browser.signIn('copper');
    const elsewhere = { id_token_hint: id_token, post_logout_redirect_uri: 'http://127.0.0.1:1/' };
    expect((await browser.signOut(elsewhere)).status).toBe(400);
    const { at, response } = await browser.follow(await browser.signOut({ id_token_hint: id_token }));
    expect(at).toBe(`${door.issuerUrl}/session/end/success`);
    expect(await response.text()).toContain('已退出');
  });
});

describe('the provider', () => {
  it('says of itself what the issuer’s documents say', async () => {
    const provider = createProvider({ issuer: door.issuerUrl, audience: AUDIENCE, key });
    const itself = createServer((request, response) => {
      void provider.callback()(Object.assign(request, { baseUrl: '/oidc' }), response);
    });
    const own = `http://127.0.0.1:${await listen(itself, 0)}`;
    for (const path of ['/.well-known/openid-configuration', '/jwks.json']) {
      const text = await (await fetch(own + path)).text();
      const published = await (await fetch(door.issuerUrl + path)).json();
      expect(published).toEqual(JSON.parse(text.replaceAll(own, door.url)));
    }
    itself.close();
  });

  it('is closed in all that nobody asked for', async () => {
    for (const path of ['/me', '/request', '/reg', '/token/introspection', '/device/auth', '/nowhere'])
      expect([path, (await fetch(door.issuerUrl + path)).status]).toEqual([path, 404]);
  });

  it('answers with the house’s headers, and lets no page run, load or lead elsewhere', async () => {
    const browser = open();
    const { at, response } = await browser.openSignIn();
    const answers = [
      response,
      await browser.visit(at, { method: 'POST', body: new URLSearchParams({ as: 'nobody' }) }),
      await browser.authorize({ client_id: 'other' }),
      await browser.visit(`${door.issuerUrl}/nowhere`),
      await browser.exchange('x'),
    ];
    for (const { headers } of answers) {
      const { 'content-security-policy': policy, ...others } = SECURITY_HEADERS;
      expect(Object.fromEntries(headers)).toMatchObject(others);
      const said = headers.get('content-security-policy');
      for (const each of [policy, "default-src 'none'", "form-action 'self'", "base-uri 'none'"])
        expect(said).toContain(each);
      expect(said).not.toContain('unsafe');
    }
    expect(await response.text()).not.toContain('<script');
  });

  it('goes by no other name, lest a stranger’s page become one of this origin', async () => {
    const status = await new Promise((done) => {
      const { port } = door;
      ask(
        { port, host: '127.0.0.1', path: '/oidc/auth', headers: { host: `evil.example:${port}` } },
        (response) => {
          response.resume();
          done(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(421);
  });

  it('works with the console’s own library', async () => {
    const store = () => new WebStorageStateStore({ store: new InMemoryWebStorage() });
    const client = new OidcClient({
      authority: door.issuerUrl,
      client_id: 'lvzhang-console',
      redirect_uri: `${door.url}/console/signed-in`,
      post_logout_redirect_uri: `${door.url}/console/`,
      scope: 'openid offline_access',
      stateStore: store(),
    });
    const browser = open();
    const { url } = await client.createSigninRequest({});
    const { at } = await browser.follow(await browser.visit(url));
    const user = await client.processSigninResponse((await browser.submit(at, { as: 'verifier-2' })).at);
    expect(user.profile).toMatchObject({ sub: 'demo-verifier-2', name: '内蒙古碳核查中心（示例） 第二人' });
    const { refresh_token = '', id_token, session_state, scope, profile } = user;
    const state = { refresh_token, id_token, session_state, scope, profile };
    const renewed = await client.useRefreshToken({ state });
    expect(decodeJwt(renewed.access_token).sub).toBe('demo-verifier-2');
    const out = await client.createSignoutRequest({ id_token_hint: renewed.id_token! });
    const left = await browser.visit(out.url);
    expect(left.headers.get('location')).toMatch(`${door.url}/console/`);
  });
});

describe('the provider’s memory', () => {
  it('is bounded: the oldest makes room, what has expired first', async () => {
    const session = createMemory(3)('Session');
    await session.upsert('a', { uid: 'u-a' }, 60);
    await session.upsert('gone', { uid: 'u-gone' }, 0);
    await session.upsert('b', { uid: 'u-b' }, 60);
    expect(await session.find('gone')).toBeUndefined();
    await session.upsert('c', { uid: 'u-c' }, 60);
    expect(await session.findByUid('u-a')).toEqual({ uid: 'u-a' });
    await session.upsert('d', { uid: 'u-d' }, 60);
    expect([await session.find('a'), await session.findByUid('u-d')]).toEqual([undefined, { uid: 'u-d' }]);
  });

  it('keeps models apart, and forgets what one grant gave', async () => {
    const memory = createMemory();
    const [codes, tokens] = [memory('AuthorizationCode'), memory('RefreshToken')];
    await codes.upsert('x', { grantId: 'g' }, 60);
    await tokens.upsert('x', { grantId: 'h' }, 60);
    await codes.consume('x');
    expect(await codes.find('x')).toMatchObject({ consumed: expect.any(Number) });
    await tokens.revokeByGrantId('g');
    expect([await codes.find('x'), await tokens.find('x')]).toEqual([undefined, { grantId: 'h' }]);
  });
});
