/**
 * Data Integrity proofs of the suite eddsa-jcs-2022 (W3C Data Integrity EdDSA Cryptosuites 1.0, §3.3):
 * Ed25519 over the SHA-256 of the proof's options and the SHA-256 of the document, both as RFC 8785 canonical
 * JSON.
 */
import { canonicalize } from '../../shared/base/canonical.ts';
import { concatBytes, fromUtf8, toUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { verifyEd25519 } from '../tlog/ed25519.ts';
import type { Sign } from '../tlog/note-key.ts';
import { UnverifiedError } from '../tlog/unverified.ts';
import { fromMultibase, toMultibase } from './did-key.ts';

/** All of a proof but its value. The suite wants the document's `@context` in it. */
export interface ProofOptions {
  type: 'DataIntegrityProof';
  cryptosuite: 'eddsa-jcs-2022';
  created: string;
  verificationMethod: string;
  proofPurpose: 'assertionMethod';
  '@context': unknown;
}
export type Proof = ProofOptions & { proofValue: string };

/**
 * The 64 bytes that a proof signs. @throws CanonicalError where one of the two has no canonical form
 */
export const hashData = (document: object, options: object): Uint8Array =>
  concatBytes([document, options].toReversed().map((each) => sha256(toUtf8(canonicalize(each)))));

/**
 * The proof of a document by whoever signs. The signature is checked, since a key service may answer with
 * another key's. @throws UnverifiedError where the signer doesn't sign with that key
 */
export async function proofOf(
  document: object,
  options: ProofOptions,
  { sign, publicKey }: { sign: Sign; publicKey: Uint8Array },
): Promise<Proof> {
  const data = hashData(document, options);
  if (isText(data)) throw new Error('the hashes make a text, which a key of notes does not sign here');
  const signature = await sign(data);
  if (!verifyEd25519(signature, data, publicKey))
    throw new UnverifiedError('the signer of the credential does not sign with its key');
  return { ...options, proofValue: toMultibase(signature) };
}

/** Whether the proof's value is that key's signature of the document. */
export function proves({ proofValue, ...options }: Proof, document: object, publicKey: Uint8Array): boolean {
  try {
    return verifyEd25519(fromMultibase(proofValue), hashData(document, options), publicKey);
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  }
}

/**
 * Whether bytes are UTF-8. Checkpoints and all other notes that a log's key signs are texts, so hashes that
 * are none can't be taken for one; 64 bytes of hashes are a text
 * once in 2^52.
 */
export function isText(bytes: Uint8Array): boolean {
  try {
    fromUtf8(bytes);
    return true;
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  }
}
