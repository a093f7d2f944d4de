/** The description of the API: which release it is of, and which function answers which route. */
import { describe, expect, it } from 'vitest';
import { allEndpoints, answering } from '../../functions/reference/endpoints.ts';
import { openApi } from '../../functions/reference/openapi.ts';
import manifest from '../../package.json' with { type: 'json' };

it('the description bears the version of the package', () =>
  expect(openApi(allEndpoints()).info).toMatchObject({ version: manifest.version }));

describe('a function answers exactly its own routes', () => {
  it('none lacks its endpoint', () => expect(() => answering('parcels', {})).toThrow('GET /v1/inventory'));

  it("none is another function's", () =>
    expect(() => answering('docs', allEndpoints())).toThrow('GET /v1/inventory'));
});
