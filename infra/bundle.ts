import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { fontPath } from '../events/cli/file/certificate-font.ts';
import type { Packed } from '../functions/http/compressed.ts';
import { packedDescription, packedPlainPage } from '../functions/reference/prepared.ts';
import { type ScalarScript, scalarScript } from '../functions/reference/scalar.ts';
import { type FunctionName, functionNames } from '../functions/routes.ts';
import { rejections } from '../shared/ledger/rejection.ts';
import { BUNDLED_FONT } from './bundled-font.ts';
import { bundleConsole, consoleModule, putAssetsBeside } from './console-bundle.ts';
import { writeIfChanged } from './write-if-changed.ts';

/** The functions that are not called over HTTP. */
const workers = [
  'sequencer',
  'indexer',
  'cosigner',
  'watchdog',
  'reconciler',
  'expirer',
  'worker',
  'publisher',
  'deliverer',
] as const;

/** A Lambda function: one that answers HTTP routes, or a worker. */
export type LambdaName = FunctionName | (typeof workers)[number];

/** Every Lambda function; functions/<name>.ts exports its `handler`. */
export const lambdaNames: readonly LambdaName[] = [...functionNames, ...workers];

const root = fileURLToPath(new URL('..', import.meta.url));

/** How any bundle is made; the bench makes its measure of comparison in the same way. */
export const BUNDLING = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // esbuild prefers CommonJS for platform node; only ES modules are tree-shaken and need no `require` shim.
  mainFields: ['module', 'main'],
} satisfies BuildOptions;

/**
 * Bundles every Lambda function to `dist/functions/<name>/index.mjs`, and lists the contents of each in
 * `dist/meta/<name>.json` (esbuild's metafile; outside the asset, whose hash it would otherwise change).
 *
 * The same sources give the same bytes, so an unchanged function is not deployed again. No source map is
 * shipped: it would double the asset, and it can be made again from the deployed commit.
 *
 * @returns the absolute path of `dist/functions`
 * @throws esbuild's BuildFailure when a function's file is missing or doesn't compile, Error when the console
 * doesn't
 */
export function bundleFunctions(): string {
  const directory = join(root, 'dist/functions');
  const prepared = join(root, 'dist/prepared.mjs');
  writeIfChanged(prepared, Buffer.from(PREPARED_MODULE));
  const words = join(root, 'dist/rejections.mjs');
  writeIfChanged(words, Buffer.from(packedModule('rejectionRules', rejections)));
  const scalar = join(root, 'dist/scalar.mjs');
  writeIfChanged(scalar, Buffer.from(besideModule(scalarScript())));
  bundleConsole();
  const console = join(root, 'dist/console-built.mjs');
  writeIfChanged(console, Buffer.from(consoleModule()));
  const result = buildSync({
    absWorkingDir: root,
    entryPoints: lambdaNames.map((name) => ({ in: `functions/${name}.ts`, out: `${name}/index` })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    ...BUNDLING,
    alias: {
      '@aws-sdk/credential-provider-node': join(root, 'infra/environment-credentials.ts'),
      '@aws-sdk/endpoint-cache': join(root, 'infra/endpoint-cache.ts'),
      '#certificate-font': join(root, 'infra/bundled-font.ts'),
      '#console': console,
      '#prepared': prepared,
      '#rejections': words,
      '#scalar': scalar,
    },
    // Chinese messages take 3 bytes a character instead of 6.
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  for (const file of result.outputFiles) writeIfChanged(file.path, file.contents);
  for (const [file, source] of besideCertificates())
    writeIfChanged(join(directory, 'certificates', file), readFileSync(source));
  for (const [name, texts] of Object.entries(besideDocs()))
    for (const coding of ['br', 'gzip'] as const)
      writeIfChanged(join(directory, 'docs', `${name}.${coding}`), texts[coding]);
  putAssetsBeside(join(directory, 'console/assets'));
  for (const name of lambdaNames) {
    const output = relative(root, join(directory, name, 'index.mjs'));
    const meta = `${JSON.stringify(metafileOf(result.metafile, output), null, 1)}\n`;
    writeIfChanged(join(root, 'dist/meta', `${name}.json`), Buffer.from(meta));
  }
  return directory;
}

/**
 * What the pages need beside the bundle: the font, and the colour profile, which pdfkit reads from its
 * folder.
 */
export function besideCertificates(): [string, string][] {
  const profile = 'data/sRGB_IEC61966_2_1.icc';
  return [
    [BUNDLED_FONT, fontPath()],
    [profile, join(dirname(createRequire(import.meta.url).resolve('pdfkit')), profile)],
  ];
}

/** What is served as it lies beside the bundle. */
const besideDocs = (): Record<string, Packed> => ({
  scalar: scalarScript(),
  openapi: packedDescription(),
  plain: packedPlainPage(),
});

/** A module whose function unpacks the value when first asked. Words and names repeat: they compress well. */
const packedModule = (name: string, value: object): string => {
  const packed = brotliCompressSync(JSON.stringify(value)).toString('base64');
  return `import { brotliDecompressSync } from 'node:zlib';
let made;
export const ${name} = () => (made ??= JSON.parse(brotliDecompressSync(Buffer.from('${packed}', 'base64'))));
`;
};

/** A module whose function reads the script from beside the bundle, in each coding. */
const besideModule = ({ file }: ScalarScript): string => `import { readFileSync } from 'node:fs';
const beside = (coding) => readFileSync(new URL('scalar.' + coding, import.meta.url));
let read;
export const scalarScript = () => (read ??= { file: '${file}', br: beside('br'), gzip: beside('gzip') });
`;

/** A module whose functions read the texts from beside the bundle, once each. */
const PREPARED_MODULE = `import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
const beside = (file) => readFileSync(new URL(file, import.meta.url));
function read(name) {
  const gzip = beside(name + '.gzip');
  return { br: beside(name + '.br'), gzip, text: gunzipSync(gzip).toString() };
}
let description, page;
export const packedDescription = () => (description ??= read('openapi'));
export const packedPlainPage = () => (page ??= read('plain'));
`;

/** The part of a metafile that concerns one output, in the metafile's own form. */
function metafileOf(whole: Metafile, output: string): Metafile {
  const found = whole.outputs[output];
  if (!found) throw new Error(`esbuild wrote no ${output}`);
  const inputs = Object.keys(found.inputs)
    .sort()
    .map((path) => [path, whole.inputs[path]]);
  return { inputs: Object.fromEntries(inputs), outputs: { [output]: found } };
}
