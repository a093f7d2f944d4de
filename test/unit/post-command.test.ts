/** `lvzhang post`: what it sends, and what it refuses before anything is sent. */
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
async function post(bytes: Uint8Array, reply: () => Response, ...args: string[]) {
  const err: string[] = [];
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  const fetched = vi.fn(async (_url: string, _init: RequestInit) => reply());
  vi.stubGlobal('fetch', fetched);
  const file = join(folder, 'body.json');
  writeFileSync(file, bytes);
  const to = ['--url', 'https://registry.test', '--token', TOKEN];
  const code = await run(['/v1/retirements', '--body', file, ...to, ...args]);
  const [, init] = fetched.mock.calls[0] ?? [];
  const headers = new Headers(init?.headers);
  return {
    code,
    err: err.join(''),
    sent: fetched.mock.calls.length,
    ifMatch: headers.get('if-match'),
    step: headers.get('lvzhang-confirmation'),
  };
}

it('a body whose encoding would be a guess', async () => {
  expect(await post(gbk('{"beneficiary":"赤峰林业公司"}'), () => Response.json({}))).toEqual({
    code: 2,
    err: expect.stringContaining('perhaps GB18030'),
    sent: 0,
    ifMatch: null,
    step: null,
  });
});

it.each([
  ['none', [], 0, null],
  ['v12', ['--if-match', 'v12'], 0, '"v12"'],
  ['"v12"', ['--if-match', '"v12"'], 0, '"v12"'],
  ['12', ['--if-match', '12'], 0, '"v12"'],
  ['v0', ['--if-match', 'v0'], 2, null],
  ['*', ['--if-match', '*'], 2, null],
])('names the version that a revision replaces: %s', async (_name, args, code, ifMatch) => {
  const done = await post(Buffer.from('{}'), () => Response.json({}), ...args);
  expect(done).toMatchObject({ code, ifMatch, sent: code === 0 ? 1 : 0 });
});

it.each([
  ['none', [], 0, null],
  ['initiate', ['--step', 'initiate'], 0, 'initiate'],
  ['confirm', ['--step', 'confirm'], 0, 'confirm'],
  ['Confirm', ['--step', 'Confirm'], 2, null],
])('says which of two steps it is: %s', async (_name, args, code, step) => {
  const done = await post(Buffer.from('{}'), () => Response.json({}), ...args);
  expect(done).toMatchObject({ code, step, sent: code === 0 ? 1 : 0 });
});

it('what needs two is told how', async () => {
  const type = 'urn:lvzhang:problem:confirmation-required';
  const alone = () => Response.json({ title: 'two', type }, { status: 403 });
  expect((await post(Buffer.from('{}'), alone)).err).toContain('--step confirm');
});

it.each([
  [403, 'urn:lvzhang:problem:signature-missing', false],
  [403, 'urn:lvzhang:problem:role-not-registered', true],
  [403, 'urn:lvzhang:problem:confirmation-same-subject', true],
  [403, undefined, true],
  [401, undefined, true],
])('%i %s: another token helps, %s', async (status, type, helps) => {
  const { code, err } = await post(Buffer.from('{}'), () => Response.json({ title: 'no', type }, { status }));
  expect([code, err.includes('a token of someone who may')]).toEqual([1, helps]);
});

it('a refusal is not to be tried again, a lost answer is, with the same key', async () => {
  const body = Buffer.from('{}');
  const refused = await post(body, () => Response.json({ title: 'no' }, { status: 400 }));
  expect(refused).toMatchObject({ code: 1, sent: 1 });
  expect(refused.err).not.toContain('run it again');
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const { code, err } = await post(body, () => new Response('', { status: 503 }));
  const [, key] = /^Idempotency-Key: (.+)$/m.exec(err) ?? [];
  expect([code, err]).toEqual([1, expect.stringContaining(`run it again with --key ${key}`)]);
});

it('a file that is no JSON is told its line and column', async () => {
  const done = await post(Buffer.from('{\n  "account": "a-1",\n}'), () => Response.json({}));
  expect(done).toMatchObject({ code: 2, sent: 0, err: expect.stringContaining('line 3, column 1') });
});

it('a version that the registry asks for is asked for by its flag', async () => {
  const type = 'urn:lvzhang:problem:precondition-required';
  const missing = () => Response.json({ title: 'If-Match is missing', type }, { status: 428 });
  expect((await post(Buffer.from('{}'), missing)).err).toContain('--if-match v1');
  expect((await post(Buffer.from('{}'), missing, '--if-match', 'v1')).err).not.toContain('--if-match v1');
});
