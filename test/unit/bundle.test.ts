import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleFunctions, lambdaNames } from '../../infra/bundle.ts';

/**
 * DESIGN §8, of what answers requests. The reconciler has all of `evolve` and all the auditor's rules in it,
 * and works at night; the worker of jobs has the
 * endpoints of four functions and the import, and nobody waits for its start.
 */
const BYTES_MAX = 600_000;
const RECONCILER_BYTES_MAX = 800_000;
const WORKER_BYTES_MAX = 1_000_000;
/** What draws pages: pdfkit with its font reader. The font itself lies beside. */
const CERTIFICATES_BYTES_MAX = 1_500_000;
const BESIDE_BYTES_MAX = 11_000_000;
/** Beside what answers /docs, in two codings each: its script, the description, the plain page. */
const SCRIPT_BYTES_MAX = 2_000_000;
const DESCRIPTION_BYTES_MAX = 300_000;
const PLAIN_PAGE_BYTES_MAX = 300_000;
/** Beside what answers the console: all that a browser may ever load of it, Chinese fonts among it. */
const CONSOLE_BYTES_MAX = 20_000_000;
const ANSWER_BYTES_MAX = 4_400_000;

const bytesMax: Record<string, number> = {
  reconciler: RECONCILER_BYTES_MAX,
  worker: WORKER_BYTES_MAX,
  certificates: CERTIFICATES_BYTES_MAX,
};

describe('the bundles', () => {
  const directory = bundleFunctions();
  const consoleAssets = join(directory, '../console/assets');
  const read = (name: string) => readFileSync(join(directory, name, 'index.mjs'));
  const before = new Map(lambdaNames.map((name) => [name, read(name)]));

  it('keep to the budget', () => {
    const large = [...before]
      .filter(([name, { length }]) => length > (bytesMax[name] ?? BYTES_MAX))
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

  it('have nothing beside them but what draws pages, and what is served as it lies there', () => {
    const beside = lambdaNames.flatMap((name) =>
      readdirSync(join(directory, name), { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile() && each.name !== 'index.mjs')
        .map((each) => ({ name, file: each.name, bytes: statSync(join(each.parentPath, each.name)).size })),
    );
    const ofConsole = beside.filter(({ name }) => name === 'console');
    const others = beside.filter(({ name }) => name !== 'console');
    expect(others.map(({ name, file }) => `${name}/${file}`).sort()).toEqual([
      'certificates/NotoSansSC_400Regular.ttf',
      'certificates/sRGB_IEC61966_2_1.icc',
      'docs/openapi.br',
      'docs/openapi.gzip',
      'docs/plain.br',
      'docs/plain.gzip',
      'docs/scalar.br',
      'docs/scalar.gzip',
    ]);
    const bytesOf = (begin: string) =>
      beside
        .filter(({ name, file }) => `${name}/${file}`.startsWith(begin))
        .reduce((sum, { bytes }) => sum + bytes, 0);
    expect(bytesOf('certificates/')).toBeLessThan(BESIDE_BYTES_MAX);
    expect(bytesOf('docs/scalar.')).toBeLessThan(SCRIPT_BYTES_MAX);
    expect(bytesOf('docs/openapi.')).toBeLessThan(DESCRIPTION_BYTES_MAX);
    expect(bytesOf('docs/plain.')).toBeLessThan(PLAIN_PAGE_BYTES_MAX);
    expect(bytesOf('console/')).toBeLessThan(CONSOLE_BYTES_MAX);
    // An answer of Lambda has 6 MB, in base64.
    for (const file of readdirSync(consoleAssets))
      expect([file, statSync(join(consoleAssets, file)).size < ANSWER_BYTES_MAX]).toEqual([file, true]);
    // Each is named by its digest, and answered packed or as it is: never with a map of its source.
    for (const { file } of ofConsole)
      expect(file).toMatch(/-[\w-]{8}\.(?:(?:js|css|svg)\.(?:br|gzip)|woff2|png)$/);
    const drawing = [...before].filter(([, bytes]) => bytes.includes('GTS_PDFA1')).map(([name]) => name);
    expect(drawing).toEqual(['certificates']);
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
