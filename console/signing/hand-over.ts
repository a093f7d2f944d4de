/**
 * A new device asks another one, whose key is in force, to register its key: by a code that says the public
 * half and proves that the device holds the private one. It is no secret.
 */
import { verifyEd25519 } from '../../events/tlog/ed25519.ts';
import { fromBase64url } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import {
  keyIdOf,
  PublicKey,
  possessionBytes,
  SIGNATURE_ALG,
  SignatureValue,
} from '../../shared/ledger/signature.ts';
import { registrationOf } from '../../shared/ledger/signed-request.ts';
import type { DeviceKey } from './device-key.ts';

/** What registers a key, as the API takes it. */
export interface Registration {
  alg: typeof SIGNATURE_ALG;
  publicKey: string;
  proof: string;
}

export interface HandedOver extends Registration {
  kid: string;
}

export class HandOverFault extends Error {
  readonly what: 'form' | 'organization' | 'proof';

  constructor(what: HandOverFault['what']) {
    super(what);
    this.what = what;
  }
}

const NAME = 'lvzhang-key-request';

export const handOverCode = (
  { org, publicKey }: Pick<DeviceKey, 'org' | 'publicKey'>,
  proof: string,
): string => [NAME, SIGNATURE_ALG, org, publicKey, proof].join(' ');

/** @throws HandOverFault */
export function readHandOver(code: string, log: string, org: string): HandedOver {
  const [name, alg, subject, publicKey, proof, ...more] = code.trim().split(/\s+/);
  const isWhole = PublicKey.safeParse(publicKey).success && SignatureValue.safeParse(proof).success;
  if (name !== NAME || alg !== SIGNATURE_ALG || !publicKey || !proof || !isWhole || more.length > 0)
    throw new HandOverFault('form');
  if (subject !== org) throw new HandOverFault('organization');
  const kid = kidOf(publicKey);
  const bytes = possessionBytes(org, registrationOf(log, org, kid), kid);
  if (!verifyEd25519(fromBase64url(proof), bytes, fromBase64url(publicKey))) throw new HandOverFault('proof');
  return { alg, publicKey, proof, kid };
}

/** @throws HandOverFault on what is no canonical base64url */
function kidOf(publicKey: string): string {
  try {
    return keyIdOf(fromBase64url(publicKey));
  } catch (error) {
    if (error instanceof MalformedError) throw new HandOverFault('form');
    throw error;
  }
}
