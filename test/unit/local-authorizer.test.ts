import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issuerKeyFile, signToken } from '../../events/cli/access-token.ts';
import { type Authorize, createAuthorizer, formatClaims } from '../../infra/local/gateway/authorizer.ts';
import { createIssuer, keepIssuerKey } from '../../infra/local/issuer.ts';
import { listen } from '../../infra/local/ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-issuer-'));
const server = createServer();
const now = Math.floor(Date.now() / 1000);
let issuer: string;
let key: JWK;
let authorize: Authorize;
let fetches = 0;

async function forge(
  claims: JWTPayload,
  { alg = 'RS256', signWith = key, kid = key.kid } = {},
): Promise<string> {
  const good = { iss: issuer, aud: 'lvzhang', sub: 'p', iat: now, exp: now + 60 };
  return new SignJWT({ ...good, ...claims })
    .setProtectedHeader({ alg, kid })
    .sign(await importJWK(signWith, alg));
}

beforeAll(async () => {
  issuer = `http://127.0.0.1:${await listen(server, 0)}/oidc`;
  key = await keepIssuerKey(folder);
  const { document } = await createIssuer(issuer, key);
  server.on('request', (request, response) => {
    fetches++;
    response.end(JSON.stringify(document((request.url ?? '').replace('/oidc', ''))));
  });
  authorize = createAuthorizer({ issuer, audience: ['lvzhang'] });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe('the JWT authorizer', () => {
  it('lets the issuer’s tokens through, with claims as text', async () => {
    const token = await signToken(
      { sub: 'p', org: 'o', roles: ['a', 'b'] },
      { issuer, audience: 'lvzhang', key },
    );
    expect(await authorize(token)).toMatchObject({
      claims: { sub: 'p', org: 'o', roles: '[a b]' },
      scopes: null,
    });
    const before = fetches;
    await authorize(await forge({}));
    expect(fetches).toBe(before);
  });

  const accepted: [string, JWTPayload][] = [
    ['one of several audiences', { aud: ['x', 'lvzhang'] }],
    ['client_id where there is no aud', { aud: undefined, client_id: 'lvzhang' }],
    ['a not-before in the past', { nbf: now - 5 }],
  ];
  for (const [name, claims] of accepted) {
    it(`accepts ${name}`, async () => expect(await authorize(await forge(claims))).toBeDefined());
  }

  const refused: [string, JWTPayload][] = [
    ['expired', { exp: now - 1 }],
    ['without expiry', { exp: undefined }],
    ['not yet valid', { nbf: now + 60 }],
    ['issued in the future', { iat: now + 60 }],
    ['for another audience', { aud: 'other' }],
    ['for another audience, whatever client_id says', { aud: 'other', client_id: 'lvzhang' }],
    ['for no audience', { aud: undefined }],
    ['of another issuer', { iss: 'http://127.0.0.1:1/oidc' }],
  ];
  for (const [name, claims] of refused) {
    it(`refuses a token ${name}`, async () => expect(await authorize(await forge(claims))).toBeUndefined());
  }

  it('refuses another key under our kid, or under none', async () => {
    const other: JWK = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      format: 'jwk',
    });
    expect(await authorize(await forge({}, { signWith: other }))).toBeUndefined();
    expect(await authorize(await forge({}, { kid: 'unknown' }))).toBeUndefined();
    expect(await authorize(await forge({}, { kid: '' }))).toBeUndefined();
  });

  it('refuses alg none, HS256 with the public key, and PS256', async () => {
    const good = { iss: issuer, aud: 'lvzhang', exp: now + 60 };
    expect(await authorize(new UnsecuredJWT(good).encode())).toBeUndefined();
    const hmac: JWK = { kty: 'oct', k: key.n };
    expect(await authorize(await forge({}, { alg: 'HS256', signWith: hmac }))).toBeUndefined();
    const { alg: _, ...anyAlg } = key;
    expect(await authorize(await forge({}, { alg: 'PS256', signWith: anyAlg }))).toBeUndefined();
  });

  it('refuses garbage, and a token with one byte changed', async () => {
    const token = await forge({});
    const [head, payload = '', signature] = token.split('.');
    const other = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('"p"', '"q"')).toString(
      'base64url',
    );
    for (const bad of [
      'x',
      'a.b.c',
      '..',
      `${head}.${other}.${signature}`,
      `${head}.${payload}.`,
      `${token}x`,
    ]) {
      expect(await authorize(bad)).toBeUndefined();
    }
  });

  it('forgets a remembered token when it expires', async () => {
    const token = await forge({ exp: Math.floor(Date.now() / 1000) + 2 });
    expect(await authorize(token)).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await authorize(token)).toBeUndefined();
  });

  it('writes claims as API Gateway does', () => {
    const payload = {
      s: 'x',
      n: 1700000000,
      t: true,
      list: ['a', 'b'],
      one: ['a'],
      none: [],
      numbers: [1, 2],
    };
    expect(formatClaims(payload)).toEqual({
      s: 'x',
      n: '1700000000',
      t: 'true',
      list: '[a b]',
      one: '[a]',
      none: '[]',
      numbers: '[1 2]',
    });
  });
});

describe('the issuer', () => {
  it('keeps its key for itself', async () => {
    expect(statSync(issuerKeyFile(folder)).mode & 0o777).toBe(0o600);
    expect(await keepIssuerKey(folder)).toEqual(key);
    const { document } = await createIssuer(issuer, key);
    const published = JSON.stringify(document('/jwks.json'));
    expect(published).toContain(key.n);
    for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const)
      expect(published).not.toContain(key[secret]);
    expect(document('/token')).toBeUndefined();
    expect(document('constructor')).toBeUndefined();
  });
});
