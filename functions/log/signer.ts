/** The log's key: Ed25519 in KMS. On one machine a local key store speaks the same protocol. */
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { ED25519, type NoteSigner, noteKey } from '../../events/tlog/note-key.ts';
import { toHex } from '../../shared/base/encoding.ts';

/** SubjectPublicKeyInfo of an Ed25519 key: this prefix, then the 32 bytes (RFC 8410). */
const SPKI_PREFIX = '302a300506032b6570032100';

/** A signer for notes under `name`. Throws where the key is not Ed25519. */
export async function kmsSigner(kms: KMSClient, keyId: string, name: string): Promise<NoteSigner> {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
  const spki = PublicKey ?? new Uint8Array();
  const prefix = SPKI_PREFIX.length / 2;
  if (toHex(spki.subarray(0, prefix)) !== SPKI_PREFIX) throw new Error(`KMS key ${keyId} is not Ed25519`);
  return {
    key: noteKey(name, ED25519, spki.slice(prefix)),
    sign: async (message) => {
      const { Signature } = await kms.send(
        new SignCommand({
          KeyId: keyId,
          Message: message,
          MessageType: 'RAW',
          SigningAlgorithm: 'ED25519_SHA_512',
        }),
      );
      if (!Signature) throw new Error('KMS gave no signature');
      return Signature;
    },
  };
}
