/** `lvzhang witness` as a process: its start, its end, and being killed at any time. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WitnessMemory } from '../../events/cli/witness/memory.ts';
import { COSIGNATURE_V1, formatVkey, parseVkey } from '../../events/tlog/note-key.ts';
import { parseWitnesses } from '../../functions/log/witnesses.ts';
import { runWitness, startWitness } from '../support/local/witness-process.ts';
import { GrowingLog } from '../support/log/growing-log.ts';
import { signerOf } from './file-signer.ts';

const log = new GrowingLog();
const logVkey = formatVkey(log.signer.key);

let folder: string;
let keyFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lvzhang-witness-'));
  keyFile = join(folder, 'witness.key');
});
afterEach(() => rmSync(folder, { recursive: true }));

const post = async (url: string, body: string) => {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  return { status: response.status, body: await response.text() };
};

describe('lvzhang witness', () => {
  it('makes its key, prints the line for the registry, cosigns, and ends in order on ^C', async () => {
    const first = await startWitness(keyFile, logVkey, ['--name', 'witness.example/body']);
    expect(parseWitnesses(first.entry)).toMatchObject([
      { key: { name: 'witness.example/body', type: COSIGNATURE_V1 }, url: `${first.url}/add-checkpoint` },
    ]);
    expect((await post(first.url, await log.request(0, 8))).status).toBe(200);
    expect(await first.end('SIGINT')).toBe(0);
    expect(existsSync(`${keyFile}.state.lock`)).toBe(false);
    const second = await startWitness(keyFile, logVkey);
    expect(second.vkey).toBe(first.vkey);
    expect(await post(second.url, await log.request(0, 9))).toEqual({ status: 409, body: '8\n' });
    expect((await post(second.url, await log.request(8, 9))).status).toBe(200);
    expect(await second.end('SIGTERM')).toBe(0);
  });

  it('is alone with its memory, and takes over from a dead one', async () => {
    const first = await startWitness(keyFile, logVkey);
    const refused = await runWitness(['--key', keyFile, '--log', logVkey, '--port', '0']);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(String(first.child.pid)) });
    await first.end('SIGKILL');
    expect(await (await startWitness(keyFile, logVkey)).end('SIGINT')).toBe(0);
  });

  it('refuses a key whose memory is gone', async () => {
    await (await startWitness(keyFile, logVkey)).end('SIGINT');
    rmSync(`${keyFile}.state`);
    expect(await runWitness(['--key', keyFile, '--log', logVkey])).toMatchObject({ code: 1 });
    expect(existsSync(`${keyFile}.state`)).toBe(false);
  });

  const notALog = formatVkey(signerOf('witness.example/w', COSIGNATURE_V1, 3).key);
  it.each([
    ['no key', ['--log', logVkey]],
    ['no log', ['--key', 'k']],
    ['a faulty vkey', ['--key', 'k', '--log', 'x']],
    ['a witness for a log', ['--key', 'k', '--log', notALog]],
    ['a faulty port', ['--key', 'k', '--log', logVkey, '--port', '65536']],
    ['a faulty name', ['--key', 'k', '--log', logVkey, '--name', 'a b']],
    ['a faulty URL', ['--key', 'k', '--log', logVkey, '--url', 'x']],
    ['an unknown flag', ['--key', 'k', '--log', logVkey, '--x']],
  ])('refuses %s', async (_, args) => {
    expect(await runWitness(args)).toMatchObject({ code: 2, stderr: expect.stringContaining('--key') });
  });

  it('killed again and again while it signs: what it let out it remembers, and it never goes back', async () => {
    let signed = 0;
    for (let round = 0; round < 5; round++) {
      const witness = await startWitness(keyFile, logVkey);
      const first = Promise.withResolvers<void>();
      // The log's side: from what the witness says, ever larger trees, until the witness is dead.
      const submitting = (async () => {
        let known = signed;
        for (let size = signed + 1; size <= 600; size++) {
          const answer = await post(witness.url, await log.request(known, size));
          if (answer.status === 409) known = Number(answer.body);
          else {
            expect(answer.status).toBe(200);
            expect(size).toBeGreaterThan(signed);
            signed = known = size;
            first.resolve();
          }
        }
      })();
      const ended = submitting.catch((error: unknown) => {
        // The connection broke with the witness; anything else is a failure of this test.
        if (!(error instanceof TypeError)) throw error;
      });
      // On a busy machine the first signature takes as long as it takes.
      await Promise.race([first.promise, ended]);
      await new Promise((resolve) => setTimeout(resolve, round * 37));
      await witness.end('SIGKILL');
      await ended;
      const memory = await WitnessMemory.open(`${keyFile}.state`, log.signer.key);
      expect(memory.head?.size ?? 0).toBeGreaterThanOrEqual(signed);
      if (memory.head) expect(memory.head).toEqual(log.headOf(memory.head.size));
      expect(parseVkey(witness.vkey).type).toBe(COSIGNATURE_V1);
    }
    expect(signed).toBeGreaterThan(0);
  });
});
