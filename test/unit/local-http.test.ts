import { describe, expect, it } from 'vitest';
import { answerPreflight, type Cors, withCors } from '../../infra/local/gateway/cors.ts';
import { buildEvent, encodeBody, formatTime, splitHeaders } from '../../infra/local/gateway/http-event.ts';
import { readResult } from '../../infra/local/gateway/http-response.ts';
import { createMatcher } from '../../infra/local/gateway/route-match.ts';

describe('route matching', () => {
  const keys = [
    'ANY /{proxy+}',
    'GET /pets/{proxy+}',
    'GET /pets/dog/{id}',
    'GET /pets/dog/1',
    'POST /pets/dog/1',
    'ANY /pets/dog/{id}',
  ];
  const match = createMatcher(keys.map((routeKey) => ({ routeKey })));
  const table: [string, string, string, Record<string, string>][] = [
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['PUT', '/pets/dog/2', 'ANY /pets/dog/{id}', { id: '2' }],
    ['PUT', '/pets/dog/1', 'ANY /pets/dog/{id}', { id: '1' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['GET', '/pets/dog/a%2Fb%20%E5%8F%B7', 'GET /pets/dog/{id}', { id: 'a/b 号' }],
    ['GET', '/pets/dog/', 'GET /pets/{proxy+}', { proxy: 'dog/' }],
    ['GET', '/pets/', 'GET /pets/{proxy+}', { proxy: '' }],
    ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['POST', '/pets', 'ANY /{proxy+}', { proxy: 'pets' }],
  ];
  for (const [method, path, routeKey, pathParameters] of table) {
    it(`${method} ${path} → ${routeKey}`, () => {
      expect(match(method, path)).toEqual({ route: { routeKey }, pathParameters });
    });
  }

  it('knows nothing of other methods, trailing slashes or empty variables', () => {
    const only = createMatcher([{ routeKey: 'GET /a/{id}' }]);
    for (const [method, path] of [
      ['POST', '/a/1'],
      ['HEAD', '/a/1'],
      ['GET', '/a/1/'],
      ['GET', '/a/'],
      ['GET', '/a'],
      ['GET', '//a/1'],
    ] as const) {
      expect(only(method, path)).toBeUndefined();
    }
    expect(() => only('GET', '/a/%ff')).toThrow(URIError);
  });

  it('takes $default last', () => {
    const routes = createMatcher([{ routeKey: '$default' }, { routeKey: 'GET /a' }]);
    expect(routes('GET', '/a')?.route.routeKey).toBe('GET /a');
    expect(routes('GET', '/b')?.route.routeKey).toBe('$default');
  });
});

describe('the event', () => {
  const build = (path: string, query: string, rawHeaders: string[], body = '') =>
    buildEvent({
      request: { method: 'POST', httpVersion: '1.1', path, query, rawHeaders, sourceIp: '127.0.0.1' },
      body: Buffer.from(body),
      routeKey: 'POST /a/{id}',
      pathParameters: { id: '1 2' },
      apiId: 'Api',
      jwt: { claims: { sub: 'p' }, scopes: null },
    });

  it('is of payload format 2.0', () => {
    const headers = [
      'Host',
      'h:1',
      'Content-Type',
      'application/json',
      'X-A',
      '1',
      'x-a',
      '2',
      'Cookie',
      'c=1; d=2',
    ];
    const event = build('/a/1%202', 'x=1&x=%E5%8F%B7&y=a+b&z', headers, '{}');
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /a/{id}',
      rawPath: '/a/1 2',
      rawQueryString: 'x=1&x=%E5%8F%B7&y=a+b&z',
      queryStringParameters: { x: '1,号', y: 'a b', z: '' },
      pathParameters: { id: '1 2' },
      cookies: ['c=1', 'd=2'],
      headers: { host: 'h:1', 'x-a': '1,2', 'content-type': 'application/json' },
      body: '{}',
      isBase64Encoded: false,
      requestContext: {
        authorizer: { jwt: { claims: { sub: 'p' }, scopes: null } },
        http: { method: 'POST', path: '/a/1 2', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        routeKey: 'POST /a/{id}',
        stage: '$default',
      },
    });
  });

  it('leaves out what there is not', () => {
    const event = build('/a/1', '', []);
    for (const absent of ['body', 'cookies', 'queryStringParameters'])
      expect(event).not.toHaveProperty(absent);
  });

  it('takes __proto__ for a name like any other', () => {
    expect(JSON.stringify(build('/', '__proto__=1', ['__proto__', '2']))).toMatch(
      /"__proto__":"2".*"__proto__":"1"/,
    );
    expect(splitHeaders(['constructor', 'x']).headers.constructor).toBe('x');
  });

  const bodies: [string, string | Buffer, boolean][] = [
    ['application/json', '{"a":"号"}', false],
    ['application/json; charset=utf-8', '﻿{}', false],
    ['text/csv', 'a,b', false],
    ['application/json', Buffer.from([0x7b, 0xff, 0x7d]), true],
    ['application/octet-stream', 'text', true],
    ['application/x-www-form-urlencoded', 'a=b', true],
    ['application/jsonlines', '{}', true],
    ['', '{}', true],
  ];
  for (const [type, given, isBase64Encoded] of bodies) {
    it(`a body of '${type}' is ${isBase64Encoded ? 'base64' : 'text'}, and whole`, () => {
      const encoded = encodeBody(Buffer.from(given), type);
      expect(encoded.isBase64Encoded).toBe(isBase64Encoded);
      expect(Buffer.from(encoded.body, isBase64Encoded ? 'base64' : 'utf8')).toEqual(Buffer.from(given));
    });
  }

  it('tells the time as access logs do', () => {
    expect(formatTime(new Date('2026-11-21T08:05:09.123Z'))).toBe('21/Nov/2026:08:05:09 +0000');
  });
});

describe('the answer', () => {
  const json = { 'content-type': 'application/json' };
  const text = { 'content-type': 'text/plain;charset=UTF-8' };
  const table: [unknown, object][] = [
    [{ a: 1 }, { status: 200, headers: json, body: '{"a":1}' }],
    ['hello', { status: 200, headers: json, body: 'hello' }],
    [null, { status: 200, headers: json, body: 'null' }],
    [{ statusCode: 204 }, { status: 204, headers: text, body: '' }],
    [
      { statusCode: 201, headers: { 'X-N': 1, 'Content-Length': 9 }, body: 'b' },
      { status: 201, headers: { 'x-n': '1', ...text }, body: 'b' },
    ],
    [
      { statusCode: 200, cookies: ['a=1', 'b=2'] },
      { status: 200, headers: { 'set-cookie': ['a=1', 'b=2'], ...text }, body: '' },
    ],
    [
      { statusCode: 200, body: '5Y+3', isBase64Encoded: true },
      { status: 200, headers: text, body: Buffer.from('号') },
    ],
    [{ statusCode: 'many' }, { status: 500 }],
    [{ statusCode: 200, body: { a: 1 } }, { status: 500 }],
    [{ statusCode: 200, body: 'x'.repeat(7_000_000) }, { status: 500 }],
  ];
  for (const [result, answer] of table) {
    it(JSON.stringify(result).slice(0, 80), () => {
      expect(readResult(JSON.stringify(result))).toMatchObject(answer);
    });
  }
});

describe('CORS', () => {
  const cors: Cors = {
    AllowOrigins: ['https://a.example'],
    AllowMethods: ['GET'],
    AllowHeaders: ['authorization'],
    ExposeHeaders: ['etag'],
    AllowCredentials: false,
    MaxAge: 60,
  };

  it('answers preflights of allowed origins', () => {
    expect(answerPreflight(cors, 'https://a.example')).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': 'https://a.example', 'access-control-allow-methods': 'GET' },
    });
    expect(answerPreflight(cors, 'https://b.example').headers).toEqual({});
    const every = { ...cors, AllowOrigins: ['*'] };
    expect(answerPreflight(every, 'https://b.example').headers['access-control-allow-origin']).toBe('*');
  });

  it('overrides the function’s own headers', () => {
    const answer = { status: 200, headers: { 'access-control-allow-origin': '*', etag: '1' }, body: '' };
    expect(withCors(answer, cors, 'https://b.example').headers).toEqual({ etag: '1' });
    expect(withCors(answer, cors, 'https://a.example').headers).toMatchObject({
      'access-control-allow-origin': 'https://a.example',
      'access-control-expose-headers': 'etag',
    });
  });
});
