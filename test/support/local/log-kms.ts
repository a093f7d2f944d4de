/** The local KMS with a log's key of a given seed, as `npm start` has one with a key of its own. */
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKms } from '../../../infra/local/kms.ts';
import { openTemplate } from '../../../infra/local/template/template.ts';

/** PKCS #8 of an Ed25519 key: this prefix, then the 32 bytes of the seed (RFC 8410). */
const PKCS8_PREFIX = '302e020100300506032b657004220420';

const resources = {
  LogKey: {
    Type: 'AWS::KMS::Key',
    Properties: { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' },
  },
};

/**
 * Starts a KMS at which the functions that this process loads next will look.
 * @param seed as of `signerOf`, whose key it has
 */
export async function logKms(seed: number): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-log-kms-'));
  const der = Buffer.concat([Buffer.from(PKCS8_PREFIX, 'hex'), Buffer.alloc(32, seed)]);
  const pem = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  });
  writeFileSync(join(folder, 'LogKey.pem'), pem, { mode: 0o600 });
  const kms = await startKms(openTemplate({ parameters: {}, resources }, {}), folder);
  const access = { AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  const environment = { AWS_ENDPOINT_URL_KMS: kms.endpoint, LOG_KEY_ID: 'LogKey' };
  Object.assign(process.env, { ...access, ...process.env, ...environment });
  return async () => {
    await kms.stop();
    rmSync(folder, { recursive: true });
  };
}
