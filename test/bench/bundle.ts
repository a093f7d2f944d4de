/**
 * Sizes of the Lambda bundles, and how long one takes to import against a bundle of the bare DynamoDB client.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { routes } from '../../functions/routes.ts';
import { BUNDLING, bundleFunctions, lambdaNames } from '../../infra/bundle.ts';
import { median } from './requests.ts';
import { isMain, printRows, type Row } from './rows.ts';

const IMPORTS = 9;
const API_BYTES_MAX = 600_000;
const root = resolve(import.meta.dirname, '..', '..');

export function benchBundle(): Row[] {
  const directory = bundleFunctions();
  const fileOf = (name: string) => join(directory, name, 'index.mjs');
  const sizes = lambdaNames.map((name) => ({ name, bytes: statSync(fileOf(name)).size }));
  const behindTheApi = new Set<string>(routes.map((route) => route.function));
  // The page's font and its renderer make certificates a function of their own, with a budget of its own.
  const api = sizes.filter(({ name }) => behindTheApi.has(name) && name !== 'certificates');
  const largest = api.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const temporary = mkdtempSync(join(tmpdir(), 'lvzhang-bench-'));
  try {
    const bare = bareClient(temporary);
    // Turn by turn, so that whatever else the machine does meets both alike.
    const turns = Array.from({ length: IMPORTS }, () => ({
      api: importTime(fileOf('units')),
      bare: importTime(bare),
    }));
    return [
      {
        what: `largest API bundle but certificates (${largest.name})`,
        value: largest.bytes,
        unit: 'bytes',
        goal: { atMost: API_BYTES_MAX },
      },
      { what: 'bundle of units', value: statSync(fileOf('units')).size, unit: 'bytes' },
      { what: 'import of units', value: median(turns.map((turn) => turn.api)), unit: 'ms' },
      { what: 'import of a bare DynamoDB client', value: median(turns.map((turn) => turn.bare)), unit: 'ms' },
      {
        what: 'ratio',
        value: median(turns.map((turn) => turn.api / turn.bare)),
        unit: '×',
        goal: { atMost: 1.3 },
      },
    ];
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Client and document client, bundled in the same way, and nothing else. */
function bareClient(directory: string): string {
  const outfile = join(directory, 'bare.mjs');
  buildSync({
    stdin: {
      contents: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
        import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
        export const client = () => DynamoDBDocumentClient.from(new DynamoDBClient({}));
        export { GetCommand, QueryCommand, TransactWriteCommand };`,
      resolveDir: root,
    },
    outfile,
    ...BUNDLING,
  });
  return outfile;
}

/** Milliseconds to import a module in a fresh process. */
function importTime(file: string): number {
  const script = join(tmpdir(), `lvzhang-import-${process.pid}.mjs`);
  writeFileSync(
    script,
    `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)});
     console.log(performance.now() - start);`,
  );
  try {
    return Number(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
  } finally {
    rmSync(script);
  }
}

if (isMain(import.meta.url)) printRows(benchBundle());
