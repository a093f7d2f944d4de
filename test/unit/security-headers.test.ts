import { createHash } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import { handler as docs } from '../../functions/docs.ts';
import type { HttpEvent } from '../../functions/http/event.ts';
import { rejectionResponse } from '../../functions/http/problem.ts';
import { SECURITY_HEADERS } from '../../functions/http/security-headers.ts';
import { handler as organizations } from '../../functions/organizations.ts';
import { reject } from '../../shared/ledger/rejection.ts';

const event = (routeKey: string) =>
  ({ routeKey, headers: {}, pathParameters: {}, requestContext: {} }) as unknown as HttpEvent;

describe('every answer of a function', () => {
  it('tells browsers how to treat it', async () => {
    const described = await docs(event('GET /openapi.json'), {} as Context);
    const nobody = await organizations(event('GET /v1/organizations'), {} as Context);
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    const unforeseen = await organizations(event('GET /v1/nowhere'), {} as Context);
    expect([described.statusCode, nobody.statusCode, unforeseen.statusCode]).toEqual([200, 401, 500]);
    expect(logged).toHaveBeenCalledOnce();
    const refused = rejectionResponse(reject('not-found'), 'en');
    for (const { headers } of [described, nobody, unforeseen, refused])
      expect(headers).toMatchObject(SECURITY_HEADERS);
  });

  it('says so of the page without scripts, which may do nothing but show its own style', async () => {
    const { headers } = await docs(event('GET /docs/plain'), {} as Context);
    expect(headers).toMatchObject({
      ...SECURITY_HEADERS,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    });
  });

  it('says so of the reference page, which runs its own scripts and asks its own registry alone', async () => {
    const { headers, body } = await docs(event('GET /docs'), {} as Context);
    const [, start = ''] = /<script>(.*)<\/script>/.exec(body) ?? [];
    const digest = createHash('sha256').update(start).digest('base64');
    expect(headers).toMatchObject({
      ...SECURITY_HEADERS,
      'content-security-policy': [
        "default-src 'none'",
        `script-src 'self' 'sha256-${digest}'`,
        "style-src 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    });
  });
});
