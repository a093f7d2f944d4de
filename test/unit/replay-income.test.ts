/**
 * Rules of first sales and of their income (DOMAIN §2), as the auditor finds them broken. One line per fault.
 */
import { describe, expect, it } from 'vitest';
import { QuickReader } from '../../events/audit/quick-leaf.ts';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { blockEntity, transferEntity } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { acceptVersion, proposeVersion } from '../support/history/agreement-steps.ts';
import { as } from '../support/history/history.ts';
import {
  audited,
  divideIncome,
  FEN,
  type IncomeHistory,
  incomeHistory,
  SEALED,
  sell,
  TODAY,
} from '../support/history/income-steps.ts';

type Fault = (s: IncomeHistory) => unknown;

/** Changes the last leaf. */
function edit({ h }: IncomeHistory, change: (event: RegistryEvent) => unknown): void {
  const event = JSON.parse(h.leaves.pop()!);
  change(event);
  h.leaves.push(canonicalize(event));
}

const soldBut =
  (change: (event: RegistryEvent, s: IncomeHistory) => unknown): Fault =>
  (s) => {
    sell(s);
    edit(s, (event) => change(event, s));
  };
const dividedBut =
  (change: (facts: Record<string, unknown>, event: RegistryEvent, s: IncomeHistory) => unknown): Fault =>
  (s) => {
    divideIncome(s);
    edit(s, (event) => change(event.facts, event, s));
  };

/** The developer's offer of other serials than a first sale's, as no decider would say it. */
function forgeOffer(
  { h, developer, copper, batch }: IncomeHistory,
  froms: number[],
  facts: object,
  by = developer,
) {
  const ranges = froms.map((from) => ({
    from,
    to: h.blocks().find(({ state }) => state.from === from)!.state.to,
  }));
  const quantity = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const to = by === developer ? copper.account : developer.account;
  h.commit(as(by.id, by === developer ? 'developer' : 'enterprise'), ({ id }) => ({
    type: 'units.offered',
    facts: { from: by.account, to, items: [{ batch, ranges }], quantity, ...facts },
    advances: [...froms.map((from) => blockEntity(batch, from)), transferEntity(id)],
    sealed: SEALED,
  }));
}

/** Copper sells its 100 back: the developer's again, and traded. */
function buyBack({ h, developer, copper, batch }: IncomeHistory): void {
  const items = [{ batch, quantity: 100 }];
  const { id } = h.offer({ from: copper.account, to: developer.account, items }, as(copper.id));
  h.endTransfer(id, 'accept', as(developer.id, 'developer'));
}

const another = `p-${'7'.repeat(20)}`;
const FAULTS: [Rule, string, Fault][] = [
  ['first-sale-unpriced', 'a first sale without a price', soldBut((event) => delete event.sealed)],
  [
    'first-sale-project',
    'a first sale that is passed over in silence',
    soldBut(({ facts }) => delete (facts as { primary?: string }).primary),
  ],
  [
    'first-sale-project',
    "another project's",
    soldBut(({ facts }) => Object.assign(facts, { primary: another })),
  ],
  [
    'first-sale-project',
    'traded units sold as if they never were',
    (s) => {
      buyBack(s);
      forgeOffer(s, [901], { primary: s.project });
    },
  ],
  ['first-sale-project', "the buyer's sale", (s) => forgeOffer(s, [901], { primary: s.project }, s.copper)],
  [
    'first-sale-mixed',
    'traded units beside untraded ones',
    (s) => {
      buyBack(s);
      forgeOffer(s, [1, 901], { primary: s.project });
    },
  ],
  [
    'first-sale-mixed',
    'the same, called no first sale',
    (s) => {
      buyBack(s);
      forgeOffer(s, [1, 901], {});
    },
  ],
  [
    'buffer-account',
    'to a buffer',
    soldBut(({ facts }, s) => Object.assign(facts, { to: s.buffer.account })),
  ],
  ['income-unsealed', 'no amounts behind it', dividedBut((_facts, event) => delete event.sealed)],
  [
    'income-not-due',
    'divided twice',
    (s) => {
      divideIncome(s);
      const again = JSON.parse(s.h.leaves.at(-1)!);
      s.h.leaves.push(canonicalize({ ...again, id: 'B'.repeat(43) }));
    },
  ],
  [
    'income-not-due',
    'a sale that is only offered',
    (s) => {
      const offered = sell(s);
      divideIncome(s);
      edit(s, ({ facts }) => Object.assign(facts, { transfer: offered }));
    },
  ],
  [
    'income-not-due',
    'a sale that never was',
    dividedBut((facts) => Object.assign(facts, { transfer: 'C'.repeat(43) })),
  ],
  ['not-owner', 'by another than the seller', dividedBut((_facts, event, s) => (event.by.org = s.holder.id))],
  ['role-not-granted', 'by the buyer', dividedBut((_facts, event) => (event.by.role = 'enterprise'))],
  ['income-project', 'of another project', dividedBut((facts) => Object.assign(facts, { project: another }))],
  [
    'income-day',
    'before the acceptance',
    dividedBut((facts) => Object.assign(facts, { settledOn: '2026-11-20' })),
  ],
  ['income-day', 'in the future', dividedBut((facts) => Object.assign(facts, { settledOn: '2026-11-22' }))],
  [
    'income-agreement',
    "not the project's",
    dividedBut((facts) => Object.assign(facts, { agreement: `j-${'7'.repeat(20)}` })),
  ],
  ['income-version', 'a version that never was', dividedBut((facts) => Object.assign(facts, { version: 2 }))],
  ['income-share', 'a basis point more', dividedBut((facts) => (sharesIn(facts)[0]!.basisPoints += 1))],
  [
    'income-share',
    'a party left out for another',
    dividedBut((facts) => (sharesIn(facts)[1]!.organization = `o-${'7'.repeat(20)}`)),
  ],
  ['income-share', 'a party twice', dividedBut((facts) => sharesIn(facts).push(sharesIn(facts)[0]!))],
  [
    'transfer-not-offered',
    'accepted again while its income is open',
    (s) => {
      const accepted = JSON.parse(s.h.leaves.at(-1)!);
      s.h.leaves.push(canonicalize({ ...accepted, id: 'B'.repeat(43) }));
    },
  ],
];
const sharesIn = (facts: Record<string, unknown>) =>
  facts.shares as { organization: string; basisPoints: number }[];

describe('the auditor finds', () => {
  it.each(FAULTS)('%s: %s', (rule, _what, fault) => {
    const s = incomeHistory();
    fault(s);
    const { found } = audited(s);
    expect(found.map((violation) => violation.rule)).toContain(rule);
    for (const { index = -1 } of found) expect(index).toBeGreaterThanOrEqual(s.arranged);
    expect(audited(s, true).found).toEqual(found);
  });

  it('income-version: a version that is accepted, and not in force before tomorrow', () => {
    const s = incomeHistory();
    const parties = [
      { organization: s.developer.id, kind: 'municipal' as const, basisPoints: 2000 },
      { organization: s.holder.id, kind: 'holder' as const, basisPoints: 8000 },
    ];
    proposeVersion(s.h, s.developer.id, s.agreement, { parties, effectiveFrom: '2026-11-22' });
    acceptVersion(s.h, s.holder.id, s.agreement, 2);
    divideIncome(s);
    expect(audited(s).found).toEqual([]);
    edit(s, ({ facts }) => Object.assign(facts, { version: 2 }));
    expect(audited(s).found.map(({ rule }) => rule)).toEqual(['income-version']);
  });
});

describe('a sound history of first sales', () => {
  it('is clean, and the quick and the careful way come to the same', () => {
    const s = incomeHistory();
    const open = sell(s, 50);
    divideIncome(s);
    s.h.endTransfer(open, 'accept', as(s.copper.id));
    const [quick, careful] = [audited(s), audited(s, true)];
    expect(quick.found).toEqual([]);
    expect(careful.found).toEqual([]);
    expect(quick.replay.root()).toBe(careful.replay.root());
    // Accepted and not divided yet is remembered, with its day; once divided it is not.
    const { entities } = quick.replay.live;
    expect(entities.get(transferEntity(open))?.state).toMatchObject({
      status: 'accepted',
      acceptedOn: TODAY,
    });
    expect(entities.has(transferEntity(s.sale))).toBe(false);
    divideIncome(s, open);
    const { found, replay } = audited(s);
    expect(found).toEqual([]);
    expect(replay.live.entities.has(transferEntity(open))).toBe(false);
  });

  it('a transfer that is no first sale is forgotten with its acceptance, priced or not', () => {
    const s = incomeHistory();
    buyBack(s);
    forgeOffer(s, [901], {});
    s.h.endTransfer(JSON.parse(s.h.leaves.at(-1)!).id, 'accept', as(s.copper.id));
    const { found, replay } = audited(s);
    expect(found).toEqual([]);
    const open = [...replay.live.entities.keys()].filter((entity) => entity.startsWith('transfer:'));
    expect(open).toEqual([transferEntity(s.sale)]);
  });

  it('no price is in any leaf, and a priced offer never goes the quick way', () => {
    const s = incomeHistory();
    divideIncome(s);
    for (const leaf of s.h.leaves) expect(leaf).not.toMatch(new RegExp(`fen|${FEN}`));
    const reader = new QuickReader();
    const offers = s.h.leaves.filter((leaf) => leaf.includes('"type":"units.offered"'));
    expect(offers.map((leaf) => reader.read(leaf))).toEqual([undefined]);
    const plain = JSON.parse(offers[0]!);
    delete plain.facts.primary;
    expect(reader.read(canonicalize(plain))).toBeUndefined();
    delete plain.sealed;
    expect(reader.read(canonicalize(plain))).toBeDefined();
  });
});
