/** Writes the verifier as a package that needs no other: `npm run package`, then `npm pack dist/verifier`. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { besideCertificates } from './bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The oldest Node that runs it: that of the repository. */
const TARGET = 'node20.19';

/**
 * Writes the package: each command is a file of its own beside what several share.
 * @returns its folder
 */
export function writeVerifierPackage(folder = join(root, 'dist/verifier')): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  buildSync({
    absWorkingDir: root,
    entryPoints: { lvzhang: 'events/cli/verifier.ts' },
    outdir: join(folder, 'bin'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: TARGET,
    mainFields: ['module', 'main'],
    alias: { '#certificate-font': join(root, 'infra/bundled-font.ts') },
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  for (const [file, source] of besideCertificates()) {
    mkdirSync(dirname(join(folder, 'bin', file)), { recursive: true });
    cpSync(source, join(folder, 'bin', file));
  }
  const { version, license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const own = {
    name: '@lvzhang/verifier',
    version,
    description: 'Verifier, auditor, watcher and witness of 绿账 (lvzhang) registries',
    license,
    type: 'module',
    engines,
    bin: { lvzhang: 'bin/lvzhang.mjs' },
    files: ['bin'],
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  for (const file of ['README.md', 'Dockerfile'])
    cpSync(join(root, 'infra/verifier', file), join(folder, file));
  return folder;
}

if (import.meta.main) console.log(writeVerifierPackage());
