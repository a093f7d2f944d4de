/** Whose leaf it is: every leaf that names an organization, and what shows that it asked for it. */
import { describe, expect, it } from 'vitest';
import type { Mention } from '../../events/mention.ts';
import { mentionsIn, Watch, type Watched } from '../../events/watch.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { as, History, OPERATOR, SYSTEM } from '../support/history/history.ts';
import { registerKey, revokeKey } from '../support/history/key-steps.ts';
import { actingFor, unite } from '../support/history/union-steps.ts';
import { logFiles, MemorySource, ORIGIN } from '../support/log/log.ts';
import { TestSigner } from '../support/signing.ts';

/** A developer with a batch, a buyer, and somebody else; whoever watches is given by each test. */
function smallHistory() {
  const h = new History('watch');
  const developer = h.organization({ name: '林业', roles: ['developer'] });
  const buyer = h.organization({ name: '铜业' });
  const other = h.organization({ name: '钢铁' });
  const batch = h.issue({ project: h.project({ developer: developer.id }) });
  const retire = (by = as(developer.id, 'developer'), account = developer.account) =>
    h.retire({ account, items: [{ batch, quantity: 1 }] }, by);
  const offer = (from = developer, to = buyer) =>
    h.offer(
      { from: from.account, to: to.account, items: [{ batch, quantity: 5 }] },
      as(from.id, from === developer ? 'developer' : 'enterprise'),
    );
  return { h, developer, buyer, other, batch, retire, offer };
}

function watched(leaves: readonly string[], what: Partial<Watched> & { organization: string }) {
  const watch = new Watch({ log: ORIGIN, commits: new Set(), ...what });
  const mentions = leaves.map((leaf) => watch.take(leaf)).filter((each) => each !== undefined);
  return { watch, mentions };
}
const told = ({ type, ties, verdict }: Mention) => `${type} ${ties.join('+')} ${verdict}`;
const last = (h: History, what: Partial<Watched> & { organization: string }) => {
  const mention = watched(h.leaves, what).mentions.at(-1);
  return mention?.index === h.leaves.length - 1 ? told(mention) : undefined;
};

function edit(h: History, change: (event: RegistryEvent) => unknown): void {
  const event = JSON.parse(h.leaves.pop()!) as RegistryEvent;
  change(event);
  h.leaves.push(canonicalize(event));
}

describe('what names an organization', () => {
  it('is its registration, its project, its batch and its account, each found in what came before', () => {
    const s = smallHistory();
    const { id } = s.retire();
    expect(
      watched(s.h.leaves, { organization: s.developer.id, commits: new Set([id]) }).mentions.map(told),
    ).toEqual([
      'organization.registered named other',
      'project.imported named other',
      'units.issued account+project other',
      'units.retired by+account+batch own',
    ]);
  });

  it('is its side of a transfer, through to what becomes of it', () => {
    const s = smallHistory();
    const { id } = s.offer();
    const accepted = s.h.endTransfer(id, 'accept', as(s.buyer.id));
    const commits = new Set([accepted.id]);
    expect(watched(s.h.leaves, { organization: s.buyer.id, commits }).mentions.map(told)).toEqual([
      'organization.registered named other',
      'units.offered account other',
      'transfer.accepted by+transfer own',
    ]);
    expect(watched(s.h.leaves, { organization: s.developer.id }).mentions.map(told).slice(-2)).toEqual([
      'units.offered by+account+batch stranger',
      'transfer.accepted batch+transfer other',
    ]);
    expect(watched(s.h.leaves, { organization: s.other.id }).mentions).toHaveLength(1);
  });

  it('is not that it held before what somebody else holds now', () => {
    const s = smallHistory();
    s.h.endTransfer(s.offer().id, 'accept', as(s.buyer.id));
    s.h.endTransfer(s.offer(s.buyer, s.other).id, 'accept', as(s.other.id));
    s.retire(as(s.other.id), s.other.account);
    expect(last(s.h, { organization: s.buyer.id })).toBeUndefined();
    expect(last(s.h, { organization: s.developer.id })).toBe('units.retired batch other');
  });
});

it('an expiry names nobody: it is told to whoever moved the units last', () => {
  const s = smallHistory();
  s.retire();
  edit(s.h, (event) => {
    const { items, quantity } = event.facts as Extract<RegistryEvent, { type: 'units.retired' }>['facts'];
    const facts = { facility: 'f-00000000000000000000', month: '2025-01', items, quantity };
    Object.assign(event, { type: 'units.expired', by: { org: SYSTEM.org, role: SYSTEM.role }, facts });
  });
  // The batch was issued into the developer's account, by a leaf about it.
  expect(last(s.h, { organization: s.developer.id })).toBe('units.expired batch+units other');
  expect(last(s.h, { organization: s.buyer.id })).toBeUndefined();
});

describe('an organization under two spellings', () => {
  /** United, with 1,000 units in the account of the one that was closed. */
  function spellings() {
    const s = smallHistory();
    const spelt = (name: string) =>
      s.h.organization({ name, roles: ['developer', 'enterprise'], foreign: { source: 'VROD', name } });
    const [full, half] = [spelt('林业（集团）'), spelt('林业(集团)')];
    const batch = s.h.issue({ project: s.h.project({ developer: half.id }) });
    unite(s.h, full.id, half.id, 660_001);
    const items = [{ batch, quantity: 1 }];
    const retire = (by = actingFor(full.id, half.id)) => s.h.retire({ account: half.account, items }, by);
    const offerTo = () =>
      s.h.offer(
        { from: s.developer.account, to: half.account, items: [{ batch: s.batch, quantity: 1 }] },
        as(s.developer.id, 'developer'),
      );
    return { ...s, full, half, retire, offerTo };
  }
  const lastOf = ({ h, full, half }: ReturnType<typeof spellings>, commits: string[] = []) =>
    [full, half].map(({ id }) => last(h, { organization: id, commits: new Set(commits) }));

  it('is told of the uniting: whoever was closed did not ask for it', () => {
    expect(lastOf(spellings())).toEqual([
      'organization.united named other',
      'organization.united named stranger',
    ]);
  });

  it('knows what it does for the other by its own keys', () => {
    const s = spellings();
    const { id } = s.retire();
    const [tie, other] = ['units.retired by+named+account', 'units.retired named+account+batch other'];
    expect(lastOf(s, [id])).toEqual([`${tie} own`, other]);
    expect(lastOf(s)).toEqual([`${tie} stranger`, other]);
  });

  it('sees what comes into the account of the other', () => {
    const s = spellings();
    s.offerTo();
    expect(lastOf(s)).toEqual(['units.offered account other', 'units.offered account other']);
  });

  it.each<[string, (event: RegistryEvent, s: ReturnType<typeof spellings>) => unknown]>([
    ['the other still acts', (event, { half }) => (event.by = { org: half.id, role: 'enterprise' })],
    ['somebody acts for the other', (event, { buyer }) => (event.by.org = buyer.id)],
    ['somebody takes its units', (event, { buyer }) => (event.by = { org: buyer.id, role: 'enterprise' })],
  ])('a stranger: %s', (_, change) => {
    const s = spellings();
    s.retire();
    edit(s.h, (event) => change(event, s));
    expect(lastOf(s)).toEqual([expect.stringMatching(/ stranger$/), expect.stringMatching(/ stranger$/)]);
  });
});

describe('in its name', () => {
  it('under a key that it knows: its own; under none: a stranger', () => {
    const s = smallHistory();
    const { id } = s.retire();
    const organization = s.developer.id;
    expect(last(s.h, { organization, commits: new Set([id]) })).toBe('units.retired by+account+batch own');
    expect(last(s.h, { organization, commits: new Set([commitId(organization, 'mine')]) })).toBe(
      'units.retired by+account+batch stranger',
    );
  });

  it('a second leaf under one key is a stranger', () => {
    const s = smallHistory();
    const { id } = s.retire();
    s.h.leaves.push(s.h.leaves.at(-1)!);
    const { mentions } = watched(s.h.leaves, { organization: s.developer.id, commits: new Set([id]) });
    expect(mentions.slice(-2).map(({ verdict }) => verdict)).toEqual(['own', 'stranger']);
  });

  it('with its signature: its own, as long as it registered the key itself', () => {
    const s = smallHistory();
    const organization = s.developer.id;
    const { kid } = registerKey(s.h, organization, 1);
    const registration = (JSON.parse(s.h.leaves.at(-1)!) as RegistryEvent).id;
    s.retire();
    const signed = 'units.retired by+account+batch signed';
    expect(last(s.h, { organization, commits: new Set([registration]) })).toBe(signed);
    expect(last(s.h, { organization, kids: new Set([kid]) })).toBe(signed);
    // A key that the registry made up signs no worse than a real one.
    const { mentions } = watched(s.h.leaves, { organization });
    expect(mentions.slice(-2).map(({ verdict }) => verdict)).toEqual(['stranger', 'stranger']);
  });

  it('a key registered under the id of its own with other bytes is a stranger', () => {
    const s = smallHistory();
    const organization = s.developer.id;
    const { kid } = new TestSigner(1);
    const other = new TestSigner(2);
    s.h.commit(as(organization, 'developer'), ({ id }) => ({
      type: 'organization.key-registered',
      facts: { organization, ...other.key, kid, proof: other.proof(organization, id) },
      advances: [`organization:${organization}`],
    }));
    expect(last(s.h, { organization, kids: new Set([kid]) })).toMatch(/stranger$/);
  });

  it('its key registered anew with the proof of another time is a stranger', () => {
    const s = smallHistory();
    const organization = s.developer.id;
    const signer = new TestSigner(1);
    s.h.forge(as(organization, 'developer'), {
      type: 'organization.key-registered',
      facts: { organization, ...signer.key, proof: signer.proof(organization, 'another commit') },
      advances: [`organization:${organization}`],
    });
    expect(last(s.h, { organization, kids: new Set([signer.kid]) })).toMatch(/stranger$/);
  });

  it('what was signed for another log is a stranger, the proof of its key too', () => {
    const s = smallHistory();
    const organization = s.developer.id;
    const { kid } = registerKey(s.h, organization, 1);
    s.retire();
    const { mentions } = watched(s.h.leaves, {
      organization,
      log: 'another.test/log',
      kids: new Set([kid]),
    });
    expect(mentions.slice(-2).map(({ verdict }) => verdict)).toEqual(['stranger', 'stranger']);
  });

  it('with a further key that one in force signed for; and no more once that has ended', () => {
    const s = smallHistory();
    const organization = s.developer.id;
    const first = registerKey(s.h, organization, 1);
    registerKey(s.h, organization, 2);
    s.retire();
    const kids = new Set([first.kid]);
    expect(last(s.h, { organization, kids })).toMatch(/signed$/);
    revokeKey(s.h, organization, new TestSigner(2).kid, OPERATOR);
    expect(last(s.h, { organization, kids })).toBe('organization.key-revoked named other');
    s.h.wait(1);
    s.retire();
    expect(last(s.h, { organization, kids })).toMatch(/stranger$/);
  });

  it.each<[string, (event: RegistryEvent, signer: TestSigner) => unknown]>([
    ['another body', (event) => Object.assign(event.sig!, { body: `sha256:${'0'.repeat(64)}` })],
    ['a key of nobody', (event) => Object.assign(event, { sig: new TestSigner(9).signatureOf(event) })],
    [
      'another request',
      (event, signer) => {
        event.sig = signer.sign(event.by, event.id, { ...event.sig!, path: '/v1/transfers' });
      },
    ],
  ])('a signature over %s proves nothing', (_, fault) => {
    const s = smallHistory();
    const organization = s.developer.id;
    const signer = registerKey(s.h, organization, 1);
    s.retire();
    edit(s.h, (event) => fault(event, signer));
    expect(last(s.h, { organization, kids: new Set([signer.kid]) })).toMatch(/stranger$/);
  });
});

describe("by another's hand", () => {
  it('units that leave its account are taken by a stranger, whoever that is', () => {
    const s = smallHistory();
    s.retire();
    edit(s.h, (event) => Object.assign(event.by, { org: s.other.id, role: 'enterprise' }));
    expect(last(s.h, { organization: s.developer.id })).toBe('units.retired account+batch stranger');
    edit(s.h, (event) => Object.assign(event.by, { org: OPERATOR.org, role: 'operator' }));
    expect(last(s.h, { organization: s.developer.id })).toBe('units.retired account+batch stranger');
  });

  it('the operator records what was retired elsewhere', () => {
    const s = smallHistory();
    s.retire();
    edit(s.h, (event) => {
      Object.assign(event.by, { org: OPERATOR.org, role: 'operator' });
      Object.assign(event.facts, { imported: true });
    });
    expect(last(s.h, { organization: s.developer.id })).toBe('units.retired account+batch other');
  });
});

describe('what nobody can read', () => {
  it.each([
    ['no JSON', '{'],
    ['no object', 'null'],
    ['an id written otherwise', '{"advances":[],"by":{"org":"\\u006f-1"},"facts":{}}'],
    ['nothing that advances', '{"advances":[1],"by":{"org":"o"},"facts":{}}'],
    ['deep brackets', '['.repeat(60_000) + ']'.repeat(60_000)],
  ])('is counted: %s', (_, leaf) => {
    const { watch, mentions } = watched([leaf], { organization: 'o' });
    expect([watch.unreadable, mentions]).toEqual([[0], []]);
  });

  it('is counted where it names the organization against its schema', () => {
    const s = smallHistory();
    s.retire();
    edit(s.h, (event) => Object.assign(event.facts, { more: 1 }));
    const { watch } = watched(s.h.leaves, { organization: s.developer.id });
    expect(watch.unreadable).toEqual([s.h.leaves.length - 1]);
  });
});

it('goes on from where it was, over bundles', async () => {
  const s = smallHistory();
  while (s.h.leaves.length < 300) s.retire();
  const source = async (size: number) => new MemorySource(await logFiles(s.h.leaves.slice(0, size)));
  const watch = new Watch({ log: ORIGIN, organization: s.developer.id, commits: new Set() });
  const indexes: number[] = [];
  for (const size of [100, 100, 256, 300])
    for await (const { index } of mentionsIn(await source(size), size, watch)) indexes.push(index);
  const { mentions } = watched(s.h.leaves, { organization: s.developer.id });
  expect(indexes).toEqual(mentions.map(({ index }) => index));
  expect(watch.size).toBe(300);
});
