/** Consent in the log: an organization with a key signs, and whatever is forged in its name is found. */
import { describe, expect, it } from 'vitest';
import { LiveState } from '../../events/audit/live-state.ts';
import { Replay } from '../../events/audit/replay.ts';
import { keyRegistered } from '../../events/audit/rules/parties/organization-key.ts';
import { MERGE_DELAY_SECONDS, MERGE_SLACK_SECONDS, UNDER_WAY_SECONDS } from '../../events/tlog/promises.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import { SIGNED_AFTER_MAX_MS, SIGNED_BEFORE_MAX_MS } from '../../shared/ledger/signature.ts';
import type { OrganizationState } from '../../shared/parties/states.ts';
import { as, History, OPERATOR } from '../support/history/history.ts';
import { registerKey, revokeKey } from '../support/history/key-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import { ORIGIN } from '../support/log/log.ts';
import { TestSigner } from '../support/signing.ts';

const DAY_MS = 86_400_000;

function smallHistory() {
  const h = new History('consent');
  const { id, account } = h.organization({ name: '铜业', roles: ['developer'] });
  const batch = h.issue({ project: h.project({ developer: id }) });
  const retire = () => h.retire({ account, items: [{ batch, quantity: 1 }] }, as(id, 'developer'));
  return { h, id, account, batch, retire };
}
type SmallHistory = ReturnType<typeof smallHistory>;

/** A small history whose organization has had its key for a day. */
function keyed() {
  const s = smallHistory();
  const signer = registerKey(s.h, s.id, 1);
  s.h.wait(1);
  return { ...s, signer };
}

/** The rules that a leaf breaks, which is the last one. */
function rulesOfLast({ leaves }: History): string[] {
  const found = replayed(leaves);
  expect(found.filter(({ index }) => index !== leaves.length - 1)).toEqual([]);
  return found.map(({ rule }) => rule);
}

function edit({ h }: Pick<SmallHistory, 'h'>, change: (event: RegistryEvent) => unknown): void {
  const event = JSON.parse(h.leaves.pop()!) as RegistryEvent;
  change(event);
  h.leaves.push(canonicalize(event));
}

const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

it('what was signed for another log proves nothing, though all ids agree', () => {
  const s = keyed();
  s.retire();
  const replay = new Replay({ log: 'another.test/log' });
  const found = s.h.leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)]);
  expect(found.map(({ rule }) => rule)).toEqual(['key-not-held', 'signature-invalid']);
  expect(replay.consent.proven).toBe(0);
});

describe('consent is counted', () => {
  it('of those who sign, apart from those who do not', () => {
    const s = keyed();
    s.retire();
    s.retire();
    const replay = new Replay({ log: ORIGIN });
    expect(s.h.leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)])).toEqual([]);
    expect(replay.consent).toEqual({ leaves: 6, proven: 2 });
  });

  it('through a change of keys and the end of the last one', () => {
    const s = keyed();
    const first = s.signer;
    registerKey(s.h, s.id, 2);
    s.retire();
    revokeKey(s.h, s.id, first.kid);
    s.h.wait(1);
    const last = registerKey(s.h, s.id, 3);
    revokeKey(s.h, s.id, new TestSigner(2).kid);
    revokeKey(s.h, s.id, last.kid, OPERATOR);
    s.h.signers.clear();
    s.retire();
    expect(replayed(s.h.leaves)).toEqual([]);
  });
});

describe('a leaf in the name of an organization with a key', () => {
  it('has to be signed', () => {
    const s = keyed();
    s.h.signers.clear();
    s.retire();
    expect(rulesOfLast(s.h)).toEqual(['signature-missing']);
  });

  it.each([['signature-key', (s: ReturnType<typeof keyed>) => s.h.signers.set(s.id, new TestSigner(9))]])(
    '%s: by a key of somebody else',
    (rule, forge) => {
      const s = keyed();
      forge(s);
      s.retire();
      expect(rulesOfLast(s.h)).toEqual([rule]);
    },
  );

  const faults: [string, string, (event: RegistryEvent, s: ReturnType<typeof keyed>) => unknown][] = [
    ['signature-invalid', 'another body', (e) => (e.sig!.body = `sha256:${'0'.repeat(64)}`)],
    ['signature-invalid', 'another value', (e) => (e.sig!.value = `${'A'.repeat(85)}A`)],
    [
      'signature-path',
      'another request',
      (e, s) => (e.sig = s.signer.sign({ org: s.id }, e.id, { ...e.sig!, path: '/v1/transfers' })),
    ],
    [
      'signature-time',
      'too old',
      (e, s) =>
        (e.sig = s.signer.sign({ org: s.id }, e.id, {
          ...e.sig!,
          at: later(e.at, -SIGNED_BEFORE_MAX_MS - 1),
        })),
    ],
    [
      'signature-time',
      'too new',
      (e, s) =>
        (e.sig = s.signer.sign({ org: s.id }, e.id, { ...e.sig!, at: later(e.at, SIGNED_AFTER_MAX_MS + 1) })),
    ],
  ];
  it.each(faults)('%s: %s', (rule, _what, fault) => {
    const s = keyed();
    s.retire();
    edit(s, (event) => {
      const { path, body, at } = event.sig!;
      fault(Object.assign(event, { sig: { ...event.sig!, path, body, at } }), s);
    });
    expect(rulesOfLast(s.h)).toEqual([rule]);
  });

  it('is good for one commit: the signature of another proves nothing', () => {
    const s = keyed();
    const { sig } = s.retire();
    s.retire();
    edit(s, (event) => Object.assign(event, { sig }));
    expect(rulesOfLast(s.h)).toEqual(['signature-invalid']);
  });
});

describe('honest races are none of its faults', () => {
  it('by clocks as far apart as the log allows, and for as long as a request takes', () => {
    const apart = MERGE_DELAY_SECONDS + MERGE_SLACK_SECONDS;
    expect(UNDER_WAY_SECONDS).toBe(apart + MERGE_SLACK_SECONDS);
  });

  it('for two minutes after a key came a command may not know of it', () => {
    const s = smallHistory();
    registerKey(s.h, s.id, 1);
    s.h.signers.clear();
    const { at } = s.retire();
    expect(rulesOfLast(s.h)).toEqual([]);
    s.h.wait((1000 * (UNDER_WAY_SECONDS + 1)) / DAY_MS);
    s.retire();
    expect(at < '2027').toBe(true);
    expect(rulesOfLast(s.h)).toEqual(['signature-missing']);
  });

  it.each<[string, (s: SmallHistory, first: TestSigner) => unknown]>([
    ['a further key', (s) => registerKey(s.h, s.id, 66)],
    ['the end of a key', (s, first) => revokeKey(s.h, s.id, first.kid)],
  ])('but %s knows of it at once, for both move the organization', (_what, change) => {
    const s = smallHistory();
    const first = registerKey(s.h, s.id, 1);
    s.h.signers.clear();
    change(s, first);
    expect(rulesOfLast(s.h)).toEqual(['signature-missing']);
  });

  it('and a key that went brings no other at once', () => {
    const s = keyed();
    registerKey(s.h, s.id, 2);
    revokeKey(s.h, s.id, s.signer.kid);
    s.h.signers.set(s.id, s.signer);
    registerKey(s.h, s.id, 3);
    expect(rulesOfLast(s.h)).toEqual(['signature-key-ended']);
  });

  it('nor, for two minutes after it went, that it is no longer good', () => {
    const s = keyed();
    registerKey(s.h, s.id, 2);
    revokeKey(s.h, s.id, s.signer.kid);
    s.h.signers.set(s.id, s.signer);
    s.retire();
    expect(rulesOfLast(s.h)).toEqual([]);
    s.h.wait((1000 * (UNDER_WAY_SECONDS + 1)) / DAY_MS);
    s.retire();
    expect(rulesOfLast(s.h)).toEqual(['signature-key-ended']);
  });
});

describe('keys', () => {
  it("are an organization's own", () => {
    const s = keyed();
    const other = s.h.organization({ name: '乙' });
    const signer = new TestSigner(5);
    s.h.commit(as(other.id), ({ id }) => ({
      type: 'organization.key-registered',
      facts: { organization: s.id, ...signer.key, proof: signer.proof(s.id, id) },
      advances: [`organization:${s.id}`],
    }));
    expect(rulesOfLast(s.h)).toEqual(['key-of-another']);
  });

  it('have the id that their bytes make', () => {
    const s = smallHistory();
    const signer = new TestSigner(5);
    s.h.commit(as(s.id, 'developer'), ({ id }) => ({
      type: 'organization.key-registered',
      facts: {
        organization: s.id,
        ...signer.key,
        kid: new TestSigner(6).kid,
        proof: signer.proof(s.id, id),
      },
      advances: [`organization:${s.id}`],
    }));
    expect(rulesOfLast(s.h)).toEqual(['key-id']);
  });

  it.each<[string, (s: SmallHistory, id: string) => string]>([
    ['by another key', (s, id) => new TestSigner(6).proof(s.id, id)],
    ['of another commit', (s) => new TestSigner(5).proof(s.id, 'another')],
    ['for another organization', (_, id) => new TestSigner(5).proof('o-another', id)],
  ])('are held by whoever registers them: key-not-held %s', (_what, proofOf) => {
    const s = smallHistory();
    s.h.commit(as(s.id, 'developer'), ({ id }) => ({
      type: 'organization.key-registered',
      facts: { organization: s.id, ...new TestSigner(5).key, proof: proofOf(s, id) },
      advances: [`organization:${s.id}`],
    }));
    expect(rulesOfLast(s.h)).toEqual(['key-not-held']);
  });

  it('end once', () => {
    const s = keyed();
    s.h.forge(OPERATOR, {
      type: 'organization.key-revoked',
      facts: { organization: s.id, kid: new TestSigner(6).kid, reason: '无' },
      advances: [`organization:${s.id}`],
    });
    expect(rulesOfLast(s.h)).toEqual(['key-not-in-force']);
  });

  it('change a thousand times at most', () => {
    const s = keyed();
    const event = JSON.parse(s.h.leaves.at(-1)!) as EventOfType<'organization.key-registered'>;
    const rulesAt = (version: number) => {
      const state = { ...(s.h.entities.get(`organization:${s.id}`)!.state as OrganizationState), keys: [] };
      const live = new LiveState();
      live.log = ORIGIN;
      live.entities.set(`organization:${s.id}`, { version, commit: 'x', state, atSeconds: 0 });
      const rules: string[] = [];
      keyRegistered(live, event, (rule) => rules.push(rule));
      return rules;
    };
    expect([rulesAt(999), rulesAt(1000)]).toEqual([[], ['too-many-key-changes']]);
  });
});
