/** Audit rules of disclosures. One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { DisclosedSubject } from '../../shared/disclosure/facts.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { disclose } from '../support/history/disclosure-steps.ts';
import { as } from '../support/history/history.ts';
import { proposePledge, stepPledge } from '../support/history/pledge-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import { settleMonth, settlementHistory } from '../support/history/settlement-steps.ts';
import { nobody } from '../support/history/small-history.ts';
import { powerLine, statementOf, submitStatement } from '../support/history/statement-steps.ts';

type Made = EventOfType<'disclosure.made'>;
type Change = (facts: Made['facts'], s: Opened) => object;

/** A statement, a standing and an ended pledge, a settled contract; and what one of them opens of one. */
function opened(kind: DisclosedSubject['kind'] | 'ended') {
  const s = settlementHistory('bilateral');
  const { h, steel, seller } = s;
  const bank = h.organization({ name: '示例银行', roles: ['financier'] });
  const other = h.organization({ name: '另一机构' });
  const third = h.organization({ name: '第三方' });
  const { month } = settleMonth(s).facts;
  const pledge = () =>
    proposePledge(
      h,
      {
        from: seller.account,
        to: bank.account,
        items: [{ batch: s.batch, quantity: 1 }],
        sealed: `sha256:${'2'.repeat(64)}`,
      },
      as(seller.id, 'generator'),
    );
  const standing = pledge();
  const ended = pledge();
  stepPledge(h, ended, 'reject', bank.id);
  const statement = submitStatement(h, steel.id, statementOf([powerLine('1'), powerLine('2', 'more')]));
  const subjects: Record<typeof kind, DisclosedSubject> = {
    transfer: { kind: 'transfer', id: standing },
    pledge: { kind: 'pledge', id: standing },
    ended: { kind: 'pledge', id: ended },
    contract: { kind: 'contract', id: s.contract, version: 1 },
    settlement: { kind: 'settlement', id: s.contract, month },
    statement: { kind: 'statement', id: statement, version: 1 },
  };
  const line = kind === 'statement' ? { id: 'more', index: 1 } : undefined;
  const by = kind === 'statement' ? as(steel.id) : as(seller.id, 'generator');
  disclose(h, by, { subject: subjects[kind], line, to: other.id });
  return { h, steel, bank, other, third };
}
type Opened = ReturnType<typeof opened>;

const SEAL = `sha256:${'0'.repeat(64)}`;
const COMMIT = 'C'.repeat(43);

const faults: [Parameters<typeof opened>[0], Rule, string, Change][] = [
  ['statement', 'organization-unknown', 'to nobody', () => ({ to: nobody('o') })],
  ['statement', 'disclosure-to-itself', 'to itself', (_, { steel }) => ({ to: steel.id })],
  ['pledge', 'disclosure-to-side', 'to the other side', (_, { bank }) => ({ to: bank.id })],
  ['statement', 'disclosure-seal', 'under another seal', () => ({ seal: SEAL })],
  ['statement', 'disclosure-seal', 'by another commit', () => ({ commit: COMMIT })],
  ['pledge', 'disclosure-seal', 'a pledge under another seal', () => ({ seal: SEAL })],
  ['contract', 'disclosure-seal', 'prices under another seal', () => ({ seal: SEAL })],
  ['settlement', 'disclosure-seal', 'amounts by another commit', () => ({ commit: COMMIT })],
  ['ended', 'disclosure-seal', 'an ended pledge by another commit', () => ({ commit: COMMIT })],
  ['statement', 'disclosure-line', 'a line too far', () => ({ line: 2 })],
  ['pledge', 'disclosure-line', 'a line of a pledge', () => ({ line: 0 })],
  ['ended', 'disclosure-line', 'a line of an ended pledge', () => ({ line: 0 })],
  [
    'statement',
    'disclosure-unknown',
    'a version that is not there',
    ({ subject }) => ({ subject: { ...subject, version: 2 } }),
  ],
  [
    'contract',
    'disclosure-unknown',
    'a version that never was',
    ({ subject }) => ({ subject: { ...subject, version: 9 } }),
  ],
  [
    'settlement',
    'disclosure-unknown',
    'a month that is not settled',
    ({ subject }) => ({ subject: { ...subject, month: '2020-01' } }),
  ],
];

function replayedWith(s: Opened, change: (event: Made) => object) {
  const leaves = [...s.h.leaves];
  const event = JSON.parse(leaves.pop()!) as Made;
  leaves.push(canonicalize({ ...event, ...change(event) }));
  return { found: replayed(leaves), last: leaves.length - 1 };
}

describe('an audit of disclosures', () => {
  it.each(['pledge', 'ended', 'contract', 'settlement', 'statement'] as const)(
    'finds nothing where a party opens its own %s',
    (kind) => {
      expect(replayed(opened(kind).h.leaves)).toEqual([]);
    },
  );

  it.each(faults)('%s: %s, %s', (kind, rule, _name, change) => {
    const s = opened(kind);
    const { found, last } = replayedWith(s, ({ facts }) => ({ facts: { ...facts, ...change(facts, s) } }));
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, last]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });

  it.each(['pledge', 'contract', 'settlement', 'statement'] as const)(
    'finds who opens a %s of others',
    (kind) => {
      const s = opened(kind);
      const { found } = replayedWith(s, ({ by, facts }) => ({
        by: { ...by, org: s.other.id },
        facts: { ...facts, to: s.third.id },
      }));
      expect(found.map(({ rule }) => rule)).toContain('disclosure-of-another');
    },
  );
});
