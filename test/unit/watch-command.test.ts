/** `lvzhang watch`, called and as a program: exit codes, what it prints, what it remembers. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as watch } from '../../events/cli/watch.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { called, started } from '../support/command.ts';
import { as, History } from '../support/history/history.ts';
import { actingFor, unite } from '../support/history/union-steps.ts';
import { logFiles, logSigner } from '../support/log/log.ts';
import { signerOf } from './file-signer.ts';

const vkey = formatVkey(logSigner.key);

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lvzhang-watch-'));
  log = join(folder, 'log');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A developer who retires under the keys `key-0`, `key-1`, …, as its own records say. */
function history() {
  const h = new History('watch-command');
  const { id, account } = h.organization({ name: '林业', roles: ['developer'] });
  const batch = h.issue({ project: h.project({ developer: id }) });
  const retire = (key: string) => {
    h.retire({ account, items: [{ batch, quantity: 1 }] }, as(id, 'developer'));
    nameLast(h, id, key);
  };
  return { h, id, account, retire };
}

/** Gives the last leaf the id that the organization's key makes. */
function nameLast({ leaves }: History, organization: string, key: string): void {
  const event = JSON.parse(leaves.pop()!) as RegistryEvent;
  leaves.push(canonicalize({ ...event, id: commitId(organization, key) }));
}

async function publish({ leaves }: History): Promise<void> {
  rmSync(join(log, 'tile'), { recursive: true, force: true });
  for (const [path, bytes] of await logFiles(leaves)) {
    mkdirSync(dirname(join(log, path)), { recursive: true });
    writeFileSync(join(log, path), bytes);
  }
}

function keysFile(...keys: string[]): string {
  const file = join(folder, 'keys.txt');
  writeFileSync(file, `${keys.join('\n')}\n`);
  return file;
}

const start = (...args: string[]) => started(['watch', ...args], { cwd: folder });
const run = (...args: string[]) => called(watch, args);
const about = (id: string, ...more: string[]) => [log, '--org', id, '--vkey', vkey, '--lang', 'en', ...more];

describe('lvzhang watch', () => {
  it('of an account, a USCC or an id that the log does not know is told, and never silent', async () => {
    const { h, account } = history();
    await publish(h);
    for (const wrong of [account, '91150400DEM000023H', 'o-00000000000000000000']) {
      const { code, err } = await run(...about(wrong, '--state', join(folder, 'state')));
      expect([code, err]).toEqual([2, expect.stringContaining(`--org ${wrong}: no organization of this id`)]);
    }
    expect(existsSync(join(folder, 'state'))).toBe(false);
  });

  it('says why it can not remember what it saw', async () => {
    const { h, id } = history();
    await publish(h);
    const state = join(folder, 'absent', 'state');
    const { code, err } = await run(...about(id, '--state', state));
    expect([code, err]).toEqual([2, expect.stringContaining("can't be written: its folder does not exist")]);
    expect(err).not.toContain('    at ');
  });

  it('exits 0 where every leaf in its name is under a key of its own, and lists them all', async () => {
    const { h, id, retire } = history();
    retire('key-0');
    await publish(h);
    const { code, out, err } = await run(...about(id, '--keys', keysFile('key-0', '', 'key-1')));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.match(/^leaf /gm)).toHaveLength(4);
    expect(out).toContain("4 about this organization: own 1 (by signature 0), others' 3, strangers 0");
    expect((await run(...about(id, '--keys', keysFile('key-0')), '--lang', 'zh')).out).toContain('他方办理');
  });

  it('exits 1 on a stranger, with the commit to ask about', async () => {
    const { h, id, retire } = history();
    retire('key-0');
    retire('made-up');
    await publish(h);
    const { code, out } = await run(...about(id, '--keys', keysFile('key-0')));
    expect(code).toBe(1);
    expect(out).toContain(`[STRANGER]  commit ${commitId(id, 'made-up')}`);
    expect(out.match(/\[STRANGER\]/g)).toHaveLength(1);
  });

  it('knows what it did under its keys for another that was united into it', async () => {
    const h = new History('watch-united');
    const spelt = (name: string) =>
      h.organization({ name, roles: ['developer'], foreign: { source: 'VROD', name } });
    const [full, half] = [spelt('林业（集团）'), spelt('林业(集团)')];
    const batch = h.issue({ project: h.project({ developer: half.id }) });
    unite(h, full.id, half.id, 660_001);
    h.retire(
      { account: half.account, items: [{ batch, quantity: 1 }] },
      actingFor(full.id, half.id, 'developer'),
    );
    nameLast(h, half.id, 'key-0');
    await publish(h);
    expect((await run(...about(full.id, '--keys', keysFile('key-0')))).code).toBe(0);
    expect((await run(...about(full.id, '--keys', keysFile('key-1')))).code).toBe(1);
  });

  it('goes on from its state: what is new, and a stranger until its key is found', async () => {
    const { h, id, retire } = history();
    retire('forgotten');
    await publish(h);
    const state = join(folder, 'state.json');
    const again = (...keys: string[]) => run(...about(id, '--keys', keysFile(...keys), '--state', state));
    expect((await again('none')).code).toBe(1);
    expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({ organization: id, vkey, size: 4 });
    retire('key-1');
    await publish(h);
    const second = await again('key-1');
    expect(second.code).toBe(1);
    expect(second.out.match(/^leaf (\d+)/gm)).toEqual(['leaf 3', 'leaf 4']);
    const third = await again('key-1', 'forgotten');
    expect(third.code).toBe(0);
    expect(third.out.match(/^leaf /gm)).toBeNull();
  });

  it('exits 1 where the log is not the one that it saw, and lists nothing', async () => {
    const { h, id, retire } = history();
    retire('key-0');
    await publish(h);
    const state = join(folder, 'state.json');
    const keys = ['--keys', keysFile('key-0'), '--state', state];
    expect((await run(...about(id, ...keys))).code).toBe(0);
    h.leaves.splice(3, 1);
    retire('key-0');
    retire('key-1');
    rmSync(log, { recursive: true });
    await publish(h);
    const { code, out } = await run(...about(id, ...keys));
    expect(code).toBe(1);
    expect(out).toContain('[checkpoint-fork]');
    expect(out).not.toMatch(/^leaf /m);
  });

  it('exits 1 where another key signed', async () => {
    const { h, id } = history();
    await publish(h);
    const stranger = formatVkey(signerOf(logSigner.key.name, ED25519, 9).key);
    const { code, out } = await run(log, '--org', id, '--vkey', stranger, '--lang', 'zh');
    expect(code).toBe(1);
    expect(out).toContain('账本未通过核验');
  });

  it('follows until there is a stranger', async () => {
    const { h, id, retire } = history();
    retire('key-0');
    await publish(h);
    const watching = start(...about(id, '--keys', keysFile('key-0'), '--follow', '--every', '1'));
    while (!watching.texts.out.includes('strangers 0')) await new Promise((done) => setTimeout(done, 50));
    retire('made-up');
    // In a log of its own the folder would change as a download does: the checkpoint last.
    for (const [path, bytes] of await logFiles(h.leaves)) {
      mkdirSync(dirname(join(log, path)), { recursive: true });
      writeFileSync(join(log, path), bytes);
    }
    const { code, out } = await watching.ended;
    expect(code).toBe(1);
    expect(out.match(/^leaf (\d+)/gm)).toEqual(['leaf 0', 'leaf 1', 'leaf 2', 'leaf 3', 'leaf 4']);
  });

  it('follows until it is told to end', async () => {
    const { h, id } = history();
    await publish(h);
    const watching = start(...about(id, '--follow'));
    while (!watching.texts.out.includes('strangers 0')) await new Promise((done) => setTimeout(done, 50));
    watching.child.kill('SIGINT');
    expect((await watching.ended).code).toBe(0);
  });
});

describe('lvzhang watch refuses', () => {
  const org = ['--org', 'o-00000000000000000000'];
  const nowhere = join(tmpdir(), 'lvzhang-watch-nowhere');
  it.each<[string, string[]]>([
    ['no log', [...org, '--vkey', vkey]],
    ['no organization', [nowhere, '--vkey', vkey]],
    ['no key of the log', [nowhere, ...org]],
    ['a folder for a folder', [nowhere, ...org, '--vkey', vkey, '--folder', 'x']],
    ['a faulty interval', [nowhere, ...org, '--vkey', vkey, '--follow', '--every', '0']],
    ['an interval for nothing', [nowhere, ...org, '--vkey', vkey, '--every', '5']],
    ['a faulty key id', [nowhere, ...org, '--vkey', vkey, '--kid', 'x']],
    ['an unknown flag', [nowhere, ...org, '--vkey', vkey, '--x']],
    ['a language of no registry', [nowhere, ...org, '--vkey', vkey, '--lang', 'fr']],
    ['keys that are not there', [nowhere, ...org, '--vkey', vkey, '--keys', join(nowhere, 'none.txt')]],
    ['a folder that is not there', [nowhere, ...org, '--vkey', vkey]],
  ])('%s', async (_, args) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toContain('    at ');
  });

  it('a line that is no key, and a state that is none of its own', async () => {
    const { h, id } = history();
    await publish(h);
    const faulty = await run(...about(id, '--keys', keysFile('key-0', 'two words')));
    expect(faulty).toMatchObject({ code: 2, err: expect.stringContaining('keys.txt:2') });
    const state = join(folder, 'state.json');
    writeFileSync(state, '{"format":"lvzhang-watch/v1"');
    expect(await run(...about(id, '--state', state))).toMatchObject({ code: 2 });
    rmSync(state);
    await run(...about(id, '--state', state));
    const other = await run(...about('o-00000000000000000000', '--state', state));
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining('another watch') });
  });
});
