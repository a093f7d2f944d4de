/** Changes of a retirement's credential, none of which may be proven. */
import { W3C_CONTEXT } from '../../events/credential/context.ts';
import { didKeyOf } from '../../events/credential/did-key.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { ORIGIN } from '../support/log/log.ts';
import { signerOf } from './file-signer.ts';

// biome-ignore lint/suspicious/noExplicitAny: a lie may have any shape.
export type Loose = any;

/** A log of the same name under another key. */
export const otherLog = signerOf(ORIGIN, ED25519, 77);

/** A change, and the pointers that are told of it beside the signature's. */
export const lies: [string, string[], (c: Loose) => void][] = [
  [
    'another quantity',
    ['/credentialSubject/quantity', '/credentialSubject/quantity'],
    (c) => {
      c.credentialSubject.quantity = 40;
    },
  ],
  [
    'another beneficiary',
    ['/credentialSubject/beneficiary'],
    (c) => {
      c.credentialSubject.beneficiary = '别人';
    },
  ],
  [
    'another retirement',
    ['/credentialSubject/id'],
    (c) => {
      c.credentialSubject.id += '0';
    },
  ],
  [
    'another subject',
    ['/credentialSubject/id', '/credentialSubject/id'],
    (c) => {
      c.credentialSubject.id = 'did:example:1';
    },
  ],
  [
    'another subject’s type',
    ['/credentialSubject/type'],
    (c) => {
      c.credentialSubject.type = 'Claim';
    },
  ],
  [
    'a member more',
    ['/credentialSubject/rating', '/credentialSubject'],
    (c) => {
      c.credentialSubject.rating = 'A';
    },
  ],
  [
    'another type',
    ['/type/1'],
    (c) => {
      c.type[1] = 'ClaimCredential';
    },
  ],
  [
    'another format',
    ['/type/1'],
    (c) => {
      c.evidence[0].format = 'lvzhang-claim-certificate/v1';
    },
  ],
  [
    'another issuer',
    ['/issuer'],
    (c) => {
      c.issuer = didKeyOf(otherLog.key.publicKey);
    },
  ],
  [
    'another first day',
    ['/validFrom'],
    (c) => {
      c.validFrom = '2020-01-01T00:00:00.000Z';
    },
  ],
  [
    'another context',
    ['/@context/1', '/proof/@context'],
    (c) => {
      c['@context'][1] = c['@context'][1].replace('retirement', 'claim');
    },
  ],
  [
    'the same context of another log',
    ['/@context/1', '/proof/@context'],
    (c) => {
      c['@context'][1] = c['@context'][1].replace('lvzhang.test', 'other.test');
    },
  ],
  [
    'another digest of the context',
    ['/relatedResource'],
    (c) => {
      c.relatedResource[0].digestSRI = 'sha256-AAAA';
    },
  ],
  [
    'another context in the proof',
    ['/proof/@context'],
    (c) => {
      c.proof['@context'] = [W3C_CONTEXT];
    },
  ],
  [
    'another time of the proof',
    ['/proof/created'],
    (c) => {
      c.proof.created = '2020-01-01T00:00:00.000Z';
    },
  ],
  [
    'another purpose',
    ['/proof/proofPurpose'],
    (c) => {
      c.proof.proofPurpose = 'authentication';
    },
  ],
  [
    'another suite',
    ['/proof/cryptosuite'],
    (c) => {
      c.proof.cryptosuite = 'eddsa-rdfc-2022';
    },
  ],
  [
    'another type of proof',
    ['/proof/type'],
    (c) => {
      c.proof.type = 'Ed25519Signature2020';
    },
  ],
  [
    'another method',
    ['/proof/verificationMethod'],
    (c) => {
      c.proof.verificationMethod = `${c.issuer}#other`;
    },
  ],
  [
    'a leaf less',
    ['/evidence/0/leaves'],
    (c) => {
      c.evidence[0].leaves.pop();
    },
  ],
  [
    'a changed leaf',
    ['/evidence/0/leaves/0'],
    (c) => {
      c.evidence[0].leaves[0].leaf = c.evidence[0].leaves[0].leaf.replace('30', '31');
    },
  ],
  [
    'another log',
    ['/evidence/0/log'],
    (c) => {
      c.evidence[0].log.origin = 'x';
    },
  ],
  [
    'half a consent',
    ['/evidence/0/consent/key'],
    (c) => {
      c.evidence[0].consent = { body: '{}' };
    },
  ],
  [
    'a member that JSON hides',
    [],
    (c) => {
      Object.defineProperty(c.credentialSubject, '__proto__', { value: {}, enumerable: true });
    },
  ],
  [
    'a fraction',
    ['/credentialSubject/quantity'],
    (c) => {
      c.credentialSubject.quantity = 35.5;
    },
  ],
];
