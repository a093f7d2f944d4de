import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunctions, lambdaNames } from '../../infra/bundle.ts';

/**
 * DESIGN §8, of what answers requests. The reconciler has all of `evolve` and all the auditor's rules in it,
 * and works at night.
 */
const BYTES_MAX = 600_000;
const RECONCILER_BYTES_MAX = 800_000;

describe('the bundles', () => {
  const directory = bundleFunctions();
  const read = (name: string) => readFileSync(join(directory, name, 'index.mjs'));
  const before = new Map(lambdaNames.map((name) => [name, read(name)]));

  it('keep to the budget', () => {
    const large = [...before]
      .filter(([name, { length }]) => length > (name === 'reconciler' ? RECONCILER_BYTES_MAX : BYTES_MAX))
      .map(([name]) => name);
    expect(large).toEqual([]);
    expect(before.size).toBe(lambdaNames.length);
  });

  it('have nothing of what only the command line reads', () => {
    // proj4, togeojson, and the reader of GeoPackages.
    const words = ['Gauss_Kruger', 'groundoverlay', 'gpkg_contents'];
    for (const [name, bytes] of before)
      expect([name, words.filter((word) => bytes.includes(word))]).toEqual([name, []]);
  });

  it('are the same bytes from the same sources', () => {
    bundleFunctions();
    for (const [name, bytes] of before) expect(read(name).equals(bytes)).toBe(true);
  });

  it('take credentials from the environment only', () => {
    for (const [name, bytes] of before) {
      const text = bytes.toString();
      const elsewhere = ['sso-oidc', 'credential_process', 'AWS_WEB_IDENTITY_TOKEN_FILE'].filter((word) =>
        text.includes(word),
      );
      expect([name, elsewhere]).toEqual([name, []]);
      if (text.includes('DynamoDB_20120810')) expect(text).toContain('AWS_SESSION_TOKEN');
    }
  });
});
