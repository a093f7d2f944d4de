/** A verification body's witness and the registry, each as it runs: what a stranger then can check. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../events/tlog/checkpoint.ts';
import { COSIGNATURE_V1, formatVkey, parseVkey } from '../../events/tlog/note-key.ts';
import { parseProof, verifyProof } from '../../events/tlog/proof.ts';
import { freePort } from '../../infra/local/ports.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { startWitness, type WitnessProcess } from '../support/local/witness-process.ts';
import { madeUpUscc } from '../support/uscc.ts';
import { signerOf } from '../unit/file-signer.ts';

const START_TIMEOUT_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'lvzhang-witnessed-'));
const operator = { sub: 'p-1', org: 'lvzhang-operator', roles: ['operator' as const] };

let registry: Registry;
let witness: WitnessProcess;

const start = (witnesses: string) =>
  startRegistry({
    port: 0,
    memory: false,
    folder: join(folder, 'registry'),
    assembly: synthesizeApart,
    parameters: { Witnesses: witnesses },
  });

const text = async (path: string) => (await fetch(registry.url + path)).text();

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects; a wrong shape fails it.
async function send(method: 'GET' | 'POST', path: string, who: object, body?: object): Promise<any> {
  const response = await fetch(registry.url + path, {
    method,
    headers: {
      authorization: `Bearer ${await registry.token(who as typeof operator)}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function must(path: string, who: object, body: object) {
  const answer = await send('POST', path, who, body);
  expect([path, answer.status]).toEqual([path, 201]);
  return answer.body;
}

/** An issuance and a retirement from it; returns the retirement's id once its certificate is there. */
async function retire(): Promise<string> {
  const developer = await must('/v1/organizations', operator, {
    name: '示例农投',
    uscc: madeUpUscc(1),
    roles: ['developer'],
  });
  const project = await must('/v1/projects/imports', operator, {
    name: '敖汉旗造林碳汇（示例）',
    standard: 'CCER',
    methodology: 'CCER-14-001-V01',
    category: 'forest',
    developer: developer.id,
    origin: { source: '示例登记簿', code: 'P-1' },
  });
  const batch = await must(`/v1/projects/${project.id}/issuances`, operator, {
    vintage: 2024,
    quantity: 100,
  });
  const holder = { sub: 'p-2', org: developer.id, roles: ['developer'] };
  const { id } = await must('/v1/retirements', holder, {
    account: developer.account,
    items: [{ batch: batch.id, quantity: 30 }],
    beneficiary: '示例',
    reason: '测试',
  });
  const deadline = Date.now() + 30_000;
  while ((await send('GET', `/v1/retirements/${id}/certificate.json`, operator)).status !== 200) {
    if (Date.now() > deadline) throw new Error('the retirement never got into the log');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return id;
}

describe('a registry with a witness', () => {
  let retirement: string;
  let logKey: ReturnType<typeof parseVkey>;

  beforeAll(async () => {
    registry = await start('');
    retirement = await retire();
    const vkey = (await text('/log/vkey')).trim();
    logKey = parseVkey(vkey);
    const { checkpoint } = openCheckpoint(await text('/log/checkpoint'), logKey);
    expect(checkpoint.size).toBe(4);
    await registry.stop();
    witness = await startWitness(join(folder, 'witness.key'), vkey);
    const dead = formatVkey(signerOf('witness.example/dead', COSIGNATURE_V1, 3).key);
    // The cosigner runs once before the registry opens.
    registry = await start(`${dead} http://127.0.0.1:${await freePort()},${witness.entry}`);
  }, 2 * START_TIMEOUT_MS);

  afterAll(async () => {
    await registry?.stop();
    await witness?.end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves a checkpoint with its cosignature', async () => {
    const key = parseVkey(witness.vkey);
    const { verified, checkpoint } = openCheckpoint(await text('/log/checkpoint'), logKey, {
      witnesses: [key],
    });
    expect(checkpoint.size).toBe(4);
    expect(verified.map(({ key: { name } }) => name)).toEqual([logKey.name, key.name]);
    const [, { timestampSeconds = 0 } = {}] = verified;
    expect(Math.abs(Date.now() / 1000 - timestampSeconds)).toBeLessThan(300);
  });

  it('counts the witness that is not there', () => {
    const output = readFileSync(join(registry.folder, 'functions.log'), 'utf8');
    expect(output).toContain('"CosignatureFailures":1');
    expect(output).toMatch(/"witness":"witness\.example\/dead\+[0-9a-f]{8}","reason":"fetch failed: /);
  });

  it('gives certificates whose every proof carries it, under one checkpoint', async () => {
    const { body } = await send('GET', `/v1/retirements/${retirement}/certificate.json`, operator);
    const proofs = body.evidence as { leaf: string; proof: string }[];
    expect(proofs).toHaveLength(3);
    for (const { leaf, proof } of proofs)
      verifyProof(proof, { bytes: toUtf8(leaf) }, parseVkey(body.log.vkey), {
        witnesses: [parseVkey(witness.vkey)],
        quorum: 1,
      });
    expect(new Set(proofs.map(({ proof }) => parseProof(proof).checkpoint)).size).toBe(1);
    expect(body.log.vkey).toBe((await text('/log/vkey')).trim());
  });
});
