/** `lvzhang key register`: what it sends is what the registry asks for, and the same whenever it is sent. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run as runComment } from '../../events/cli/comment.ts';
import { OPERATOR_ORG } from '../../events/cli/identities.ts';
import { register, revoke } from '../../events/cli/key/registration.ts';
import { run as runKey } from '../../events/cli/key.ts';
import { run as runPost } from '../../events/cli/post.ts';
import { createSigningKey, type SigningKey } from '../../events/cli/signing-key.ts';
import { UsageError } from '../../events/cli/usage.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { refusePossession } from '../../functions/ledger/signed.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import { SIGNATURE_ALG } from '../../shared/ledger/signature.ts';
import { called } from '../support/command.ts';
import { logSigner, ORIGIN } from '../support/log/log.ts';
import { signerOf } from './file-signer.ts';

const ORG = `o-${'1'.repeat(20)}`;
const TOKEN = `x.${Buffer.from(JSON.stringify({ org: ORG })).toString('base64url')}.y`;

interface Asked {
  path: string;
  headers: Record<string, string | undefined>;
  body: Record<string, string>;
}

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-register-'));
const file = join(folder, 'own.key');
const asked: Asked[] = [];
let server: Server;
let connection: string[];
let key: SigningKey;
beforeAll(async () => {
  key = (await createSigningKey(file))!;
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      if (request.url === '/log/vkey') return response.end(`${formatVkey(logSigner.key)}\n`);
      const headers = request.headers as Asked['headers'];
      asked.push({ path: request.url ?? '', headers, body: JSON.parse(text || '{}') });
      return response.end('{"kid":"x"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  connection = ['--url', `http://127.0.0.1:${port}`, '--token', TOKEN];
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

it('proves that the key is held, for the commit that its Idempotency-Key makes', async () => {
  for (let n = 0; n < 2; n++) expect(await register([file, ...connection])).toEqual({ kid: 'x' });
  const [first, again] = asked.splice(0);
  expect(again).toEqual({ ...first, headers: expect.objectContaining(first!.headers) });
  const { path, headers, body } = first!;
  expect(path).toBe(`/v1/organizations/${ORG}/keys`);
  const { kid, publicKey } = key;
  const { proof = '' } = body;
  expect(body).toEqual({ alg: SIGNATURE_ALG, publicKey, proof });
  const registration = { organization: ORG, kid, alg: SIGNATURE_ALG, publicKey, proof };
  const commit = { log: ORIGIN, id: commitId(ORG, headers['idempotency-key']!) };
  expect(refusePossession(registration, commit)).toBeUndefined();
  for (const other of [
    { ...commit, id: commitId(ORG, 'another') },
    { ...commit, log: 'another.test/log' },
  ])
    expect(refusePossession(registration, other)?.rejected).toBe('key-not-held');
});

it('revokes by key id, signed where a key is given, in the own name or in that of another', async () => {
  await revoke([key.kid, '--reason', '换用', '--sign', file, ...connection]);
  const other = `o-${'2'.repeat(20)}`;
  await revoke([key.kid, '--reason', '遗失', '--org', other, ...connection]);
  const [own, lost] = asked.splice(0);
  expect(own).toMatchObject({
    path: `/v1/organizations/${ORG}/keys/${key.kid}/revoke`,
    body: { reason: '换用' },
  });
  expect(own!.headers['lvzhang-signature']).toContain(`kid=${key.kid}`);
  expect(lost).toMatchObject({ path: `/v1/organizations/${other}/keys/${key.kid}/revoke` });
  expect(lost!.headers['lvzhang-signature']).toBeUndefined();
});

it('revokes a key whose id begins with a dash', async () => {
  const kid = `-${key.kid.slice(1)}`;
  await revoke([kid, '--reason', '换用', ...connection]);
  expect(asked.splice(0)).toMatchObject([{ path: `/v1/organizations/${ORG}/keys/${kid}/revoke` }]);
});

it('signs nothing for a registry whose log has another key than was given, whatever its name', async () => {
  const [own, other] = [logSigner, signerOf(ORIGIN, ED25519, 8)].map((each) => formatVkey(each.key));
  const post = ['/v1/retirements', '--sign', file, '--vkey'];
  expect(await called(runPost, [...post, own!, '--key', 'k', ...connection])).toMatchObject({ code: 0 });
  expect(asked.splice(0)).toMatchObject([
    { headers: { 'lvzhang-signature': expect.stringContaining(`kid=${key.kid}`) } },
  ]);
  const { code, out, err } = await called(runPost, [...post, other!, ...connection]);
  expect([code, out]).toEqual([2, '']);
  for (const said of [own, other, 'nothing was signed', 'Check --url or --port']) expect(err).toContain(said);
  await expect(register([file, '--vkey', other!, ...connection])).rejects.toThrow('has another key');
  expect(asked).toEqual([]);
});

it('a comment goes to no registry whose log has another key than was given', async () => {
  writeFileSync(join(folder, 'said.txt'), '湿地未列入');
  const about = ['--project', `p-${'1'.repeat(20)}`, '--text', join(folder, 'said.txt')];
  const other = formatVkey(signerOf(ORIGIN, ED25519, 8).key);
  const { code, err } = await called(runComment, [connection[1]!, ...about, '--vkey', other]);
  expect([code, err]).toEqual([2, expect.stringContaining('has another key')]);
  expect(asked).toEqual([]);
});

it('the operator, who has no keys, is told to name an organization', async () => {
  const operator = `x.${Buffer.from(JSON.stringify({ org: OPERATOR_ORG })).toString('base64url')}.y`;
  const as = ['--url', connection[1]!, '--token', operator];
  for (const run of [() => register([file, ...as]), () => revoke([key.kid, '--reason', 'x', ...as])]) {
    await expect(run()).rejects.toThrow('--as NAME');
    await expect(run()).rejects.toBeInstanceOf(UsageError);
  }
  expect(asked).toEqual([]);
  expect((await called(runKey, ['new', join(folder, 'next.key')])).err).toContain('--as NAME');
});

it.each<[string, () => Promise<unknown>]>([
  ['no file', () => register(connection)],
  ['two files', () => register([file, file, ...connection])],
  ['a reason for a registration', () => register([file, '--reason', 'x', ...connection])],
  ['no reason for a revocation', () => revoke([key.kid, ...connection])],
  ['a file for a key id', () => revoke([file, '--reason', 'x', ...connection])],
])('%s makes no sense', async (_, run) => {
  await expect(run()).rejects.toBeInstanceOf(UsageError);
  expect(asked).toEqual([]);
});
