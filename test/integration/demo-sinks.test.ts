/**
 * `npm run demo:sinks`, as anyone runs it: it ends well, its figures agree, and nothing of it stays behind.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../infra/local/ports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** It takes some 25 s on two idle cores; 55 s were measured on busy ones. */
const DEMO_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;

let child: ChildProcess | undefined;
/** What the demo's processes have for a temporary folder, so that it can be seen what they leave there. */
let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'lvzhang-demo-'));
});
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    // In order, so that its database ends too.
    child.kill('SIGTERM');
    await Promise.race([once(child, 'exit'), sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    child.kill('SIGKILL');
  }
  rmSync(temporary, { recursive: true, force: true });
}, 2 * STOP_TIMEOUT_MS);

async function startDemo() {
  const port = await freePort();
  const started = spawn(process.execPath, ['infra/local/demo-sinks.ts', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  const said = { out: '', err: '' };
  for (const [name, stream] of [
    ['out', started.stdout],
    ['err', started.stderr],
  ] as const)
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  const ended = once(started, 'close').then(([code]) => code as number | null);
  const hasSaid = async (words: string) => {
    while (!said.out.includes(words) && started.exitCode === null) await sleep(50);
  };
  // What it has on disk while it runs; other tests have theirs beside it.
  const isOnDisk = () => existsSync(join(root, '.local', `${port}.memory`));
  return { started, said, ended, hasSaid, isOnDisk };
}

describe('the demo of carbon sinks', () => {
  it(
    'goes from the land to the buffer, reconciles, and is found clean by the audit',
    async () => {
      const { said, ended, hasSaid, isOnDisk } = await startDemo();
      await hasSaid('地块入库');
      expect(isOnDisk()).toBe(true);
      expect([await ended, said.err]).toEqual([0, '']);
      expect(said.out).not.toContain('≠');
      const sums = said.out
        .split('\n')
        .filter((line) => / = /.test(line) && /已签发|首次销售合计/.test(line));
      expect(sums.length).toBe(4);
      expect(said.out).toMatch(/^(CLEAN: no violation|无违规)$/m);
      expect(said.out).toContain('账目相符，审计无误');
      for (const rule of [
        ...['boundary-precision', 'not-found', 'comments-open', 'comment-untreated', 'land-overlap'],
        ...[
          'methodology-not-in-force',
          'approval-missing',
          'transition-not-allowed',
          'verifier-is-validator',
        ],
        ...[
          'quantity-not-verified',
          'insufficient-units',
          'period-already-reported',
          'deregistered-is-final',
          'accreditation-suspended',
        ],
      ])
        expect(said.out).toContain(`规则 ${rule}`);
      expect([isOnDisk(), left()]).toEqual([false, []]);
    },
    DEMO_TIMEOUT_MS,
  );

  it.each<[string, string, NodeJS.Signals]>([
    ['while it starts', 'starting a registry', 'SIGINT'],
    ['in the middle', '地块入库', 'SIGHUP'],
  ])('leaves nothing behind when it is ended %s', async (_when, words, signal) => {
    const { started, said, ended, hasSaid, isOnDisk } = await startDemo();
    await hasSaid(words);
    // Its folder is there by then, and its processes.
    await sleep(1_500);
    expect(isOnDisk()).toBe(true);
    started.kill(signal);
    expect([await ended, said.err]).toEqual([130, '']);
    expect([isOnDisk(), left()]).toEqual([false, []]);
  });
});

/** What the demo has left in its temporary folder; the runtimes' own caches aside. */
const left = () =>
  readdirSync(temporary).filter((name) => !/^(node-compile-cache|hsperfdata_|jiti|tsx)/.test(name));
