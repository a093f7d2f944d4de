/**
 * The problems that the description lists for each route are read from the code that it runs. That none is
 * missing is held by every test that calls a handler (test/support/probes/listed.ts); here, that none is
 * listed everywhere.
 */
import { describe, expect, it } from 'vitest';
import { problems } from '../../functions/http/problem.ts';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { problemsOf } from '../../functions/reference/problems/problems-of.ts';
import { routes } from '../../functions/routes.ts';
import { rejections } from '../../shared/ledger/rejection.ts';

const endpoints = allEndpoints();
const listed = new Map(
  routes.map((route) => {
    const key = `${route.method} ${route.path}`;
    return [key, problemsOf(route, endpoints[key]!)] as const;
  }),
);

/** Rules that no request meets: those of the registry's own commands at night. */
const OF_NO_ROUTE = [
  'certificates-of-another-month',
  'certificates-still-valid',
  'nothing-to-expire',
  'month-done-already',
  'units-still-live',
];

describe('the problems of a route', () => {
  it('are together all that there are', () => {
    const all = new Set([...listed.values()].flat());
    const missing = [...Object.keys(rejections), ...Object.keys(problems)].filter((name) => !all.has(name));
    expect(missing.sort()).toEqual([...OF_NO_ROUTE, 'internal'].sort());
  });

  it('are its own: a rule of one domain is not listed in another', () => {
    expect(listed.get('POST /v1/retirements')).toEqual(
      expect.arrayContaining([
        'insufficient-units',
        'purpose-missing',
        'statement-covered',
        'signature-missing',
      ]),
    );
    expect(listed.get('POST /v1/retirements')).not.toContain('land-overlap');
    expect(listed.get('POST /v1/projects/{id}/withdraw')).not.toContain('methodology-not-in-force');
    expect(listed.get('POST /v1/projects/{id}/register')).toContain('methodology-not-in-force');
    const most = Math.max(...[...listed.values()].map(({ length }) => length));
    expect(most).toBeLessThan(Object.keys(rejections).length / 4);
  });

  it('follow the form of the endpoint', () => {
    for (const [key, names] of listed) {
      const { action, commits, keyed, changes, ifMatch, body } = endpoints[key]!;
      const isKeyed = commits === true || keyed === true;
      expect([key, names.includes('unauthenticated')]).toEqual([key, action !== undefined]);
      expect([key, names.includes('idempotency-key-missing')]).toEqual([key, isKeyed]);
      expect([key, names.includes('precondition-required')]).toEqual([key, ifMatch === true]);
      // A change without a body looks at one that it is sent all the same, and refuses it.
      const mayGetBody = body !== undefined || isKeyed || changes === true;
      expect([key, names.includes('invalid-json')]).toEqual([key, mayGetBody]);
      expect(names).toContain('invalid-input');
    }
  });

  it('name a rejection that is put together of parts', () => {
    expect(listed.get('POST /v1/projects/{id}/validate')).toEqual(
      expect.arrayContaining(['accreditation-expired', 'accreditation-not-yet-valid']),
    );
    expect(listed.get('POST /v1/parcels')).toContain('boundary-crs-projected');
  });

  it('have those of acting for another, which any caller that names a party may meet', () =>
    expect(listed.get('GET /v1/facilities')).toContain('acts-for-stranger'));

  it('say which route cannot be read', () =>
    expect(() =>
      problemsOf({ method: 'GET', path: '/v1/nowhere', function: 'units' }, { ...endpoints['GET /docs']! }),
    ).toThrow("no member 'GET /v1/nowhere'"));
});
