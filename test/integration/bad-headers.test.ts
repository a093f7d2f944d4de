/** Idempotency-Key, If-Match and Accept-Language: what is no such thing is refused, and leaves no trace. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { routes } from '../../functions/routes.ts';
import { playOn } from '../support/local/memory-world.ts';
import { OPERATOR } from '../support/probes/api.ts';
import { everyRouteRefuses, problem, type Setup, setUp } from '../support/probes/bad-requests.ts';
import { expectRefused } from '../support/probes/problem.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/local/memory-world.ts')).worldHere,
}));

const endpoints = allEndpoints();
let setup: Setup;
beforeAll(async () => {
  setup = await setUp(playOn());
});

/** Of 129 characters; 128 are allowed. */
const OVERLONG = 'k'.repeat(129);

/** A POST that commits nothing needs no key, nor does one that everybody may send. */
function needsKey(request: string): boolean {
  const route = routes.find(({ method, path }) =>
    new RegExp(`^${method} ${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(request),
  );
  const { commits, keyed } = endpoints[`${route?.method} ${route?.path}`] ?? {};
  return commits === true || keyed === true;
}

describe('headers', () => {
  it.each([
    [null],
    [''],
    [' '],
    ['a b'],
    ['k'.repeat(129)],
    ['ключ'],
    ['键'],
    ['a\tb'],
    ['a\u0000'],
    ['é'],
    ['k\n'],
  ])('Idempotency-Key %j', async (key) => {
    const cases = setup.cases.filter(({ request }) => needsKey(request));
    expect(cases.length).toBeGreaterThan(80);
    await everyRouteRefuses(
      { ...setup, cases },
      (one) => ({ body: one.body, key }),
      'idempotency-key-missing',
    );
    const { api, registry } = setup;
    const settle = { caller: registry.buyer.caller, key };
    const { type, errors } = await expectRefused(
      api,
      `POST /v1/transfers/${registry.retirement}/accept`,
      settle,
    );
    expect(type).toBe(problem('idempotency-key-missing'));
    expect(errors).toMatchObject([{ parameter: 'Idempotency-Key' }]);
  });

  it.each([['x'], [OVERLONG.slice(1)], ['!~"#']])('Idempotency-Key %j is one', async (key) => {
    await everyRouteRefuses(setup, () => ({ body: { x: 1 }, key }), 'invalid-input', '#/x');
  });

  it.each([
    [undefined, 'precondition-required'],
    ['', 'precondition-failed'],
    ['*', 'precondition-failed'],
    ['v1', 'precondition-failed'],
    ['"1"', 'precondition-failed'],
    ['"v0"', 'precondition-failed'],
    ['"v-1"', 'precondition-failed'],
    ['"v1.0"', 'precondition-failed'],
    ['"v01"', 'precondition-failed'],
    ['W/"v1"', 'precondition-failed'],
    ['"v1", "v2"', 'precondition-failed'],
    ['"v2"', 'precondition-failed'],
    ['"v99999999999"', 'precondition-failed'],
  ])('If-Match %j', async (ifMatch, type) => {
    const { api, leavesNoTrace, cases } = setup;
    const { request, caller, body } = cases.find(({ name }) => name === 'identification')!;
    const headers: Record<string, string> = ifMatch === undefined ? {} : { 'if-match': ifMatch };
    const answer = await leavesNoTrace(() => expectRefused(api, request, { caller, body, headers }));
    expect(answer.type).toBe(problem(type));
  });
});

describe('Accept-Language', () => {
  it.each([
    ['', 'zh-CN'],
    ['zh-CN', 'zh-CN'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['EN', 'en'],
    ['fr', 'zh-CN'],
    ['*', 'zh-CN'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en;q=0.9, zh;q=0.8', 'en'],
    ['fr, en;q=0.5', 'en'],
    ['en;q=0', 'zh-CN'],
    ['en;q=x', 'zh-CN'],
    ['en; q=0.3 , zh ; q=0.2', 'en'],
    [',;,;q=,', 'zh-CN'],
  ])('%j is answered in %s', async (language, expected) => {
    const { headers } = await setup.api.send('GET /v1/organizations/x', {
      caller: OPERATOR,
      headers: { 'accept-language': language },
    });
    expect(headers['content-language']).toBe(expected);
  });
});
