import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetPublicKeyCommand,
  KMSClient,
  ListKeysCommand,
  SignCommand,
  type SignCommandInput,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalKms, startKms } from '../../infra/local/kms.ts';
import { openTemplate } from '../../infra/local/template/template.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-kms-'));
const resources = {
  LogKey: {
    Type: 'AWS::KMS::Key',
    Properties: { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' },
  },
  AlarmKey: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } },
};
const start = () => startKms(openTemplate({ parameters: {}, resources }, {}), folder);
const message = Buffer.from('checkpoint 号');
let kms: LocalKms;
let client: KMSClient;

const sign = (more: Partial<SignCommandInput>) =>
  client.send(
    new SignCommand({
      KeyId: 'LogKey',
      Message: message,
      MessageType: 'RAW',
      SigningAlgorithm: 'ED25519_SHA_512',
      ...more,
    }),
  );

beforeAll(async () => {
  kms = await start();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new KMSClient({ endpoint: kms.endpoint, region: 'local', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  await kms.stop();
  rmSync(folder, { recursive: true });
});

describe('the local KMS, by the AWS SDK', () => {
  it('signs what its public key verifies, by id or ARN', async () => {
    const { PublicKey, KeyId, KeySpec, SigningAlgorithms } = await client.send(
      new GetPublicKeyCommand({ KeyId: 'LogKey' }),
    );
    expect([KeySpec, SigningAlgorithms]).toEqual(['ECC_NIST_EDWARDS25519', ['ED25519_SHA_512']]);
    const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
    for (const id of ['LogKey', KeyId]) {
      const { Signature } = await sign({ KeyId: id });
      expect(verify(null, message, key, Signature ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('keeps the key in a file of the owner’s alone, over restarts', async () => {
    expect(statSync(join(folder, 'LogKey.pem')).mode & 0o777).toBe(0o600);
    const before = await sign({});
    await kms.stop();
    kms = await start();
    client = new KMSClient({
      endpoint: kms.endpoint,
      region: 'local',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
    expect((await sign({})).Signature).toEqual(before.Signature);
  });

  const refused: [string, Partial<SignCommandInput>, string][] = [
    ['an unknown key', { KeyId: 'Nobody' }, 'NotFoundException'],
    ['a key that doesn’t sign', { KeyId: 'AlarmKey' }, 'NotFoundException'],
    ['another algorithm', { SigningAlgorithm: 'ECDSA_SHA_256' }, 'ValidationException'],
    ['a digest', { MessageType: 'DIGEST' }, 'ValidationException'],
    ['a message over 4096 bytes', { Message: Buffer.alloc(4097) }, 'ValidationException'],
  ];
  for (const [name, more, error] of refused) {
    it(`refuses ${name}`, () => expect(sign(more)).rejects.toMatchObject({ name: error }));
  }

  it('refuses operations that it lacks', async () => {
    await expect(client.send(new ListKeysCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    const response = await fetch(kms.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'TrentService.Sign' },
      body: '{',
    });
    expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
  });
});
