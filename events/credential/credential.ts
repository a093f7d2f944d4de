/**
 * Verifiable Credentials (W3C Data Model 2.0) of certificates: the same words and the same evidence, in the
 * form that wallets and verifiers of others know, signed with the key of the log.
 */
import * as z from 'zod';
import type { NoteSigner } from '../tlog/note-key.ts';
import { contextOf, W3C_CONTEXT } from './context.ts';
import { didKeyOf, verificationMethodOf } from './did-key.ts';
import { type Proof, type ProofOptions, proofOf } from './eddsa-jcs.ts';
import { type CredentialKind, credentialKindOf } from './kind.ts';

/** A certificate of any kind: its words stand under a member of their own. */
export type AnyCertificate = {
  format: string;
  log: unknown;
  evidence: unknown;
  consent?: unknown;
};

/** A credential as it is written. What is unknown here, verifying the certificate within looks into. */
export const Credential = z.strictObject({
  '@context': z.tuple([z.literal(W3C_CONTEXT), z.string()]),
  type: z.tuple([z.literal('VerifiableCredential'), z.string()]),
  issuer: z.string(),
  /** The digest of our context's document. */
  relatedResource: z.tuple([z.strictObject({ id: z.string(), digestSRI: z.string() })]),
  validFrom: z.string(),
  credentialSubject: z.looseObject({ id: z.string(), type: z.string() }),
  evidence: z.tuple([
    z.strictObject({
      type: z.literal('LogEvidence'),
      format: z.string(),
      log: z.looseObject({}),
      leaves: z.array(z.unknown()),
      consent: z.looseObject({}).optional(),
    }),
  ]),
  proof: z.strictObject({
    type: z.string(),
    cryptosuite: z.string(),
    created: z.string(),
    verificationMethod: z.string(),
    proofPurpose: z.string(),
    '@context': z.array(z.unknown()),
    proofValue: z.string(),
  }),
});
export type Credential = z.infer<typeof Credential>;

type Secured = Omit<Credential, 'proof'> & { proof: Proof };

/** `urn:lvzhang:retirement:` and the like: what a subject's id has before the registry's own. */
export const subjectPrefix = ({ name }: CredentialKind): string => `urn:lvzhang:${name}:`;

/** The options of a credential's proof. `created` is the instant of what it tells, so that it is fixed. */
export const proofOptions = (publicKey: Uint8Array, since: string, context: unknown): ProofOptions => ({
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-jcs-2022',
  created: since,
  verificationMethod: verificationMethodOf(publicKey),
  proofPurpose: 'assertionMethod',
  '@context': context,
});

/**
 * The credential of a certificate. The same certificate gives the same credential, to the byte: the signature
 * is deterministic, and no clock is asked. @throws Error where there is no credential of that format;
 * UnverifiedError where the signer signs with another key
 */
export async function credentialOf(
  { format, log, evidence, consent, ...rest }: AnyCertificate,
  { key, sign }: NoteSigner,
): Promise<Secured> {
  const kind = credentialKindOf(format);
  if (!kind) throw new Error(`there is no credential of the format ${format}`);
  const words = (rest as Record<string, Record<string, unknown>>)[kind.member]!;
  const { [kind.idMember]: id, ...said } = words;
  const since = kind.since.parse(words);
  const ours = contextOf(kind, key.name);
  const context: Credential['@context'] = [W3C_CONTEXT, ours.id];
  const unsecured = {
    '@context': context,
    type: ['VerifiableCredential', kind.type] as ['VerifiableCredential', string],
    issuer: didKeyOf(key.publicKey),
    relatedResource: [ours] as [typeof ours],
    validFrom: since,
    credentialSubject: { id: `${subjectPrefix(kind)}${id}`, type: kind.subjectType, ...said },
    evidence: [
      { type: 'LogEvidence', format, log, leaves: evidence, ...(consent !== undefined && { consent }) },
    ] as Credential['evidence'],
  };
  const { publicKey } = key;
  const proof = await proofOf(unsecured, proofOptions(publicKey, since, context), { sign, publicKey });
  return { ...unsecured, proof };
}
