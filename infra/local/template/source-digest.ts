import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that an assembly depends on: the sources, how they are read, and which packages are installed. */
const FOLDERS = ['shared', 'events', 'functions', 'infra'];
const FILES = ['cdk.json', 'tsconfig.json', 'package.json', 'package-lock.json'];

/** SHA-256 over the sources below `root`, hex: equal digests mean equal assemblies. */
export function digestOfSources(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...FILES, ...FOLDERS.flatMap((folder) => sourcesIn(root, folder))]) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** Paths of a folder's TypeScript, below the root, always in the same order. */
const sourcesIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .sort();
