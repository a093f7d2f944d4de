/**
 * `lvzhang audit` and `lvzhang verify`, called and as programs: exit codes, formats, downloads, what they
 * remember.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditReport } from '../../events/audit/report.ts';
import { run as audit } from '../../events/cli/audit.ts';
import { run as verify } from '../../events/cli/verify.ts';
import { leafHash } from '../../events/tlog/merkle.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { called, started } from '../support/command.ts';
import { latin1, utf16 } from '../support/encodings.ts';
import { History } from '../support/history/history.ts';
import { certificate } from '../support/log/certificate.ts';
import { AUDITED_AT, logFiles, logSigner } from '../support/log/log.ts';
import { signerOf } from '../unit/file-signer.ts';

const vkey = formatVkey(logSigner.key);
const temporary = mkdtempSync(join(tmpdir(), 'lvzhang-audit-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const commands: Record<string, typeof audit> = { audit, verify };

/** An audit of the instant at which the log was made, unless another is given. */
function timed(command: string, args: readonly string[]): string[] {
  const given = command !== 'audit' || args.length === 0 || args.includes('--now');
  return given ? [...args] : [...args, '--now', AUDITED_AT.toISOString()];
}
const run = (...[command = '', ...args]: string[]) => called(commands[command]!, timed(command, args));
const program = (...[command = '', ...args]: string[]) =>
  started([command, ...timed(command, args)], { cwd: temporary }).ended;

/** A log of 300 leaves: two bundles, one of them full. */
function longHistory(): string[] {
  const h = new History();
  const { id } = h.organization({ name: '<开发 & "主体">', roles: ['developer'] });
  const project = h.project({ developer: id, name: '<script>alert(1)</script>' });
  while (h.leaves.length < 300) h.issue({ project, quantity: 10 });
  return h.leaves;
}
const leaves = longHistory();

async function folderOf(name: string, of: readonly string[]): Promise<string> {
  const folder = join(temporary, name);
  for (const [path, bytes] of await logFiles(of)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

const json = (text: string) => JSON.parse(text) as AuditReport;

describe('audit of a folder', () => {
  it('exits 0 when clean, in every format', async () => {
    const folder = await folderOf('clean', leaves);
    const text = await program('audit', folder, '--vkey', vkey, '--lang', 'en');
    expect(text).toMatchObject({ code: 0, err: '' });
    expect(text.out).toContain('CLEAN');
    const report = await run('audit', folder, '--vkey', vkey, '--format', 'json');
    expect(json(report.out)).toMatchObject({ clean: true, leaves: 300, lastSeen: { size: 300 } });
    const out = join(temporary, 'report.html');
    expect((await run('audit', folder, '--vkey', vkey, '--out', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toMatch(/<!doctype html>[\s\S]*无违规/);
  });

  it('exits 1 on a violation, says where, and escapes what the log says', async () => {
    const folder = await folderOf('broken', leaves.with(3, leaves[3]!.replace('{', '{"<b>":2,')));
    const { code, out } = await program('audit', folder, '--vkey', vkey, '--format', 'json');
    expect(code).toBe(1);
    expect(json(out).violations[0]).toMatchObject({ rule: 'leaf-schema', index: 3 });
    const page = (await run('audit', folder, '--vkey', vkey, '--format', 'html')).out;
    expect(page).toContain('leaf-schema');
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('remembers what it has seen: an old checkpoint is a violation', async () => {
    const folder = await folderOf('rollback', leaves);
    expect((await run('audit', folder, '--vkey', vkey)).code).toBe(0);
    const old = await folderOf('old', leaves.slice(0, 280));
    cpSync(old, folder, { recursive: true });
    const { code, out } = await run('audit', folder, '--vkey', vkey, '--format', 'json');
    expect(code).toBe(1);
    expect(Object.keys(json(out).byRule).sort()).toEqual(['checkpoint-behind-tiles', 'checkpoint-rollback']);
  });

  it('an old checkpoint shows by the tiles beyond it, even to who has seen nothing', async () => {
    const folder = await folderOf('behind', leaves);
    cpSync(await folderOf('old', leaves.slice(0, 280)), folder, { recursive: true });
    const { code, out } = await run('audit', folder, '--vkey', vkey, '--lang', 'en');
    expect(code).toBe(1);
    expect(out).toContain('[checkpoint-behind-tiles]');
  });

  it('exits 2 on arguments that make no sense, and never trusts a key by itself', async () => {
    const folder = await folderOf('arguments', leaves.slice(0, 3));
    for (const args of [
      [],
      [folder],
      [folder, '--vkey', 'http://127.0.0.1:1/log/vkey'],
      [folder, '--vkey', 'x'],
      [folder, '--vkey', `${vkey}x`],
      [folder, '--vkey', vkey, '--format', 'pdf'],
      [folder, '--vkey', vkey, '--bogus'],
      [folder, '--trust-on-first-use'],
      [join(temporary, 'nowhere'), '--vkey', vkey],
      [temporary, '--vkey', vkey],
      ['http://127.0.0.1:9', '--vkey', vkey, '--folder', join(temporary, 'unreachable')],
    ]) {
      const { code, out, err } = await run('audit', ...args);
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' });
      expect(err).not.toMatch(/\n\s+at /);
    }
    const file = join(temporary, 'vkey');
    writeFileSync(file, `${vkey}\n`);
    expect((await run('audit', folder, '--vkey', file)).code).toBe(0);
  });

  it('another command or none exits 2', async () => {
    expect((await program('adit')).code).toBe(2);
    expect((await started([]).ended).code).toBe(2);
    expect((await program('help')).code).toBe(0);
  });
});

describe('audit of a URL', () => {
  let server: Server;
  let url: string;
  let served: string;
  let requests: string[] = [];
  beforeAll(async () => {
    served = await folderOf('served', leaves.slice(0, 280));
    server = createServer((request, response) => {
      const path = request.url!.replace(/^\/log\//, '');
      requests.push(path);
      const file = join(served, path);
      if (path === 'vkey') response.end(`${vkey}\n`);
      else if (existsSync(file) && statSync(file).isFile()) response.end(readFileSync(file));
      else response.writeHead(404).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('downloads, resumes, and holds each audit against the last', async () => {
    const folder = join(temporary, 'downloaded');
    const again = async () => {
      requests = [];
      return run('audit', url, '--vkey', vkey, '--folder', folder, '--format', 'json');
    };
    const first = await again();
    expect(first).toMatchObject({ code: 0 });
    expect(requests).toContain('tile/entries/000');
    // An old time would show a file that was written again.
    utimesSync(join(folder, 'tile/entries/000'), 1, 1);
    served = await folderOf('grown', leaves);
    expect(json((await again()).out)).toMatchObject({ clean: true, leaves: 300, lastSeen: { size: 280 } });
    expect(requests).not.toContain('tile/entries/000');
    expect(statSync(join(folder, 'tile/entries/000')).mtimeMs).toBe(1000);
    expect((await run('audit', folder, '--vkey', vkey)).code).toBe(0);

    served = await folderOf('served', leaves.slice(0, 280));
    const rolledBack = await again();
    expect(rolledBack.code).toBe(1);
    expect(json(rolledBack.out).byRule).toHaveProperty('checkpoint-rollback');

    const h = new History('another history');
    while (h.leaves.length < 310) h.organization({ name: 'x' });
    served = await folderOf('forked', h.leaves);
    const forked = await again();
    expect(forked.code).toBe(1);
    // The full tiles downloaded before aren't those of this checkpoint.
    expect(json(forked.out).clean).toBe(false);
    const fresh = join(temporary, 'fresh');
    mkdirSync(fresh);
    cpSync(join(folder, 'checkpoint-history.jsonl'), join(fresh, 'checkpoint-history.jsonl'));
    const { out } = await run('audit', url, '--vkey', vkey, '--folder', fresh, '--format', 'json');
    expect(json(out).byRule).toEqual({ 'checkpoint-fork': 1 });
  });

  it('pins a key at first use only when told to, and says what that is worth', async () => {
    served = await folderOf('served', leaves.slice(0, 280));
    const folder = join(temporary, 'pinned');
    const args = ['audit', `${url}/log/`, '--trust-on-first-use', '--folder', folder, '--format', 'json'];
    expect(json((await run(...args)).out)).toMatchObject({ clean: true, keyTrust: 'first-use' });
    const other = signerOf(logSigner.key.name, ED25519, 8).key;
    writeFileSync(join(folder, 'trusted-vkey'), `${formatVkey(other)}\n`);
    const { code, out } = await run(...args);
    expect(code).toBe(1);
    expect(json(out).byRule).toEqual({ 'checkpoint-signature': 1 });
  });

  it('is of the instant that is given: what is later is in the future', async () => {
    const folder = await folderOf('timed', leaves.slice(0, 280));
    const at = async (now: string) => run('audit', folder, '--vkey', vkey, '--format', 'json', '--now', now);
    expect((await at('2026-11-21T16:04:39+08:00')).code).toBe(0);
    const early = await at('2026-11-21T07:00:00Z');
    expect(early.code).toBe(1);
    expect(json(early.out).byRule).toEqual({ 'time-in-future': 280 });
    for (const none of ['2026-11-21', 'tomorrow', '2026-11-21T07:00:00', '2026-13-21T07:00:00Z'])
      expect((await at(none)).code).toBe(2);
  });

  it('names what it can not write, and why', async () => {
    served = await folderOf('served', leaves.slice(0, 280));
    const file = join(temporary, 'no-folder');
    writeFileSync(file, '');
    const audited = ['audit', url, '--vkey', vkey, '--folder'];
    const good = join(temporary, 'one-more');
    for (const args of [
      [...audited, file],
      [...audited, good, '--out', join(temporary, 'nowhere', 'report.txt')],
      [...audited, good, '--out', temporary],
    ]) {
      const { code, err } = await run(...args);
      expect({ args, code, err }).toEqual({
        args,
        code: 2,
        err: expect.stringContaining("can't be written"),
      });
      expect(err).not.toMatch(/\n\s+at |E[A-Z]{4,}/);
    }
  });

  it('downloads into a folder of the same log only', async () => {
    served = await folderOf('served', leaves.slice(0, 280));
    const folder = join(temporary, 'one-log');
    const args = ['audit', url, '--vkey', vkey, '--folder', folder];
    expect((await run(...args)).code).toBe(0);
    expect((await run(...args)).code).toBe(0);
    const other = signerOf(logSigner.key.name, ED25519, 8).key;
    writeFileSync(join(folder, 'log-vkey'), `${formatVkey(other)}\n`);
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain('--folder');
  });

  it('a folder whose download was cut off is no log yet', async () => {
    const folder = join(temporary, 'downloaded');
    writeFileSync(join(folder, 'download-unfinished'), '');
    expect((await run('audit', folder, '--vkey', vkey)).code).toBe(2);
  });

  it('a checkpoint that another key signed is refused before anything is downloaded', async () => {
    requests = [];
    const text = readFileSync(join(served, 'checkpoint'), 'utf8').replace('280', '281');
    served = join(temporary, 'unsigned');
    mkdirSync(served, { recursive: true });
    writeFileSync(join(served, 'checkpoint'), text);
    const { code, out } = await run(
      'audit',
      url,
      '--vkey',
      vkey,
      '--folder',
      join(temporary, 'u'),
      '--format',
      'json',
    );
    expect(code).toBe(1);
    expect(json(out).byRule).toEqual({ 'checkpoint-signature': 1 });
    expect(requests).toEqual(['checkpoint']);
  });
});

describe('verify', () => {
  it('exits 0 when proven, 1 when not, 2 on arguments that make no sense', async () => {
    const made = await certificate();
    const file = join(temporary, 'certificate.json');
    writeFileSync(file, JSON.stringify(made));
    const proven = await program('verify', file, '--vkey', vkey, '--lang', 'en');
    expect(proven).toMatchObject({ code: 0, err: '' });
    expect(proven.out).toMatch(/35 tCO2e[\s\S]*Not proven: that no one else/);
    const forged = join(temporary, 'forged.json');
    const retirement = { ...made.retirement, quantity: 350, beneficiary: '\u001b[2J' };
    writeFileSync(forged, JSON.stringify({ ...made, retirement }));
    const refused = await program('verify', forged, '--vkey', vkey);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('/retirement/quantity');
    expect(refused.out).not.toContain('\u001b');
    for (const args of [
      [],
      [file],
      ['certificate.pdf', '--vkey', vkey],
      [join(temporary, 'none'), '--vkey', vkey],
    ])
      expect((await run('verify', ...args)).code).toBe(2);
  });

  it('takes a certificate as Windows saves one, and its key', async () => {
    const text = `${JSON.stringify(await certificate())}\r\n`;
    for (const [name, bytes] of [
      ['bom', toUtf8(`\ufeff${text}`)],
      ['utf16', utf16(text)],
    ] as const) {
      const [file, key] = [join(temporary, `${name}.json`), join(temporary, `${name}.vkey`)];
      writeFileSync(file, bytes);
      writeFileSync(key, name === 'utf16' ? utf16(`${vkey}\r\n`) : `\ufeff${vkey}\r\n`);
      expect(await run('verify', file, '--vkey', key, '--lang', 'en')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^PROVEN: 35 tCO2e/),
      });
    }
  });

  it('exits 2 on a file that can not be read, and calls nothing proven or not proven', async () => {
    const whole = JSON.stringify(await certificate());
    for (const [bytes, said] of [
      [toUtf8(''), 'no JSON, so no certificate'],
      [toUtf8(whole.slice(0, 999)), 'no JSON, so no certificate'],
      [toUtf8('<!doctype html><h1>502 Bad Gateway</h1>'), 'an HTML page'],
      [toUtf8('[]'), 'no certificate'],
      [toUtf8('null'), 'no certificate'],
      [toUtf8('{"message":"Not Found"}'), "the registry's answer"],
      [Uint8Array.of(0x50, 0x4b, 3, 4), 'a ZIP archive'],
      [latin1('{"name":"Société"}'), 'line 1 is not UTF-8'],
    ] as const) {
      const file = join(temporary, 'unreadable.json');
      writeFileSync(file, bytes);
      const { code, out, err } = await run('verify', file, '--vkey', vkey);
      expect([code, out, err]).toEqual([2, '', expect.stringContaining(said)]);
    }
  });

  it('a bare proof with its leaf, or the hash of it', async () => {
    const { evidence } = await certificate();
    const [proof, leaf] = [join(temporary, 'a.tlog-proof'), join(temporary, 'leaf.json')];
    writeFileSync(proof, evidence[0]!.proof);
    writeFileSync(leaf, evidence[0]!.leaf);
    expect((await run('verify', proof, '--leaf', leaf, '--vkey', vkey)).code).toBe(0);
    writeFileSync(proof, utf16(evidence[0]!.proof.replaceAll('\n', '\r\n')));
    writeFileSync(leaf, utf16(`${evidence[0]!.leaf}\r\n`));
    expect((await run('verify', proof, '--leaf', leaf, '--vkey', vkey)).code).toBe(0);
    const hash = toHex(leafHash(toUtf8(evidence[0]!.leaf)));
    expect((await run('verify', proof, '--leaf-hash', hash, '--vkey', vkey)).code).toBe(0);
    expect((await run('verify', proof, '--leaf-hash', '0'.repeat(64), '--vkey', vkey)).code).toBe(1);
    expect((await run('verify', proof, '--vkey', vkey)).code).toBe(2);
  });
});
