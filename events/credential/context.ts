/**
 * The JSON-LD contexts of credentials, documents that the log publishes. A credential names its own by
 * address and digest, so that a copy kept anywhere is as good; a signature needs none of them. Contexts
 * within the credential would need no address, but the wallets that we tried take addresses only.
 */
import { canonicalize } from '../../shared/base/canonical.ts';
import { toBase64, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { type CredentialKind, credentialKinds } from './kind.ts';

/** The context of the Verifiable Credentials Data Model 2.0, which stands first in every credential. */
export const W3C_CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/** Our terms are names and no addresses, since they mean the same whichever instance writes them. */
const VOCABULARY = 'urn:lvzhang:terms#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';

const TYPES = {
  text: `${XSD}string`,
  integer: `${XSD}integer`,
  boolean: `${XSD}boolean`,
  instant: `${XSD}dateTime`,
  json: '@json',
} as const;

/** The evidence of a credential: the certificate's own, as JSON. */
const EVIDENCE = { format: 'text', log: 'json', leaves: 'json', consent: 'json' } as const;

/** The document of a kind's context: every member of its subject and of its evidence has a term. */
function contextText({ type, subjectType, idMember, terms }: CredentialKind): string {
  const { [idMember]: _id, ...members } = terms;
  const defined = Object.entries({ ...members, ...EVIDENCE }).map(([member, term]) => [
    member,
    { '@id': `${VOCABULARY}${member}`, '@type': TYPES[term] },
  ]);
  const types = [type, subjectType, 'LogEvidence'].map((each) => [each, `${VOCABULARY}${each}`]);
  return canonicalize({
    '@context': { '@protected': true, ...Object.fromEntries([...types, ...defined]) },
  });
}

/** A kind's context as a credential of that log names it: its address, and the digest of what is there. */
export const contextOf = (kind: CredentialKind, log: string): { id: string; digestSRI: string } => ({
  id: `https://${log}/contexts/${kind.context}`,
  digestSRI: `sha256-${toBase64(sha256(toUtf8(contextText(kind))))}`,
});

/** The context's document by the last part of its address; undefined where there is none. */
export function contextNamed(name: string): string | undefined {
  const kind = Object.values(credentialKinds).find(({ context }) => context === name);
  return kind && contextText(kind);
}
