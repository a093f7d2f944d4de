/** `lvzhang verify` on what is no certificate and no proof: nothing is called proven or not proven. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../events/cli/verify.ts';
import { formatVkey } from '../../events/tlog/note-key.ts';
import { Problem, problemResponse } from '../../functions/http/problem.ts';
import { called, LVZHANG } from '../support/command.ts';
import { logSigner } from '../support/log/log.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function verify(text: string, language: 'zh' | 'en', name = 'c.json', ...more: string[]) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return called(run, [file, '--vkey', formatVkey(logSigner.key), '--lang', language, ...more]);
}

const HANZI = /\p{Script=Han}/u;

const answer = (language: 'zh' | 'en') => problemResponse(new Problem('not-in-log-yet'), language).body;

describe('what is no certificate', () => {
  it.each(['', '{', 'null', '[]', '{}', '1', '{"format":1}', '{"message":"Forbidden"}'])(
    '%j',
    async (text) => {
      const said = await verify(text, 'en');
      expect(said).toMatchObject({ code: 2, out: '' });
      expect(said.err).not.toMatch(HANZI);
      expect((await verify(text, 'zh')).err).toMatch(HANZI);
    },
  );

  it('is told to be the answer of the registry where it is one', async () => {
    for (const language of ['zh', 'en'] as const) {
      const { code, out, err } = await verify(answer(language), language);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain({ zh: '请重新获取', en: 'fetch it again' }[language]);
      expect(err).toContain({ zh: '尚未进入日志', en: 'Not in the log yet' }[language]);
    }
  });

  it('may be one of a later release', async () => {
    const { code, err } = await verify('{"format":"lvzhang-retirement-certificate/v2"}', 'en');
    expect([code, err]).toEqual([2, expect.stringContaining('take a newer one')]);
  });

  it('may have been asked for as a proof, or as its leaf', async () => {
    const leaf = join(folder, 'leaf.json');
    writeFileSync(leaf, '{"type":"units.retired"}');
    expect(await verify(answer('en'), 'en', 'a.tlog-proof', '--leaf', leaf)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('fetch it again'),
    });
    writeFileSync(leaf, answer('en'));
    expect(await verify('x', 'en', 'a.tlog-proof', '--leaf', leaf)).toMatchObject({ code: 2, out: '' });
  });
});

it('a certificate that lacks something is not proven, in one language', async () => {
  const { code, out } = await verify('{"format":"lvzhang-retirement-certificate/v1"}', 'zh');
  expect([code, out]).toEqual([1, expect.stringContaining('/retirement')]);
  expect(out).not.toMatch(/expected|Invalid/);
});

it('what can be read but once is read once: a pipe, a process substitution', () => {
  const file = join(folder, 'piped.json');
  writeFileSync(file, '{"format":"lvzhang-retirement-certificate/v1"}');
  const command = 'cat "$0" | "$1" "$2" verify /dev/stdin --vkey "$3" --lang en';
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', command, file, process.execPath, LVZHANG, formatVkey(logSigner.key)],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toContain('/retirement');
});
