/** The console as the registry answers it: the page at every path, what it may ask, and its assets. */
import { readFileSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageDirectives, pageWith } from '../../functions/console/page.ts';
import { handler } from '../../functions/console.ts';
import type { HttpEvent } from '../../functions/http/event.ts';
import { SECURITY_HEADERS } from '../../functions/http/security-headers.ts';

const SETTINGS = { issuer: 'https://id.test/realms/绿', clientId: 'lvzhang-console', scope: 'openid' };
const html = readFileSync(new URL('../../console/index.html', import.meta.url), 'utf8');

function ask(routeKey: string, pathParameters = {}, queryStringParameters = {}, headers = {}) {
  const event = { routeKey, headers, pathParameters, queryStringParameters, requestContext: {} };
  return handler(event as unknown as HttpEvent, {} as Context);
}

const settingsIn = (page: string): unknown => {
  const [, content = ''] = /name="lvzhang-settings" content="([^"]*)"/.exec(page) ?? [];
  const entities: Record<string, string> = {
    '&quot;': '"',
    '&lt;': '<',
    '&gt;': '>',
    '&#39;': "'",
    '&amp;': '&',
  };
  return JSON.parse(content.replace(/&[^;]+;/g, (entity) => entities[entity] ?? entity));
};

const directivesOf = (policy = ''): Record<string, string> =>
  Object.fromEntries(
    policy.split('; ').map((each) => {
      const [name = '', ...sources] = each.split(' ');
      return [name, sources.join(' ')];
    }),
  );

describe('the page', () => {
  it('has its settings, whatever is in them, and nothing of them is markup', () => {
    const hostile = {
      issuer: `https://x/"><script>'&quot;`,
      clientId: '</head>',
      scope: '$& $1 %LVZHANG_SETTINGS%',
    };
    for (const settings of [SETTINGS, hostile]) {
      const page = pageWith(settings, html);
      expect(settingsIn(page)).toEqual(settings);
      expect(page.match(/<script/g)).toHaveLength(html.match(/<script/g)!.length);
    }
    expect(pageWith(hostile, html)).not.toContain('</head>"');
  });

  it('has one place for them', () => {
    expect(() => pageWith(SETTINGS, '<p>')).toThrow('%LVZHANG_SETTINGS%');
    expect(() => pageWith(SETTINGS, html + html)).toThrow('%LVZHANG_SETTINGS%');
  });

  it('names whom it asks once each', () => {
    expect(
      directivesOf(pageDirectives(['https://a.test', 'https://b.test', 'https://a.test'])),
    ).toMatchObject({
      'connect-src': "'self' https://a.test https://b.test",
    });
  });
});

describe('the function', () => {
  beforeEach(() => {
    vi.stubEnv('OIDC_ISSUER', SETTINGS.issuer);
    vi.stubEnv('CONSOLE_CLIENT_ID', SETTINGS.clientId);
    vi.stubEnv('CONSOLE_SCOPE', SETTINGS.scope);
    vi.stubEnv('DOCUMENTS_DOMAIN', 'documents.s3.cn-north-1.amazonaws.com.cn');
    vi.stubEnv('RESULTS_DOMAIN', 'results.s3.cn-north-1.amazonaws.com.cn');
    vi.stubEnv('AWS_ENDPOINT_URL_S3', undefined);
    vi.stubEnv('CONSOLE_ORIGINS', '');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('answers the page at every path, whatever the provider adds to it, and asks for it anew each time', async () => {
    const answers = [
      await ask('GET /console'),
      await ask('GET /console/{path+}', { path: '' }),
      await ask('GET /console/{path+}', { path: 'jobs/j-1' }),
      await ask(
        'GET /console/{path+}',
        { path: 'signed-in' },
        { code: 'c'.repeat(3000), state: 's', iss: 'x' },
      ),
    ];
    for (const { statusCode, headers, body } of answers) {
      expect(statusCode).toBe(200);
      expect(body).toBe(answers[0]!.body);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      });
    }
    expect(settingsIn(answers[0]!.body)).toEqual(SETTINGS);
  });

  it('lets the page run its own scripts, and ask the registry, the issuer and the buckets alone', async () => {
    const { headers } = await ask('GET /console');
    expect(headers).toMatchObject({
      ...SECURITY_HEADERS,
      'content-security-policy': expect.any(String),
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(directivesOf(headers['content-security-policy'])).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src':
        "'self' https://id.test https://documents.s3.cn-north-1.amazonaws.com.cn https://results.s3.cn-north-1.amazonaws.com.cn",
      'worker-src': "'self'",
      'manifest-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
    vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:9000');
    const local = await ask('GET /console');
    expect(directivesOf(local.headers['content-security-policy'])['connect-src']).toBe(
      "'self' https://id.test http://127.0.0.1:9000",
    );
    vi.stubEnv('CONSOLE_ORIGINS', 'https://token.id.test https://id.test:8443');
    const elsewhere = await ask('GET /console');
    expect(directivesOf(elsewhere.headers['content-security-policy'])['connect-src']).toBe(
      "'self' https://id.test https://token.id.test https://id.test:8443 http://127.0.0.1:9000",
    );
  });

  it('answers an asset with its type, to be kept for good', async () => {
    const icon = await ask(
      'GET /console/assets/{file}',
      { file: 'favicon.svg' },
      {},
      { 'accept-encoding': 'br' },
    );
    expect(icon.headers).toMatchObject({
      ...SECURITY_HEADERS,
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      vary: 'accept-encoding',
    });
    // Source code has it as it is: what isn't packed isn't said to be.
    expect(icon.headers).not.toHaveProperty('content-encoding');
    const bytes = readFileSync(new URL('../../console/favicon.svg', import.meta.url));
    expect(Buffer.from(icon.body, 'base64').equals(bytes)).toBe(true);
  });

  it('answers no page where an asset isn’t', async () => {
    for (const file of ['gone-00000000.js', '../index.mjs', '', 'favicon.svg/..', 'constructor'])
      expect([file, (await ask('GET /console/assets/{file}', { file })).statusCode]).toEqual([file, 404]);
    for (const path of ['assets', 'assets/', 'assets/a/b.js', 'assets/../../index.mjs'])
      expect([path, (await ask('GET /console/{path+}', { path })).statusCode]).toEqual([path, 404]);
    expect((await ask('GET /console/{path+}', { path: 'assetsof' })).statusCode).toBe(200);
  });
});
