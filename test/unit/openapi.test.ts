/** The description of the API says which release it is of. */
import { expect, it } from 'vitest';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { openApi } from '../../functions/reference/openapi.ts';
import manifest from '../../package.json' with { type: 'json' };

it('the description bears the version of the package', () =>
  expect(openApi(allEndpoints()).info).toMatchObject({ version: manifest.version }));
