/**
 * The verifier as a stranger has it: packed by npm, installed in an empty folder, run without this
 * repository.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderCertificate } from '../../events/certificate/pdf/render.ts';
import { credentialOf } from '../../events/credential/credential.ts';
import { formatVkey } from '../../events/tlog/note-key.ts';
import { writeVerifierPackage } from '../../infra/verifier-package.ts';
import { jsonOf, theFont, VKEY } from '../support/certificates/fixtures.ts';
import { smallHistory } from '../support/history/small-history.ts';
import { certificate } from '../support/log/certificate.ts';
import { logFiles, logSigner } from '../support/log/log.ts';

/** Unpacked: what the README says. */
const BYTES_MAX = 13_000_000;

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-stranger-'));
const vkey = formatVkey(logSigner.key);
let command: string;
let packed: { name: string; unpackedSize: number; files: { path: string }[] };

beforeAll(() => {
  const made = writeVerifierPackage(join(folder, 'package'));
  const npm = (cwd: string, ...args: string[]) =>
    execFileSync('npm', [...args, '--cache', join(folder, 'cache')], { cwd, encoding: 'utf8' });
  [packed] = JSON.parse(npm(folder, 'pack', made, '--json'));
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'empty/package.json'), '{"private":true}');
  const archive = join(folder, (packed as unknown as { filename: string }).filename);
  npm(join(folder, 'empty'), 'install', '--offline', '--no-audit', '--no-fund', archive);
  command = join(folder, 'empty/node_modules/.bin/lvzhang');
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(command, args, { cwd: join(folder, 'empty'), encoding: 'utf8' });
}

const keep = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};

/** The stranger's own Node, beside the one that this repository brings; undefined where there is none. */
function ownNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const others = folders.filter((each) => !each.includes('node_modules')).map((each) => join(each, 'node'));
  return others.find((each) => existsSync(each));
}

const versionOf = (node: string): string => execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();

describe('the packed verifier', () => {
  it('has its commands and nothing of this repository, in bounds', () => {
    expect(packed.name).toBe('@lvzhang/verifier');
    expect(packed.unpackedSize).toBeLessThan(BYTES_MAX);
    const others = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('bin/'));
    expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(run('--version').stdout).toBe(`${version}\n`);
    expect(run('import').status).toBe(2);
  });

  it('verifies a certificate and a credential', async () => {
    const made = await certificate();
    const json = keep('certificate.json', JSON.stringify(made));
    const credential = keep('credential.json', JSON.stringify(await credentialOf(made, logSigner)));
    for (const file of [json, credential])
      expect(run('verify', file, '--vkey', vkey, '--lang', 'en')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('PROVEN: 35 tCO2e'),
      });
    made.retirement.quantity++;
    expect(run('verify', keep('lie.json', JSON.stringify(made)), '--vkey', vkey).status).toBe(1);
  });

  it('asks nothing of Node that the oldest one it runs on lacks', async ({ skip }) => {
    const bundled = packed.files.filter(({ path }) => path.endsWith('.mjs'));
    const newer = /\b(?:Map|Object)\.groupBy\b|\bPromise\.(?:withResolvers|try)\b|\bArray\.fromAsync\b/;
    for (const { path } of bundled)
      expect(newer.exec(readFileSync(join(folder, 'package', path), 'utf8'))?.[0], path).toBeUndefined();
    const node = ownNode();
    if (!node) return skip('no node on the PATH but the one in node_modules');
    const pdf = keep('own.pdf', renderCertificate(jsonOf('green-power'), theFont()));
    const made = spawnSync(node, [realpathSync(command), 'verify', pdf, '--vkey', VKEY, '--lang', 'en'], {
      encoding: 'utf8',
    });
    expect(made, versionOf(node)).toMatchObject({ status: 0, stderr: '' });
  });

  it('verifies a PDF by drawing it again, with the font that it brings', () => {
    const pdf = renderCertificate(jsonOf('retirement'), theFont());
    expect(run('verify', keep('certificate.pdf', pdf), '--vkey', VKEY, '--lang', 'en')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('what is seen is what is proven'),
    });
  });

  it('audits a log, and tells an organization what is said in its name', async () => {
    const { h, copper } = smallHistory();
    for (const [path, bytes] of await logFiles(h.leaves)) keep(`log/${path}`, bytes);
    const log = join(folder, 'log');
    const audit = run('audit', log, '--vkey', vkey, '--now', '2030-01-01T00:00:00Z', '--format', 'json');
    expect([audit.status, audit.stderr]).toEqual([0, expect.any(String)]);
    expect(run('watch', log, '--org', copper.id, '--vkey', vkey, '--lang', 'en')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('strangers 1'),
    });
  });

  it('serves a model, and ends with it', () => {
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n';
    const { status, stdout } = spawnSync(command, ['mcp', '--url', 'https://registry.example'], {
      cwd: join(folder, 'empty'),
      input: ping,
      encoding: 'utf8',
    });
    expect([status, JSON.parse(stdout)]).toEqual([0, { jsonrpc: '2.0', id: 1, result: {} }]);
  });

  it('starts a witness, and stops it when asked', async () => {
    const witness = spawn(
      command,
      ['witness', '--key', join(folder, 'witness.key'), '--log', vkey, '--port', '0'],
      { cwd: folder },
    );
    const said = await new Promise<string>((resolve) => {
      witness.stdout.once('data', (data) => resolve(String(data)));
      witness.stderr.once('data', (data) => resolve(String(data)));
    });
    expect(said).toMatch(/witness|见证|127\.0\.0\.1/i);
    const ended = new Promise((resolve) => witness.once('exit', resolve));
    witness.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('its Docker file', () => {
  const text = readFileSync('infra/verifier/Dockerfile', 'utf8');
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));

  it('copies what the package has, onto a base of one version, and runs as nobody of importance', () => {
    const copied = lines.flatMap((line) => /^COPY (.*) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
    const paths = new Set(packed.files.map(({ path }) => path.split('/')[0]));
    expect(copied.filter((file) => !paths.has(file))).toEqual([]);
    expect(copied).toContain('bin');
    expect(lines[0]).toMatch(/^FROM node:\d+\.\d+\.\d+-\w+-slim$/);
    expect(lines.findLast((line) => line.startsWith('USER'))).toBe('USER node');
    expect(text).not.toMatch(/apt-get|npm (ci|install)|ADD /);
    const [entry] = lines.flatMap((line) => /^ENTRYPOINT .*\/(bin\/[^"]+)"/.exec(line)?.[1] ?? []);
    expect(packed.files.map(({ path }) => path)).toContain(entry);
  });
});
