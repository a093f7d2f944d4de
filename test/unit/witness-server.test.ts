/** The witness over HTTP with its real memory, and what is left when it dies at the worst time. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWitnessKey, readWitnessKey } from '../../events/cli/witness/key.ts';
import { WitnessMemory } from '../../events/cli/witness/memory.ts';
import {
  createWitnessServer,
  REQUEST_BYTES_MAX,
  type WitnessServerOptions,
} from '../../events/cli/witness/server.ts';
import { openCheckpoint } from '../../events/tlog/checkpoint.ts';
import { COSIGNATURE_V1, ED25519, formatVkey, parseVkey } from '../../events/tlog/note-key.ts';
import { acceptCosignatures } from '../../events/tlog/witness.ts';
import { GrowingLog } from '../support/log/growing-log.ts';
import { signerOf } from './file-signer.ts';

const log = new GrowingLog();
const logKey = log.signer.key;
const witness = signerOf('witness.example/w1', COSIGNATURE_V1, 3);

let folder: string;
let stateFile: string;
const servers: Server[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lvzhang-witness-'));
  stateFile = join(folder, 'state');
  await WitnessMemory.create(stateFile, logKey);
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});

const memory = () => WitnessMemory.open(stateFile, logKey);

/** Serves, and returns what posts to it. */
async function serve(options: Partial<WitnessServerOptions> = {}) {
  const server = createWitnessServer({ logKey, witness, memory: await memory(), ...options });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async (body: string | Uint8Array<ArrayBuffer>, path = '/add-checkpoint', method = 'POST') => {
    const response = await fetch(url + path, { method, ...(method === 'POST' && { body }) });
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      body: await response.text(),
    };
  };
}

describe('the witness server', () => {
  it('cosigns a growing log, and remembers', async () => {
    const ask = await serve();
    for (const [from, to] of [
      [0, 3],
      [3, 3],
      [3, 300],
    ] as const) {
      const answer = await ask(await log.request(from, to));
      expect(answer.status).toBe(200);
      const cosigned = acceptCosignatures(await log.checkpointOf(to), answer.body, [witness.key]);
      expect(openCheckpoint(cosigned, logKey, { witnesses: [witness.key] }).verified).toHaveLength(2);
      expect(readFileSync(stateFile, 'utf8')).toBe(cosigned);
      expect((await memory()).head).toEqual(log.headOf(to));
    }
    expect(readdirSync(folder)).toEqual(['state']);
  });

  it.each([
    ['another path', '/add-tree', 'POST', 404],
    ['another method', '/add-checkpoint', 'GET', 405],
    ['a query', '/add-checkpoint?x', 'POST', 404],
  ])('refuses %s', async (_, path, method, status) => {
    expect((await (await serve())('old 0\n\nx', path, method)).status).toBe(status);
  });

  it('refuses what is too long, no text, or no request', async () => {
    const ask = await serve();
    expect((await ask('x'.repeat(REQUEST_BYTES_MAX))).status).toBe(400);
    expect((await ask('x'.repeat(REQUEST_BYTES_MAX + 1))).status).toBe(413);
    expect((await ask(Uint8Array.of(0xff))).status).toBe(400);
    expect((await ask('')).status).toBe(400);
  });

  it('signs a checkpoint that comes with as many signatures as a note holds', async () => {
    const request = await log.request(0, 5);
    expect((await (await serve())(request + '\u2014 x AAAAAAE=\n'.repeat(99))).status).toBe(200);
    expect((await memory()).head).toEqual(log.headOf(5));
  });

  it('gives no cosignature to a forked log, whatever it is asked from, and keeps the evidence', async () => {
    const lines: string[] = [];
    const ask = await serve({ onLog: (line) => lines.push(line) });
    await ask(await log.request(0, 300));
    const fork = new GrowingLog(600, [200]);
    const sameSize = await ask(await fork.request(300, 300));
    expect(sameSize).toMatchObject({ status: 409, contentType: 'text/plain; charset=utf-8' });
    expect((await ask(await fork.request(300, 400))).status).toBe(422);
    for (const [from, to] of [
      [0, 400],
      [200, 400],
      [400, 400],
      [0, 200],
    ] as const)
      expect(await ask(await fork.request(from, to))).toMatchObject({ status: 409, body: '300\n' });
    expect((await memory()).head).toEqual(log.headOf(300));
    const evidence = lines.filter((line) => line.startsWith('evidence'));
    expect(evidence).toHaveLength(2);
    const [request = ''] = evidence.map((line) => JSON.parse(line.slice('evidence '.length)) as string);
    openCheckpoint(request.slice(request.indexOf('\n\n') + 2), logKey);
  });

  it('takes requests one after the other: of many at once for different trees, none is rolled back', async () => {
    const ask = await serve();
    await ask(await log.request(0, 10));
    const sizes = Array.from({ length: 30 }, (_, i) => 11 + ((i * 7) % 30));
    const answers = await Promise.all(sizes.map(async (size) => ask(await log.request(10, size))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(29);
    const winner = sizes[answers.findIndex(({ status }) => status === 200)]!;
    expect((await memory()).head).toEqual(log.headOf(winner));
  });
});

describe('a witness that dies', () => {
  const dying = async (when: 'before' | 'after') => {
    const real = await memory();
    return {
      head: real.head,
      remember: async (checkpoint: string) => {
        if (when === 'after') await real.remember(checkpoint);
        throw new Error('died');
      },
    };
  };

  it('between persisting and answering: the log hears its size, and gets the signature at the next try', async () => {
    const answer = await (await serve({ memory: await dying('after') }))(await log.request(0, 8));
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('\u2014');
    const again = await serve();
    expect(await again(await log.request(0, 8))).toMatchObject({ status: 409, body: '8\n' });
    expect((await again(await log.request(8, 8))).status).toBe(200);
    expect((await again(await log.request(8, 20))).status).toBe(200);
  });

  it('before persisting: nothing was signed, and nothing happened', async () => {
    const answer = await (await serve({ memory: await dying('before') }))(await log.request(0, 8));
    expect([answer.status, answer.body.includes('\u2014')]).toEqual([500, false]);
    expect((await memory()).head).toBeUndefined();
    expect((await (await serve())(await log.request(0, 8))).status).toBe(200);
  });

  it('goes on after a failure of its disk', async () => {
    const real = await memory();
    let broken = true;
    const flaky = {
      get head() {
        return real.head;
      },
      remember: async (checkpoint: string) => {
        if (broken) throw new Error('no space');
        await real.remember(checkpoint);
      },
    };
    const ask = await serve({ memory: flaky });
    expect((await ask(await log.request(0, 8))).status).toBe(500);
    broken = false;
    expect((await ask(await log.request(0, 8))).status).toBe(200);
  });
});

describe('the files of a witness', () => {
  it('a memory that was cut off, emptied, forged or of another log is refused', async () => {
    await (await serve())(await log.request(0, 8));
    const whole = readFileSync(stateFile, 'utf8');
    const forged = whole.replace('\n8\n', '\n7\n');
    for (const text of ['', whole.slice(0, -20), whole.slice(0, 30), forged]) {
      writeFileSync(stateFile, text);
      await expect(memory(), JSON.stringify(text)).rejects.toMatchObject({
        name: expect.stringMatching(/^(Malformed|Unverified)Error$/),
      });
    }
    writeFileSync(stateFile, whole);
    const stranger = signerOf('example.com/other', ED25519, 5).key;
    await expect(WitnessMemory.open(stateFile, stranger)).rejects.toThrow();
    expect((await memory()).head).toEqual(log.headOf(8));
  });

  it('a new memory never takes the place of an old one', async () => {
    await (await serve())(await log.request(0, 8));
    await WitnessMemory.create(stateFile, logKey);
    expect((await memory()).head).toEqual(log.headOf(8));
  });

  it('a key is made once, for its owner alone, and read back', async () => {
    const file = join(folder, 'key');
    await createWitnessKey(file, 'witness.example/new');
    const signer = await readWitnessKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(parseVkey(formatVkey(signer.key))).toEqual(signer.key);
    await createWitnessKey(file, 'witness.example/newer');
    expect((await readWitnessKey(file)).key).toEqual(signer.key);
    const text = readFileSync(file, 'utf8');
    for (const bad of ['', text.trimEnd(), text.replace('/new+', '/old+'), text.replace(/.{9}\n$/, '\n')]) {
      writeFileSync(file, bad);
      await expect(readWitnessKey(file)).rejects.toMatchObject({ name: 'MalformedError' });
    }
    writeFileSync(join(folder, 'open'), text);
    // Whatever the process lets others read: an instance that ran in it before has narrowed that.
    chmodSync(join(folder, 'open'), 0o644);
    await expect(readWitnessKey(join(folder, 'open'))).rejects.toThrow('chmod 600');
    expect(existsSync(`${file}.${process.pid}.tmp`)).toBe(false);
  });
});
