/** Audit rules of what has expired (DOMAIN §3). One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { expiryEntity } from '../../shared/ledger/entity.ts';
import { as, SYSTEM } from '../support/history/history.ts';
import {
  audited,
  generate,
  MONTH,
  NEXT_MONTH,
  type PowerHistory,
  powerHistory,
  register,
} from '../support/history/power-steps.ts';
import { closeMonth, expire } from '../support/history/whole-power-steps.ts';

/**
 * From the first day of histories to the second one after 2026-09 expired; 2026-10 is valid
 * for four weeks more.
 */
const DAYS_TO_EXPIRY = 651;

function smallHistory() {
  const s = powerHistory();
  const batch = generate(s, { kilowattHours: 100_000 }, { lanes: 2 }).issued!.batch;
  const next = generate(s, { month: NEXT_MONTH, kilowattHours: 50_000 }).issued!.batch;
  s.h.wait(DAYS_TO_EXPIRY);
  return { ...s, batch, next };
}
type SmallHistory = ReturnType<typeof smallHistory>;
type Fault = (s: SmallHistory) => unknown;

const done = (s: PowerHistory) => {
  expire(s.h, s.facility, MONTH);
  closeMonth(s.h, MONTH);
};
const edit =
  (
    change: (s: SmallHistory) => Record<string, unknown>,
    steps: Fault = (s) => expire(s.h, s.facility, MONTH),
  ): Fault =>
  (s) => {
    steps(s);
    const event = JSON.parse(s.h.leaves.pop()!);
    Object.assign(event.facts, change(s));
    s.h.leaves.push(canonicalize(event));
  };
const forgeMonth = ({ h }: SmallHistory, month: string) =>
  h.forge(SYSTEM, { type: 'month.expired', facts: { month }, advances: [expiryEntity(month)] });
const forgeExpired = (
  { h, facility }: SmallHistory,
  month: string,
  batch: string,
  from: number,
  to: number,
) =>
  h.forge(SYSTEM, {
    type: 'units.expired',
    facts: { facility, month, items: [{ batch, ranges: [{ from, to }] }], quantity: to - from + 1 },
    advances: [`block:${batch}/${from}`],
  });

const faults: [Rule, string, Fault][] = [
  ['expired-elsewhere', 'of another month', edit(() => ({ month: NEXT_MONTH }))],
  ['expired-elsewhere', 'of another facility', edit((s) => ({ facility: register(s) }))],
  ['expired-early', 'while they are valid', (s) => forgeExpired(s, NEXT_MONTH, s.next, 1, 50)],
  ['quantity-mismatch', 'more than it moves', edit(() => ({ quantity: 101 }))],
  [
    'units-not-held',
    'taken out of an offer',
    (s) => {
      const { account, id } = s.owner;
      const items = [{ batch: s.batch, from: 1, to: 50 }];
      s.h.wait(-100);
      const { other } = s;
      s.h.offer({ from: account, to: other.account, items }, as(id, 'generator'));
      s.h.wait(100);
      forgeExpired(s, MONTH, s.batch, 1, 50);
    },
  ],
  ['month-still-live', 'done though certificates are live', (s) => forgeMonth(s, MONTH)],
  ['expired-early', 'done though it is valid', (s) => forgeMonth(s, NEXT_MONTH)],
  [
    'month-recorded-twice',
    'done twice',
    (s) => {
      done(s);
      forgeMonth(s, MONTH);
    },
  ],
  [
    'role-not-granted',
    'by the operator',
    (s) => {
      expire(s.h, s.facility, MONTH);
      const event = JSON.parse(s.h.leaves.pop()!);
      s.h.leaves.push(canonicalize({ ...event, by: { org: 'operator', role: 'operator' } }));
    },
  ],
];

describe('an audit of what has expired', () => {
  it('finds nothing wrong with a month that is expired and done', () => {
    const s = smallHistory();
    done(s);
    expect(audited(s)).toEqual([]);
  });

  it.each(faults)('finds %s: %s', (rule, _, fault) => {
    const s = smallHistory();
    fault(s);
    expect(audited(s).map((each) => each.rule)).toContain(rule);
  });
});
