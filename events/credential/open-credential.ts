/**
 * Checks a credential offline as far as it is one: who issued it, its context and its proof. The certificate
 * within is then checked like all of them, since a signature is only the registry's word for what the leaves
 * prove.
 */
import { CanonicalError, canonicalize } from '../../shared/base/canonical.ts';
import {
  type CertificateFault,
  type Fault,
  gatherFaults,
  parseCertificate,
} from '../certificate/evidence.ts';
import type { NoteKey } from '../tlog/note-key.ts';
import { contextOf } from './context.ts';
import { Credential, proofOptions, subjectPrefix } from './credential.ts';
import { didKeyOf } from './did-key.ts';
import { type Proof, proves } from './eddsa-jcs.ts';
import { type CredentialKind, credentialKindOf } from './kind.ts';

export interface OpenedCredential {
  faults: CertificateFault[];
  /** The certificate within, as JSON; absent where the credential is none of ours. */
  certificate?: string;
  /** Where in the credential a part of the certificate stands; both are JSON pointers. */
  at: (path: string) => string;
}

/** Opens the text of a credential under the log's key. Bad content is a fault, never an exception. */
export function openCredential(text: string, { name, publicKey }: NoteKey): OpenedCredential {
  const { faults, fault } = gatherFaults();
  const credential = parseCertificate(Credential, text, fault);
  if (!credential) return { faults, at: (path) => path };
  const [{ format, log, leaves, consent }] = credential.evidence;
  const kind = credentialKindOf(format);
  if (!kind) {
    fault(
      '/evidence/0/format',
      `没有此格式的凭证：${format}`,
      `there is no credential of the format ${format}`,
    );
    return { faults, at: (path) => path };
  }
  const words = wordsOf(credential, kind, fault);
  checkContext(credential, kind, name, fault);
  if (credential.issuer !== didKeyOf(publicKey))
    fault('/issuer', '签发者不是所给公钥', 'it was not issued with the key given');
  const since = kind.since.safeParse(words);
  if (since.success) checkProof(JSON.parse(text), since.data, publicKey, fault);
  else fault('/credentialSubject', '缺少其时间', 'it lacks its instant');
  const certificate = JSON.stringify({ format, [kind.member]: words, log, evidence: leaves, consent });
  return { faults, certificate, at: (path) => within(kind, path) };
}

/** The words of the certificate, from the subject; also checks what says which words they are. */
function wordsOf(credential: Credential, kind: CredentialKind, fault: Fault): Record<string, unknown> {
  const { id, type, ...said } = credential.credentialSubject;
  if (credential.type[1] !== kind.type) fault('/type/1', `应为 ${kind.type}`, `it has to be ${kind.type}`);
  if (type !== kind.subjectType)
    fault('/credentialSubject/type', `应为 ${kind.subjectType}`, `it has to be ${kind.subjectType}`);
  const prefix = subjectPrefix(kind);
  if (!id.startsWith(prefix))
    fault('/credentialSubject/id', `应以 ${prefix} 起首`, `it has to begin with ${prefix}`);
  return { [kind.idMember]: id.slice(prefix.length), ...said };
}

/** The context is the one that this log publishes for the kind, and has a term for every member. */
function checkContext(credential: Credential, kind: CredentialKind, log: string, fault: Fault): void {
  const ours = contextOf(kind, log);
  if (credential['@context'][1] !== ours.id)
    fault('/@context/1', `应为 ${ours.id}`, `it has to be ${ours.id}`);
  const [named] = credential.relatedResource;
  if (named.id !== ours.id || named.digestSRI !== ours.digestSRI)
    fault('/relatedResource', '不是该上下文之摘要', 'not the digest of that context');
  for (const member of Object.keys(credential.credentialSubject))
    if (!['id', 'type'].includes(member) && !Object.hasOwn(kind.terms, member))
      fault(`/credentialSubject/${member}`, '上下文中无此项', 'the context has no such member');
}

/**
 * Every option of the proof is the one that it has to be, and its value signs them and the credential: as it
 * was read, before any schema could have left something out.
 */
function checkProof(credential: Credential, since: string, publicKey: Uint8Array, fault: Fault): void {
  const { proof, ...unsecured } = credential;
  const wanted = proofOptions(publicKey, since, credential['@context']);
  if (credential.validFrom !== since) fault('/validFrom', `应为 ${since}`, `it has to be ${since}`);
  try {
    for (const [name, value] of Object.entries(wanted))
      if (canonicalize(proof[name as keyof typeof proof]) !== canonicalize(value))
        fault(`/proof/${name}`, '不是此凭证所应有', 'not what the proof of this credential has to say');
    if (!proves(proof as Proof, unsecured, publicKey))
      fault('/proof/proofValue', '签名不成立', 'the signature does not hold');
  } catch (error) {
    if (!(error instanceof CanonicalError)) throw error;
    fault('/proof/proofValue', `无规范形式：${error.message}`, `it has no canonical form: ${error.message}`);
  }
}

/** Where a part of the certificate stands in the credential. */
function within({ member, idMember }: CredentialKind, path: string): string {
  const [, first = '', ...rest] = path.split('/');
  const below = (parts: string[]) => parts.map((part) => `/${part}`).join('');
  if (first === member)
    return `/credentialSubject${below(rest[0] === idMember ? ['id', ...rest.slice(1)] : rest)}`;
  if (first === 'evidence') return `/evidence/0/leaves${below(rest)}`;
  return first === '' ? '/evidence/0' : `/evidence/0/${first}${below(rest)}`;
}
