/**
 * The console as it is shipped: Vite makes `dist/console` of `console/`. It runs in a process of its own,
 * which frees its memory when it ends, and in which nothing of the caller's environment (that of a test, say)
 * decides how React is built.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPacked, mediaTypeOf } from '../functions/console/media-type.ts';
import { brotli, gzip } from '../functions/http/compressed.ts';
import { digestOf, filesIn } from './local/template/source-digest.ts';
import { writeIfChanged } from './write-if-changed.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist/console');
/** The argument with which the process of its own is told to build. */
const BUILD = 'build';
/** Digest of what `dist/console` was made of. */
const madeOf = join(root, 'dist/console.sha256');

/** What the build may read: the console, the code it shares with others, and which packages are installed. */
const FOLDERS = ['console', 'events', 'shared'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'infra/console-bundle.ts'];

/**
 * Builds the console to `dist/console/{index.html,assets/}`, unless it is built of the same sources already.
 * The same sources give the same bytes. No source map is made: it can be made again from the deployed commit.
 *
 * @returns the absolute path of `dist/console`
 * @throws when it doesn't compile, with Vite's message
 */
export function bundleConsole(): string {
  const digest = digestOf(root, [...FILES, ...FOLDERS.flatMap((folder) => filesIn(root, folder))]);
  if (read(madeOf) === digest) return built;
  try {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), BUILD], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (cause) {
    const { stderr = '' } = cause as { stderr?: Buffer | string };
    throw new Error(`The console could not be built:\n${stderr}`, { cause });
  }
  writeFileSync(madeOf, digest);
  return built;
}

/**
 * Puts the built assets beside the function that answers them, packed where that makes them shorter. A file
 * whose name is there already is the same: the name has its digest.
 */
export function putAssetsBeside(directory: string): void {
  const wanted = new Map<string, () => Uint8Array>();
  for (const name of builtAssets()) {
    mediaTypeOf(name);
    const bytes = () => readFileSync(join(built, 'assets', name));
    if (!isPacked(name)) wanted.set(name, bytes);
    else wanted.set(`${name}.br`, () => brotli(bytes())).set(`${name}.gzip`, () => gzip(bytes()));
  }
  mkdirSync(directory, { recursive: true });
  const there = new Set(readdirSync(directory));
  for (const [name, make] of wanted) if (!there.has(name)) writeIfChanged(join(directory, name), make());
  // One that isn't wanted may be another process's file on its way.
  for (const name of there)
    if (!wanted.has(name) && !name.endsWith('.new')) rmSync(join(directory, name), { force: true });
}

/** The module `#console` of a bundle: the page, and the names of the assets beside it. */
export function consoleModule(): string {
  const names = builtAssets();
  const page = readFileSync(join(built, 'index.html'), 'utf8');
  return `import { readFileSync } from 'node:fs';
const beside = (file) => readFileSync(new URL('assets/' + file, import.meta.url));
const packed = new Set(${JSON.stringify(names.filter(isPacked))});
const whole = new Set(${JSON.stringify(names.filter((name) => !isPacked(name)))});
export const builtPage = () => ${JSON.stringify(page)};
export const builtAsset = (name) =>
  packed.has(name) ? { packed: { br: beside(name + '.br'), gzip: beside(name + '.gzip') } }
  : whole.has(name) ? { bytes: beside(name) } : undefined;
`;
}

const builtAssets = (): string[] => readdirSync(join(built, 'assets')).sort();

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

/**
 * Runs Vite, and replaces what differs: a test or another synthesis may be reading. The page is written after
 * the assets that it names, and those that no page names any more go last.
 */
async function buildConsole(): Promise<void> {
  const { build } = await import('vite');
  const made = await build({
    configFile: join(root, 'console/vite.config.ts'),
    logLevel: 'error',
    publicDir: false,
    build: { write: false, sourcemap: false },
  });
  if (!('output' in made)) throw new Error('Vite made several consoles, or watches');
  const files = made.output
    .map((each) => ({ name: each.fileName, content: each.type === 'chunk' ? each.code : each.source }))
    .sort((a, b) => Number(a.name === 'index.html') - Number(b.name === 'index.html'));
  for (const { name, content } of files) writeIfChanged(join(built, name), Buffer.from(content));
  const names = new Set(files.map(({ name }) => name));
  for (const file of readdirSync(join(built, 'assets')))
    if (!names.has(`assets/${file}`) && !file.endsWith('.new'))
      rmSync(join(built, 'assets', file), { force: true });
}

if (import.meta.main) {
  if (process.argv[2] === BUILD) await buildConsole();
  else bundleConsole();
}
