import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { run } from '../../events/cli/verify.ts';
import { contextNamed, W3C_CONTEXT } from '../../events/credential/context.ts';
import { credentialOf } from '../../events/credential/credential.ts';
import { didKeyOf } from '../../events/credential/did-key.ts';
import { isText, proofOf } from '../../events/credential/eddsa-jcs.ts';
import { openCredential } from '../../events/credential/open-credential.ts';
import { formatCheckpoint } from '../../events/tlog/checkpoint.ts';
import { formatVkey } from '../../events/tlog/note-key.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { certificate } from '../support/log/certificate.ts';
import { logSigner } from '../support/log/log.ts';
import { toldBy } from '../support/told.ts';
import { type Loose, lies, otherLog } from './credential-lies.ts';

type Made = Awaited<ReturnType<typeof credentialOf>>;

const made: Made = await credentialOf(await certificate(), logSigner);

/** What `lvzhang verify` answers to a credential: its exit code and what it prints. */
const verified = (credential: unknown, vkey = formatVkey(logSigner.key), lang = 'en') =>
  toldBy(run, JSON.stringify(credential), ['--vkey', vkey, '--lang', lang]);

/** The pointers of the faults that are told. */
const pointers = (printed: string) => [...printed.matchAll(/^- (\S*):/gm)].map(([, pointer]) => pointer);

/** A copy in which no part is another's, as it is read from a file. */
const clone = (value: unknown): Loose => JSON.parse(JSON.stringify(value));

/** The credential with a change, signed again by whoever has the log's key. */
async function signedAgain(change: (credential: Loose) => void): Promise<unknown> {
  const changed = clone(made);
  change(changed);
  const { proof, ...unsecured } = changed;
  const { proofValue: _value, ...options } = proof;
  const { key, sign } = logSigner;
  return { ...unsecured, proof: await proofOf(unsecured, options, { sign, publicKey: key.publicKey }) };
}

describe('a credential', () => {
  it('has the words and the evidence of its certificate, under the key of the log', async () => {
    const { format, retirement, log, evidence } = await certificate();
    const { id, ...words } = retirement;
    expect(made).toMatchObject({
      type: ['VerifiableCredential', 'RetirementCredential'],
      issuer: didKeyOf(logSigner.key.publicKey),
      validFrom: retirement.at,
      credentialSubject: { ...words, id: `urn:lvzhang:retirement:${id}`, type: 'Retirement' },
      evidence: [{ type: 'LogEvidence', format, log, leaves: evidence }],
      proof: { created: retirement.at, '@context': made['@context'] },
    });
    const [w3c, ours] = made['@context'];
    expect(w3c).toBe(W3C_CONTEXT);
    expect(ours).toBe('https://lvzhang.test/log/contexts/retirement-v1');
    const digest = createHash('sha256').update(contextNamed('retirement-v1')!).digest('base64');
    expect(made.relatedResource).toEqual([{ id: ours, digestSRI: `sha256-${digest}` }]);
  });

  it('is the same to the byte whenever it is made of the same evidence', async () => {
    expect(canonicalize(await credentialOf(await certificate(), logSigner))).toBe(canonicalize(made));
  });

  it('is proven by lvzhang verify, in either language and less than a second', async () => {
    const before = performance.now();
    const zh = await verified(made, undefined, 'zh');
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(zh).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^成立：注销 35 吨[\s\S]*可验证凭证/),
    });
    expect(await verified(made)).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^PROVEN: 35 tCO2e[\s\S]*issued by did:key:z6Mk/),
    });
  });

  it('is not proven with another key, nor by another issuer', async () => {
    const { code, printed } = await verified(made, formatVkey(otherLog.key));
    expect(code).toBe(1);
    expect(pointers(printed)).toEqual(
      expect.arrayContaining([
        '/issuer',
        '/proof/verificationMethod',
        '/proof/proofValue',
        '/evidence/0/log',
      ]),
    );
    const forged = await credentialOf(await certificate(), otherLog);
    expect(pointers((await verified(forged)).printed)).toEqual([
      '/issuer',
      '/proof/verificationMethod',
      '/proof/proofValue',
    ]);
  });

  it.each(lies)('is not proven with %s', async (_what, wanted, lie) => {
    const changed = clone(made);
    lie(changed);
    const { code, printed } = await verified(changed);
    expect(code).toBe(1);
    const found = pointers(printed);
    expect(found).toContain('/proof/proofValue');
    for (const pointer of wanted) expect(found).toContain(pointer);
  });

  it.each(lies.filter(([, wanted]) => wanted.length > 0 && !wanted[0]!.startsWith('/proof')))(
    'is not proven with %s, were it signed by the log itself',
    async (what, wanted, lie) => {
      if (what === 'a fraction') return;
      const { code, printed } = await verified(await signedAgain(lie));
      expect(code).toBe(1);
      expect(pointers(printed)).not.toContain('/proof/proofValue');
      expect(pointers(printed)).toContain(wanted[0]);
    },
  );

  it('is not proven with half a surrogate pair, which has no canonical form', async () => {
    const changed = clone(made);
    changed.relatedResource[0].id += '\ud800';
    const { code, printed } = await verified(changed);
    expect(code).toBe(1);
    expect(pointers(printed)).toEqual(expect.arrayContaining(['/relatedResource', '/proof/proofValue']));
  });

  it.each([
    [
      'a member of its own',
      '',
      (c: Loose) => {
        c.validUntil = '2030-01-01T00:00:00Z';
      },
    ],
    [
      'two proofs',
      '/proof',
      (c: Loose) => {
        c.proof = [c.proof, c.proof];
      },
    ],
    [
      'no proof',
      '/proof',
      (c: Loose) => {
        delete c.proof;
      },
    ],
    [
      'another first context',
      '/@context/0',
      (c: Loose) => {
        c['@context'][0] = 'https://www.w3.org/2018/credentials/v1';
      },
    ],
  ])('is none with %s', async (_what, pointer, lie) => {
    const changed = clone(made);
    lie(changed);
    const { code, printed } = await verified(changed);
    expect(code).toBe(1);
    expect(pointers(printed)).toEqual([pointer || '/']);
  });

  it.each([
    ['retirement-v1', '633764db95108cf37c7d22486a7430ce0458c53ec92c73e7974a737d216802f1'],
    ['green-power-v1', 'ffac1bb10feba5c7cf6b1acf03baa0d22314facf0f8cac9fb3ded8b919d99bad'],
    ['claim-v1', 'dd0bbeaab77d86dc3f5ef1c50f223b241aa27c0f3be5f6e0b4d78fb9e29e4379'],
    ['issuance-v1', '6252e85c2b4e42fb35a5ec2308e8c13fc7f2d0e9f3e5df6bafa35dfa8d0648e9'],
  ])('has a context that never changes: %s', (name, digest) => {
    expect(createHash('sha256').update(contextNamed(name)!).digest('hex')).toBe(digest);
  });

  it('of a format that this release does not know is told so', async () => {
    const later = clone(made);
    later.evidence[0].format = 'lvzhang-retirement-certificate/v9';
    expect(await verified(later)).toMatchObject({
      code: 2,
      printed: expect.stringContaining('take a newer one'),
    });
    expect(openCredential(JSON.stringify(later), logSigner.key).faults).toMatchObject([
      { path: '/evidence/0/format' },
    ]);
  });

  it('is signed as hashes, which no text can be: a checkpoint of 64 bytes is one', () => {
    const body = formatCheckpoint({ origin: 'lvzhang.test/log', size: 9, root: new Uint8Array(32) });
    expect(toUtf8(body)).toHaveLength(64);
    expect(isText(toUtf8(body))).toBe(true);
    expect(isText(new Uint8Array(64).fill(0xff))).toBe(false);
  });
});
