/** A file that is to be a document: why it can't be one, told once, and first whether it is there at all. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run as runJob } from '../../events/cli/job.ts';
import { run as runUpload } from '../../events/cli/upload.ts';
import { called } from '../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-document-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'run.exe'), 'x');
writeFileSync(join(folder, 'empty.csv'), '');

const TO = ['--url', 'http://127.0.0.1:1', '--token', 'x', '--lang', 'en'];

it.each([
  ['none', 'no such file (ENOENT)'],
  ['none.csv', 'no such file (ENOENT)'],
  ['.', 'a folder, not a file (EISDIR)'],
  ['run.exe', 'must be a file of .pdf'],
  ['empty.csv', '0 bytes, not 1–'],
])('%s: %s', async (name, why) => {
  const path = join(folder, name);
  for (const told of [
    await called(runUpload, [path, ...TO]),
    await called(runJob, ['start', 'import-credits', path, ...TO]),
  ]) {
    expect([told.code, told.err]).toEqual([2, expect.stringContaining(`${path}: error: ${why}`)]);
    expect(told.err.split(path)).toHaveLength(2);
  }
});
