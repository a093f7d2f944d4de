/** The digest by which a synthesized assembly is found again. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { digestOfSources } from '../../infra/local/template/source-digest.ts';

const root = mkdtempSync(join(tmpdir(), 'lvzhang-sources-'));
afterAll(() => rmSync(root, { recursive: true }));

it('changes with each source, package and setting, and with nothing else', () => {
  for (const folder of ['shared/base', 'events', 'functions', 'infra', 'console/app', 'test'])
    mkdirSync(join(root, folder), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  for (const file of ['cdk.json', 'tsconfig.json', 'package.json', 'package-lock.json']) write(file, '{}');
  write('shared/base/day.ts', '1');
  write('infra/app.ts', '1');
  const seen = new Set([digestOfSources(root)]);
  for (const [file, text] of [
    ['shared/base/day.ts', '2'],
    ['infra/app.ts', '2'],
    ['functions/units.ts', ''],
    ['console/index.html', '1'],
    ['console/app/console.tsx', '1'],
    ['console/app/console.css', '1'],
    ['cdk.json', '{"a":1}'],
    ['package-lock.json', '{"a":1}'],
  ] as const) {
    write(file, text);
    expect([file, seen.has(digestOfSources(root))]).toEqual([file, false]);
    seen.add(digestOfSources(root));
  }
  renameSync(join(root, 'functions/units.ts'), join(root, 'functions/unit.ts'));
  const last = digestOfSources(root);
  expect(seen.has(last)).toBe(false);
  write('test/units.test.ts', '1');
  write('shared/notes.txt', '1');
  expect(digestOfSources(root)).toBe(last);
});
