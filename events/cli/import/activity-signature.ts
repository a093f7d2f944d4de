/** A platform's signatures of a file, month by month: made by the platform, delivered by the enterprise. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { toBase64url, toHex } from '../../../shared/base/encoding.ts';
import { Sha256Hex } from '../../../shared/base/field.ts';
import { Month } from '../../../shared/base/month.ts';
import { SALT_BYTES, seal } from '../../../shared/base/seal.ts';
import { PlatformSignature, platformSignedBytes } from '../../../shared/statements/platform-signature.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import { readText } from '../file/text-file.ts';
import type { SigningKey } from '../signing-key.ts';
import type { ActivityMonths } from './activity-files.ts';
import { requireContent } from './activity-import.ts';

/** A month's signature, as a delivery takes it. */
const Signed = z.strictObject({ ...PlatformSignature.shape, salt: Sha256Hex });
export type Signed = z.infer<typeof Signed>;

const Signatures = z.array(z.strictObject({ month: Month, signature: Signed }));
type Signatures = z.infer<typeof Signatures>;

export interface Signing {
  key: SigningKey;
  /** Origin of the log that the signatures are meant for. */
  log: string;
  /** The platform, as it is registered there. */
  by: string;
  /** Whose data these are. */
  organization: string;
  platform: string;
}

/** Signs each month's rows under a salt of its own. @throws RowError */
export function signMonths(
  months: ActivityMonths,
  { key, log, by, organization, platform }: Signing,
  now: Date,
): Signatures {
  return [...months].map(([month, rows]) => {
    const { sha256, bytes } = requireContent(rows);
    const salt = new Uint8Array(randomBytes(SALT_BYTES));
    const sealed = seal({ sha256, bytes }, salt);
    const toSign = { organization: by, kid: key.kid, at: now.toISOString() };
    const message = platformSignedBytes({ log, organization, platform, month, sealed }, toSign);
    return {
      month,
      signature: { ...toSign, value: toBase64url(key.sign(message)), salt: toHex(salt) },
    };
  });
}

/** The signatures in a file that `lvzhang sign activity` wrote, by month. @throws UnreadableError */
export function readSignatures(file: string): ReadonlyMap<string, Signed> {
  try {
    const signatures = Signatures.parse(JSON.parse(readText(file)));
    return new Map(signatures.map(({ month, signature }) => [month, signature]));
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw new UnreadableError(file, {
      zh: '不是 lvzhang sign activity 所写的签名文件',
      en: 'no file of signatures as lvzhang sign activity writes it',
    });
  }
}
