/** `lvzhang post`: what it refuses before anything is sent. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { run } from '../../events/cli/post.ts';
import { gbk } from '../support/encodings.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-post-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const TOKEN = `e30.${Buffer.from('{"org":"o-1"}').toString('base64url')}.x`;

/** Posts these bytes to a registry that answers so. */
async function post(bytes: Uint8Array, reply: () => Response) {
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  const fetched = vi.fn(async () => reply());
  vi.stubGlobal('fetch', fetched);
  const file = join(folder, 'body.json');
  writeFileSync(file, bytes);
  const to = ['--url', 'https://registry.test', '--token', TOKEN];
  const code = await run(['/v1/retirements', '--body', file, ...to]);
  return { code, err: err.join(''), sent: fetched.mock.calls.length };
}

it('a body whose encoding would be a guess', async () => {
  expect(await post(gbk('{"beneficiary":"赤峰林业公司"}'), () => Response.json({}))).toEqual({
    code: 2,
    err: expect.stringContaining('perhaps GB18030'),
    sent: 0,
  });
});
