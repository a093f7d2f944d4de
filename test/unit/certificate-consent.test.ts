/** What a certificate says of who asked for the retirement, and every lie about it. */
import { describe, expect, it } from 'vitest';
import { type Certificate, verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { certificateLines } from '../../events/certificate/told/certificate-text.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toBase64url, toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import type { EntityId } from '../../shared/ledger/entity.ts';
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import { bodyDigest, canonicalJson } from '../../shared/ledger/signature.ts';
import { as, History, OPERATOR } from '../support/history/history.ts';
import { registerKey, revokeKey } from '../support/history/key-steps.ts';
import { actingFor, unite } from '../support/history/union-steps.ts';
import { certificate, certificateOf, signedCertificateOf } from '../support/log/certificate.ts';
import { logSigner } from '../support/log/log.ts';
import { TestSigner } from '../support/signing.ts';

const verify = (value: Certificate) => verifyCertificate(JSON.stringify(value), { logKey: logSigner.key });
const said = (value: Certificate, language: 'zh' | 'en' = 'en') =>
  certificateLines(verify(value), 'x', language).join('\n');
const paths = (value: Certificate) => verify(value).faults.map(({ path }) => path);

const WORDS = { beneficiary: '赤峰铜业有限公司', reason: '2025 年度残余排放抵销' };

/** 35 tonnes of a batch of which the holder has had a key for a day: a quantity, and serials by name. */
function smallHistory(request: (all: { account: string; batch: string }) => object = asked) {
  const h = new History('consent of a certificate');
  const holder = h.organization({ name: '市农投', roles: ['developer'] });
  const stranger = h.organization({ name: '别人', roles: ['developer'] });
  const batch = h.issue({ project: h.project({ developer: holder.id }) });
  const signer = registerKey(h, holder.id, 1);
  h.wait(1);
  const body = request({ account: holder.account, batch });
  signer.body = body;
  const items = [
    { batch, from: 11, to: 15 },
    { batch, quantity: 30 },
  ];
  const retire = (by = holder.id, account = holder.account) =>
    h.retire({ account, items, ...WORDS }, as(by, 'developer'), h.held(holder.account));
  return { h, holder, stranger, batch, signer, body, retire };
}
type SmallHistory = ReturnType<typeof smallHistory>;

const asked = ({ account, batch }: { account: string; batch: string }) => ({
  account,
  items: [
    { batch, from: 11, to: 15 },
    { batch, quantity: 30 },
  ],
  ...WORDS,
});

/** Index of the first leaf of a type that names all of that. */
const leafOf = ({ h }: Pick<SmallHistory, 'h'>, type: string, ...named: string[]) =>
  h.leaves.findIndex((leaf) => [`"type":"${type}"`, ...named].every((each) => leaf.includes(each)));

function leavesOf(s: SmallHistory) {
  const revoked = leafOf(s, 'organization.key-revoked', s.signer.kid);
  return {
    key: leafOf(s, 'organization.key-registered', s.signer.kid),
    account: leafOf(s, 'organization.registered', s.holder.account),
    ...(revoked >= 0 && { revoked }),
  };
}

async function signed(s: SmallHistory = smallHistory()): Promise<Certificate> {
  const event = s.retire();
  return signedCertificateOf(s.h, event, s.body, leavesOf(s));
}

describe('a certificate of a signed retirement', () => {
  it('proves that its holder asked for it, by name and key', async () => {
    const s = smallHistory();
    const value = await signed(s);
    expect(verify(value)).toMatchObject({
      valid: true,
      faults: [],
      consent: { org: s.holder.id, kid: s.signer.kid, name: '市农投' },
    });
    expect(said(value)).toContain(`consent proven by key ${s.signer.kid} of 市农投 (${s.holder.id})`);
    expect(said(value, 'zh')).toContain(`办理意愿已证：市农投 (${s.holder.id}) 的密钥 ${s.signer.kid}`);
    expect(said(value)).toContain('that the key was not revoked before');
  });

  it('says that its key was revoked afterwards', async () => {
    const s = smallHistory();
    const event = s.retire();
    revokeKey(s.h, s.holder.id, s.signer.kid, OPERATOR);
    const value = await signedCertificateOf(s.h, event, s.body, leavesOf(s));
    expect(verify(value)).toMatchObject({ valid: true, consent: { kid: s.signer.kid } });
    expect(said(value)).toContain('the key was revoked later, at 2026-11-22');
  });

  it('says that its key was revoked before, while the command was under way', async () => {
    const s = smallHistory();
    const revoked = revokeKey(s.h, s.holder.id, s.signer.kid, OPERATOR);
    s.h.wait(30 / 86_400);
    const event = s.retire();
    const seconds = Math.round((Date.parse(event.at) - Date.parse(revoked.at)) / 1000);
    const value = await signedCertificateOf(s.h, event, s.body, leavesOf(s));
    expect(said(value)).toContain(`the key was revoked ${seconds} s before, at ${revoked.at}`);
    expect(said(value, 'zh')).toContain(`该密钥已于此前 ${seconds} 秒（${revoked.at}）撤销`);
    expect(said(value)).not.toMatch(/revoked later|that the key was not revoked/);
  });

  it('takes the purpose that credits have where none is named', async () => {
    expect(
      verify(await signed(smallHistory((all) => ({ ...asked(all), purpose: 'voluntary' })))),
    ).toMatchObject({
      valid: true,
    });
  });
});

describe('a certificate of a retirement that nobody signed', () => {
  it("says that it is the registry's word alone", async () => {
    expect(said(await certificate())).toContain(
      "not signed: that its holder asked for it is the registry's word",
    );
    expect(said(await certificate(), 'zh')).toContain('未签名：由何人办理，只有登记簿之言为凭');
  });

  it('has nothing to prove', async () => {
    const { consent } = await signed();
    expect(paths({ ...(await certificate()), consent })).toContain('/consent');
  });
});

describe('a certificate of what was done for an organization that was united into another', () => {
  async function forHalf(drop?: 'united') {
    const h = new History('consent for another');
    const spelt = (name: string) =>
      h.organization({ name, roles: ['developer'], foreign: { source: 'VROD', name } });
    const [full, half] = [spelt('林业（集团）'), spelt('林业(集团)')];
    const batch = h.issue({ project: h.project({ developer: half.id }) });
    unite(h, full.id, half.id, 660_002);
    const signer = registerKey(h, full.id, 1);
    h.wait(1);
    signer.body = asked({ account: half.account, batch });
    const items = [
      { batch, from: 11, to: 15 },
      { batch, quantity: 30 },
    ];
    const command = { account: half.account, items, ...WORDS };
    const event = h.retire(command, actingFor(full.id, half.id, 'developer'), h.held(half.account));
    const leaves = {
      key: leafOf({ h }, 'organization.key-registered', signer.kid),
      account: leafOf({ h }, 'organization.registered', half.account),
      ...(drop !== 'united' && { united: leafOf({ h }, 'organization.united', half.id) }),
    };
    return { full, half, value: await signedCertificateOf(h, event, signer.body, leaves), leaves };
  }

  it('proves who asked for it, and that the holder is one with it', async () => {
    const { full, half, value, leaves } = await forHalf();
    expect(verify(value)).toMatchObject({ valid: true, consent: { org: full.id, for: half.id } });
    expect(said(value)).toContain(`of ${full.id}, into which 林业(集团) (${half.id}) was united`);
    expect(said(value, 'zh')).toContain(`${full.id}（林业(集团) (${half.id}) 已并入）`);
    const word = `That ${full.id} acts for ${half.id} is the operator's word (leaf ${leaves.united}).`;
    expect(said(value)).toContain(word);
    expect(said(value, 'zh')).toContain(`只有登记机构之言为凭（记录 ${leaves.united}）`);
  });

  it('proves nothing without that', async () => {
    expect(paths((await forHalf('united')).value)).toEqual(['/consent/united']);
    const { value } = await forHalf();
    const { consent } = value;
    expect(paths({ ...value, consent: { ...consent!, united: consent!.account! } })).toEqual([
      '/consent/united',
    ]);
  });
});

describe('a request that the leaf is not of', () => {
  const cases: [string, string, (all: { account: string; batch: string }) => object][] = [
    ['/consent/body/beneficiary', 'another beneficiary', (all) => ({ ...asked(all), beneficiary: '别人' })],
    ['/consent/body/reason', 'another reason', (all) => ({ ...asked(all), reason: '别的' })],
    ['/consent/body/purpose', 'another purpose', (all) => ({ ...asked(all), purpose: 'compulsory' })],
    [
      '/consent/body/account',
      'another account',
      (all) => ({ ...asked(all), account: `a-${'0'.repeat(20)}` }),
    ],
    ['/consent/body/consumptionYear', 'a year', (all) => ({ ...asked(all), consumptionYear: 2025 })],
    [
      '/consent/body/foreign',
      'another registry',
      (all) => ({ ...asked(all), foreign: { retiredOn: '2025-01-01' } }),
    ],
    ['/consent/body/note', 'a word more', (all) => ({ ...asked(all), note: '仅此一次' })],
    [
      '/consent/body/items',
      'fewer units',
      ({ batch, account }) => ({ ...asked({ batch, account }), items: [{ batch, quantity: 34 }] }),
    ],
    [
      '/consent/body/items',
      'other serials',
      ({ batch, account }) => ({
        ...asked({ batch, account }),
        items: [
          { batch, from: 1, to: 5 },
          { batch, quantity: 30 },
        ],
      }),
    ],
    [
      '/consent/body/items',
      'another batch',
      (all) => ({ ...asked(all), items: [{ batch: `b-${'0'.repeat(20)}`, quantity: 35 }] }),
    ],
    ['/consent/body', 'no units at all', (all) => ({ ...asked(all), items: undefined })],
    ['/consent/body', 'no object', () => []],
  ];
  it.each(cases)('%s: %s', async (path, _, request) => {
    const value = await signed(smallHistory(request));
    expect(paths(value)).toEqual([path]);
    expect(said(value)).toContain('NOT PROVEN');
  });

  it('/consent/body: one that says a thing twice', async () => {
    const s = smallHistory();
    const twice = `{"account":"a-0",${canonicalJson(s.body).slice(1)}`;
    const sign = s.signer.signatureOf.bind(s.signer);
    s.signer.signatureOf = (event: RegistryEvent) => {
      const body = `sha256:${toHex(sha256(toUtf8(twice)))}`;
      return s.signer.sign(event.by.org, event.id, { ...sign(event), body });
    };
    const value = await signed(s);
    expect(paths({ ...value, consent: { ...value.consent!, body: twice } })).toEqual(['/consent/body']);
  });
});

describe('a leaf in the name of a holder who did not sign it', () => {
  /** The small history's retirement with another signature than its own. */
  async function forged(change: (event: RegistryEvent, s: SmallHistory) => unknown, s = smallHistory()) {
    const event = structuredClone(s.retire());
    s.h.leaves.pop();
    change(event as RegistryEvent, s);
    s.h.leaves.push(canonicalize(event));
    return signedCertificateOf(s.h, event, s.body, leavesOf(s));
  }
  const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

  const cases: [string, (event: RegistryEvent, s: SmallHistory) => unknown][] = [
    ['a value of nothing', (event) => (event.sig!.value = 'A'.repeat(86))],
    [
      "another's key under this one's name",
      (event, s) => {
        const other = new TestSigner(9).sign(s.holder.id, event.id, event.sig!);
        event.sig!.value = other.value;
      },
    ],
    [
      'another key',
      (event, s) => {
        const { path, at } = event.sig!;
        event.sig = new TestSigner(9).sign(s.holder.id, event.id, { path, at, body: bodyDigest(s.body) });
      },
    ],
    [
      'the signature of another commit',
      (event, s) => {
        const { path, body, at } = event.sig!;
        event.sig = s.signer.sign(s.holder.id, toBase64url(sha256(toUtf8('other'))), { path, body, at });
      },
    ],
    [
      'one for another log',
      (event, s) => {
        const { path, body, at } = event.sig!;
        event.sig = new TestSigner(1, 'another.test/log').sign(s.holder.id, event.id, { path, body, at });
      },
    ],
    [
      'one for another request',
      (event, s) => {
        const { body, at } = event.sig!;
        event.sig = s.signer.sign(s.holder.id, event.id, { path: '/v1/transfers', body, at });
      },
    ],
    [
      'one of long ago',
      (event, s) => {
        const { path, body, at } = event.sig!;
        event.sig = s.signer.sign(s.holder.id, event.id, { path, body, at: later(at, -3_600_000) });
      },
    ],
  ];
  it.each(cases)('/consent/key: %s', async (_, change) => {
    expect(paths(await forged(change))).toEqual(['/consent/key']);
  });

  it('/consent: none, with a proof of consent', async () => {
    const value = await forged((event) => delete (event as Partial<RegistryEvent>).sig);
    expect(paths(value)).toEqual(['/consent']);
  });

  it('/consent/key: with a key that was revoked before', async () => {
    const s = smallHistory();
    revokeKey(s.h, s.holder.id, s.signer.kid, OPERATOR);
    s.h.wait(1);
    const value = await signed(s);
    expect(paths(value)).toEqual(['/consent/key']);
    expect(said(value)).toMatch(/was revoked at 2026-11-22\S+, the leaf is of 2026-11-23/);
  });

  it('/consent/key: with one that came afterwards', async () => {
    const s = smallHistory();
    s.h.signers.set(s.holder.id, Object.assign(new TestSigner(2), { body: s.body }));
    const event = s.retire();
    s.h.signers.delete(s.holder.id);
    registerKey(s.h, s.holder.id, 2);
    const value = await signedCertificateOf(s.h, event, s.body, {
      ...leavesOf(s),
      key: leafOf(s, 'organization.key-registered', new TestSigner(2).kid),
    });
    expect(paths(value)).toEqual(['/consent/key']);
  });

  it("/consent/account: by a stranger with a key of its own, out of the holder's account", async () => {
    const s = smallHistory();
    const other = registerKey(s.h, s.stranger.id, 5);
    other.body = s.body;
    const { facts, advances } = s.retire();
    s.h.leaves.pop();
    const event = s.h.forge(as(s.stranger.id, 'developer'), {
      type: 'units.retired',
      facts,
      advances: advances.map(({ entity }) => entity as EntityId),
    }) as EventOfType<'units.retired'>;
    const key = leafOf(s, 'organization.key-registered', other.kid);
    for (const account of [leavesOf(s).account, leafOf(s, 'organization.registered', s.stranger.account)])
      expect(paths(await signedCertificateOf(s.h, event, s.body, { key, account }))).toEqual([
        '/consent/account',
      ]);
  });
});

describe('a leaf that opens what is not its own', () => {
  it.each(['account.opened', 'organization.registered'] as const)('/consent/account: %s', async (type) => {
    const s = smallHistory();
    const event = s.retire();
    const other = JSON.parse(s.h.leaves[leafOf(s, 'organization.registered', s.stranger.account)]!);
    const { id: organization, account } = s.holder;
    const facts = { ...other.facts, organization, account };
    const opened = { organization, account, province: '15' };
    s.h.leaves.push(canonicalize({ ...other, type, facts: type === 'account.opened' ? opened : facts }));
    const leaves = { ...leavesOf(s), account: s.h.leaves.length - 1 };
    const value = await signedCertificateOf(s.h, event, s.body, leaves);
    expect(paths(value)).toEqual(['/consent/account']);
    expect(said(value)).toContain('no proof that the account is');
  });
});

describe('each part of the proof', () => {
  const cases: [string[], string, (c: NonNullable<Certificate['consent']>, all: Certificate) => unknown][] = [
    [['/consent/body'], 'another body', (c) => (c.body = c.body.replace('30', '31'))],
    [['/consent/body'], 'no body', (c) => (c.body = '')],
    [
      ['/consent/key'],
      "the key's leaf changed",
      (c) => (c.key.leaf = c.key.leaf.replace('developer', 'generator')),
    ],
    [['/consent/key'], "another leaf's proof", (c) => (c.key.proof = c.account!.proof)],
    [['/consent/key'], 'a leaf that registers no key', (c) => (c.key = c.account!)],
    [['/consent/account'], 'a leaf that opens no account', (c) => (c.account = c.key)],
    [['/consent/account'], 'the account left out', (c) => delete c.account],
    [['/consent/revoked'], 'a revocation that is none', (c) => (c.revoked = c.account!)],
    [['/consent'], 'all of it left out', (_, all) => delete all.consent],
    [['/consent'], 'an unknown member', (c) => Object.assign(c, { note: 'x' })],
  ];
  it.each(cases)('%s: %s', async (path, _, change) => {
    const value = await signed();
    change(value.consent!, value);
    expect(paths(value)).toEqual(path);
  });
});

it('a retirement in another registry is told as its leaf tells it', async () => {
  const h = new History();
  const owner = h.organization({ name: '市农投', roles: ['developer'] });
  const batch = h.issue({ project: h.project({ developer: owner.id }), quantity: 10, retiredElsewhere: 4 });
  const foreign = { retiredOn: '2025-03-01', details: 'VCS 注销' };
  const event = h.retire({ account: owner.account, items: [{ batch, quantity: 4 }], foreign }, OPERATOR);
  const value = await certificateOf(h, event);
  expect(verify(value).faults).toEqual([]);
  value.retirement.foreign!.retiredOn = '2024-03-01';
  expect(paths(value)).toEqual(['/retirement/foreign']);
});
