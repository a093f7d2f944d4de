/**
 * Lies that whoever holds the log's key could sign: well-formed leaves whose versions and ids fit. Each is
 * either found by a rule, or said plainly in the list of what an audit can't see; no lie is neither. What
 * only the party's own consent would show (a command in another's name) has its tests with the signatures.
 */
import { describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { recordedSizeOf } from '../../events/audit/state-root.ts';
import { unseenIn } from '../../events/audit/unseen.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { accountEntity, expiryEntity, organizationEntity } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { as, OPERATOR, SYSTEM } from '../support/history/history.ts';
import {
  edit,
  forgeRetirement,
  recordedBut,
  retire,
  retiredBut,
  type SmallHistory,
  smallHistory,
} from '../support/history/small-history.ts';
import { AUDITED_AT, ORIGIN } from '../support/log/log.ts';

/** Ends the small history with the lie, or gives other leaves. */
type Lie = (s: SmallHistory) => unknown;
const FUTURE = '2099-12-31T00:00:00.000Z';
const at = (instant: string) => (e: RegistryEvent) => Object.assign(e, { at: instant });
const by = (changed: object) => (e: RegistryEvent) => Object.assign(e.by, changed);
const parsed = (leaf: string) => JSON.parse(leaf) as RegistryEvent;
const rewritten = (leaves: readonly string[], change: (e: RegistryEvent) => void) =>
  leaves.map((leaf) => {
    const event = parsed(leaf);
    change(event);
    return canonicalize(event);
  });
const shifted = (e: RegistryEvent, seconds: number) =>
  at(new Date(Date.parse(e.at) + 1000 * seconds).toISOString())(e);

/** A retirement of the developer's own units, issued long before: nothing else moves them. */
const ofOldUnits = (s: SmallHistory) => {
  s.h.wait(200);
  s.h.organization({ name: '后来者' });
  return s.h.retire(
    { account: s.developer.account, items: [{ batch: s.batch, from: 1, to: 5 }] },
    as(s.developer.id, 'developer'),
  );
};

const CAUGHT: [string, Rule, Lie][] = [
  [
    'a retirement dated back by months, between leaves that nothing ties it to',
    'time-behind-log',
    (s) => {
      ofOldUnits(s);
      edit(s, (e) => shifted(e, -190 * 86_400));
    },
  ],
  ['a retirement of 2099', 'time-in-future', retiredBut(at(FUTURE))],
  [
    'a leaf of 2099 that makes room for others to be dated back',
    'time-in-future',
    (s) => {
      s.h.organization({ name: '某机构' });
      edit(s, at(FUTURE));
      retire(s);
    },
  ],
  [
    'time that runs backwards by 59 s along an entity',
    'time-before-prev',
    retiredBut((e) => shifted(e, -59)),
  ],
  [
    'units retired years before they were bought',
    'time-before-prev',
    retiredBut(at('2020-01-01T00:00:00.000Z')),
  ],
  [
    'no daily state root',
    'state-root-overdue',
    ({ h }) => {
      for (const name of ['一年', '两年', '三年']) {
        h.wait(365);
        h.organization({ name });
      }
    },
  ],
  ['a false state root', 'state-root', recordedBut((e) => Object.assign(e.facts, { root: '0'.repeat(64) }))],
  [
    'a month closed by a system of another name',
    'system-organization',
    ({ h }) =>
      void h.forge(
        { ...SYSTEM, org: 'whoever' },
        { type: 'month.expired', facts: { month: '2020-01' }, advances: [expiryEntity('2020-01')] },
      ),
  ],
  ["a retirement under the registry's own name", 'system-organization', retiredBut(by({ org: SYSTEM.org }))],
  [
    'a month closed before it has expired',
    'expired-early',
    ({ h }) =>
      void h.forge(SYSTEM, {
        type: 'month.expired',
        facts: { month: '2026-01' },
        advances: [expiryEntity('2026-01')],
      }),
  ],
  [
    'an organization acts as the operator',
    'actor-not-registered',
    ({ h, developer, copper }) => void h.project({ developer: developer.id }, as(copper.id, 'operator')),
  ],
  [
    'a holder acts in a role that it is not registered with',
    'actor-not-registered',
    retiredBut(by({ role: 'developer' })),
  ],
  [
    'the same serials retired twice',
    'units-not-live',
    (s) => {
      retire(s);
      const again = parsed(s.h.leaves.at(-1)!);
      s.h.leaves.push(canonicalize({ ...again, id: `${'B'.repeat(42)}A` }));
    },
  ],
  [
    'another beneficiary under the same commit id',
    'commit-repeated',
    (s) => {
      retire(s);
      const told = parsed(s.h.leaves.at(-1)!);
      s.h.leaves.push(canonicalize({ ...told, facts: { ...told.facts, beneficiary: '别人' } }));
    },
  ],
  [
    "a holder's units retired by somebody who holds none",
    'not-owner',
    retiredBut(by({ org: 'o-00000000000000000000' })),
  ],
  [
    "a holder's units retired by the regulator",
    'not-owner',
    retiredBut(by({ org: 'o-1', role: 'regulator' })),
  ],
  [
    'a quantity overstated by one',
    'quantity-mismatch',
    retiredBut((e) => Object.assign(e.facts, { quantity: 11 })),
  ],
  [
    'serials that overlap in one retirement',
    'range-outside-block',
    (s) => forgeRetirement(s, { from: 901, to: 1001 }),
  ],
  ['a member that nobody knows', 'leaf-schema', retiredBut((e) => Object.assign(e.facts, { note: 'x' }))],
  [
    "a person's identity number for all time",
    'leaf-schema',
    retiredBut((e) => Object.assign(e.facts, { beneficiary: '张三 110101199001011237' })),
  ],
];

/** `says` is of the line that tells so. */
const UNSEEN: [string, says: RegExp, Lie][] = [
  [
    'an old retirement gets another beneficiary, and the log is signed anew',
    /rewritten and signed anew before this first look/,
    (s) => {
      retire(s);
      return rewritten(s.h.leaves, (e) => {
        if (e.type === 'units.retired') e.facts.beneficiary = '另一家公司';
      });
    },
  ],
  ['the tail is cut off', /leaves that nothing builds on were left out/, (s) => s.h.leaves.slice(0, -2)],
  [
    'an organization that nobody names is left out',
    /leaves that nothing builds on were left out/,
    (s) => {
      s.h.organization({ name: '无人提及' });
      return s.h.leaves.slice(0, -1);
    },
  ],
  [
    'two unrelated leaves of a moment change places',
    /which of two unrelated commits of a moment was first/,
    ({ h: { leaves } }) => [leaves[1]!, leaves[0]!, ...leaves.slice(2)],
  ],
  [
    'a commit id of the operator’s choice',
    /whether a commit id is made of its organization and its Idempotency-Key/,
    retiredBut((e) => Object.assign(e, { id: 'A'.repeat(43) })),
  ],
  [
    'the clock of the whole log runs a month behind',
    /a whole log that runs behind isn't seen/,
    ({ h }) => rewritten(h.leaves, (e) => shifted(e, -30 * 86_400)),
  ],
  [
    'a firm registered twice, under its USCC and under a foreign name',
    /who an organization is/,
    ({ h }) => void h.organization({ name: '铜业', foreign: { source: 'Verra', name: 'Copper' } }),
  ],
  [
    'a verifier that is the developer under another identity',
    /who an organization is/,
    ({ h }) =>
      void h.organization({
        name: '市农投集团',
        roles: ['verifier'],
        foreign: { source: 'Verra', name: 'Agri' },
      }),
  ],
  [
    'a project made up as an import, and units of it',
    /as the other registry has them/,
    ({ h, developer }) =>
      void h.issue({ project: h.project({ developer: developer.id }), quantity: 10_000_000 }),
  ],
  [
    'one foreign project under two codes',
    /came in once/,
    ({ h, developer }) => {
      for (const code of ['A', 'B'])
        h.project({ developer: developer.id, name: '同一项目', origin: { source: 'Verra', code } });
    },
  ],
  [
    'land or a plant of this registry once more as an import',
    /the same land or plant as one of this registry/,
    ({ h, developer }) => void h.project({ developer: developer.id, name: '敖汉旗造林碳汇项目' }),
  ],
  [
    'a first sale without its price',
    /Whether money passed beside the registry/,
    ({ h, developer, copper, batch }) =>
      void h.offer(
        { from: developer.account, to: copper.account, items: [{ batch, quantity: 5 }] },
        as(developer.id, 'developer'),
      ),
  ],
  [
    'a purpose that it was not for',
    /whether names, reasons, comments and beneficiaries are true/,
    retiredBut((e) => Object.assign(e.facts, { purpose: 'national-ets' })),
  ],
];

function told(lie: Lie): string[] {
  const s = smallHistory();
  const leaves = lie(s);
  return Array.isArray(leaves) ? leaves : s.h.leaves;
}

function audited(leaves: readonly string[]) {
  const sizes = leaves.map((leaf) => recordedSizeOf(toUtf8(leaf))).filter((size) => size !== undefined);
  const replay = new Replay({ log: ORIGIN, recordedSizes: new Set(sizes), now: AUDITED_AT });
  const found = leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)]);
  return { rules: [...found, ...replay.finish()].map(({ rule }) => rule), unseen: unseenIn(replay.counts) };
}

describe('a lie that the log’s key has signed', () => {
  it.each(CAUGHT)('is found: %s (%s)', (_, rule, lie) => {
    expect(audited(told(lie)).rules).toContain(rule);
  });

  it.each(UNSEEN)('is one of those that an audit says it can not see: %s', (_, says, lie) => {
    const { rules, unseen } = audited(told(lie));
    expect(rules).toEqual([]);
    expect(unseen.map(({ en }) => en).filter((en) => says.test(en))).toHaveLength(1);
  });

  it('begins with a small history that is sound', () => {
    expect(audited(smallHistory().h.leaves).rules).toEqual([]);
  });

  it('an organization without its account’s own id is found too', () => {
    const { h } = smallHistory();
    const other = deriveId('a', parsed(h.leaves[0]!).id);
    h.organization({ name: '新机构' });
    const event = parsed(h.leaves.at(-1)!);
    if (event.type !== 'organization.registered') throw new Error('a registration');
    event.facts.account = other;
    event.advances = [
      { entity: organizationEntity(event.facts.organization), version: 1 },
      { entity: accountEntity(other), version: 1 },
      ...event.advances.slice(2),
    ];
    h.leaves[h.leaves.length - 1] = canonicalize(event);
    expect(audited(h.leaves).rules).toEqual(expect.arrayContaining(['id-not-derived', 'id-taken']));
    expect(OPERATOR.org).toBe(event.by.org);
  });
});
