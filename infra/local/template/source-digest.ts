import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** All that an assembly depends on: the sources, how they are read, and which packages are installed. */
const FOLDERS = ['shared', 'events', 'functions', 'infra'];
/** The console is made of more than TypeScript: its page, styles, pictures. */
const CONSOLE = 'console';
const FILES = ['cdk.json', 'tsconfig.json', 'package.json', 'package-lock.json'];

/** SHA-256 over the sources below `root`, hex: equal digests mean equal assemblies. */
export function digestOfSources(root: string): string {
  const sources = FOLDERS.flatMap((folder) => filesIn(root, folder, '.ts'));
  return digestOf(root, [...FILES, ...sources, ...filesIn(root, CONSOLE)]);
}

/** SHA-256 over those files and the version of Node, hex. */
export function digestOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** Paths of a folder's files that end so, below the root, always in the same order. */
export const filesIn = (root: string, folder: string, ending = ''): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith(ending))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .sort();
