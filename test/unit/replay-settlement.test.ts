/** Audit rules of monthly settlement (DOMAIN §3). One line per fault. */
import { describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { type Draft, eventOf } from '../../shared/ledger/decision.ts';
import { blockEntity, type EntityState, facilityEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType, Facts } from '../../shared/ledger/event.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { recordConsumption, windFarm } from '../support/history/contract-steps.ts';
import { as } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';
import {
  decideSettlement,
  MONTH,
  meter,
  type SettlementHistory,
  settleMonth,
  settlementHistory,
} from '../support/history/settlement-steps.ts';
import { ORIGIN } from '../support/log/log.ts';

type Settled = Facts<'contract.settled'>;
type Kind = Parameters<typeof settlementHistory>[0];
type Change = (facts: Settled, s: SettlementHistory, event: EventOfType<'contract.settled'>) => unknown;

const NONE = '0'.repeat(20);
const first = (
  change: (delivery: Settled['deliveries'][number], s: SettlementHistory) => unknown,
): Change => {
  return ({ deliveries }, s) => change(deliveries[0]!, s);
};
const set =
  (changes: Partial<Settled>): Change =>
  (facts) =>
    Object.assign(facts, changes);

const faults: [Kind, Rule, string, Change][] = [
  [
    'bilateral',
    'settlement-unsealed',
    'amounts that nothing commits to',
    (_, __, event) => delete event.sealed,
  ],
  ['bilateral', 'settlement-unfounded', 'no contract', set({ contract: `c-${NONE}` })],
  ['bilateral', 'settlement-unfounded', 'no facility', set({ facility: `f-${NONE}` })],
  ['bilateral', 'settlement-party', 'by a stranger', (_, { zinc }, { by }) => (by.org = zinc.id)],
  ['bilateral', 'settlement-version', 'of another version', set({ version: 2 })],
  ['bilateral', 'settlement-version', 'of a month before it began', set({ month: '2025-12' })],
  ['bilateral', 'settlement-volume', 'of another volume', set({ contractMegawattHours: 101 })],
  ['bilateral', 'settlement-month', 'of a month that is not over', set({ month: '2026-11' })],
  [
    'bilateral',
    'settlement-expired',
    'two years later',
    (_, __, event) => (event.at = '2028-05-31T16:00:00.000Z'),
  ],
  ['bilateral', 'settlement-unconfirmed', 'of a month without readings', set({ month: '2026-07' })],
  ['bilateral', 'settlement-generation', 'of more generation', set({ generatedKilowattHours: 144_001 })],
  ['bilateral', 'settlement-delivered-before', 'of less left', set({ deliveredBeforeMegawattHours: 1 })],
  ['bilateral', 'settlement-on-grid', 'fed in where all is', set({ onGridKilowattHours: 0 })],
  ['direct-multi', 'settlement-on-grid', 'less fed in', set({ onGridKilowattHours: 20_499 })],
  ['direct-multi', 'settlement-on-grid', 'nothing fed in', (facts) => delete facts.onGridKilowattHours],
  ['park-supply', 'settlement-curtailed', 'less held back', set({ curtailedKilowattHours: 16_000 })],
  ['park-supply', 'settlement-curtailed', 'not said', (facts) => delete facts.curtailedKilowattHours],
  ['direct-multi', 'settlement-curtailed', 'said where none asks', set({ curtailedKilowattHours: 0 })],
  ['park-supply', 'settlement-matched', 'not matched', (facts) => delete facts.matchedKilowattHours],
  ['bilateral', 'settlement-consumption', 'more consumed', first((it) => it.consumedKilowattHours++)],
  ['bilateral', 'settlement-matched', 'matched without hours', set({ matchedKilowattHours: 1 })],
  ['direct-multi', 'settlement-matched', 'not matched', (facts) => delete facts.matchedKilowattHours],
  [
    'direct-multi',
    'settlement-matched',
    'more matched than consumed',
    set({ matchedKilowattHours: 115_201 }),
  ],
  [
    'direct-multi',
    'settlement-allocation',
    'less matched than allocated',
    set({ matchedKilowattHours: 115_199 }),
  ],
  ['direct-multi', 'settlement-buyers', 'to one of two', ({ deliveries }) => deliveries.pop()],
  ['direct-multi', 'settlement-buyers', 'in another order', ({ deliveries }) => deliveries.reverse()],
  ['bilateral', 'settlement-buyers', 'to another', first((it, { zinc }) => (it.buyer = zinc.id))],
  [
    'bilateral',
    'settlement-account',
    "into another's account",
    first((it, { zinc }) => (it.account = zinc.account)),
  ],
  ['bilateral', 'settlement-allocation', 'less allocated', first((it) => it.allocatedKilowattHours--)],
  ['direct-multi', 'settlement-allocation', 'more than consumed', first((it) => it.allocatedKilowattHours++)],
  ['bilateral', 'settlement-sum', 'of another sum', set({ deliveredMegawattHours: 71 })],
  ['bilateral', 'settlement-exceeds', 'more than was consumed', set({ deliveredMegawattHours: 73 })],
  ['direct-multi', 'settlement-exceeds', 'more than contracted', set({ deliveredMegawattHours: 101 })],
  [
    'direct-multi',
    'settlement-share',
    'one for the other',
    ({ deliveries: [a, b] }) => {
      a!.megawattHours--;
      b!.megawattHours++;
    },
  ],
  ['bilateral', 'settlement-shortfall', 'no shortfall', (facts) => delete facts.shortfall],
  ['bilateral', 'settlement-shortfall', 'less of it', (facts) => facts.shortfall!.megawattHours--],
  [
    'direct-multi',
    'settlement-shortfall',
    'a shortfall',
    set({ shortfall: { megawattHours: 1, side: 'both' } }),
  ],
  ['bilateral', 'settlement-side', "on the seller's side", (facts) => (facts.shortfall!.side = 'seller')],
  ['bilateral', 'settlement-side', 'on both sides', (facts) => (facts.shortfall!.side = 'both')],
  ['bilateral', 'settlement-items', 'without certificates', first((it) => delete it.items)],
  ['bilateral', 'settlement-items', 'with one less', first((it) => it.items![0]!.ranges[0]!.to--)],
  [
    'bilateral',
    'settlement-batch',
    'with certificates of other power',
    first((it, { otherBatch }) => (it.items = [{ batch: otherBatch, ranges: [{ from: 1, to: 10 }] }])),
  ],
  [
    'bilateral',
    'range-outside-block',
    'beyond the block',
    first((it) => (it.items![0]!.ranges[0]!.to += 999)),
  ],
  [
    'direct-multi',
    'ranges-overlap',
    'one certificate to two',
    ({ deliveries: [a, b] }) => (b!.items = structuredClone(a!.items)),
  ],
];

function expectFound({ h }: SettlementHistory, rule: Rule): void {
  const found = replayed(h.leaves);
  const last = h.leaves.length - 1;
  expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, last]);
  expect(found.filter(({ index }) => index !== undefined && index < last)).toEqual([]);
  const { zh, en } = found.find((each) => each.rule === rule)!.message;
  expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
}

const crediting = { from: '2026-01-01', to: '2030-12-31' };
const contextOf = (s: SettlementHistory) => ({
  id: 'A'.repeat(43),
  at: '2026-11-21T09:00:00.000Z',
  ...as(s.steel.id),
});
const leafOf = (s: SettlementHistory, draft: Draft) =>
  canonicalize(eventOf(draft, s.h.entities, contextOf(s)));

/** What would have been decided, before something else happened. */
function decidedEarlier(s: SettlementHistory): Draft {
  const draft = decideSettlement(s)(contextOf(s));
  if (isRejection(draft)) throw new Error(draft.rejected);
  return draft;
}

describe('a fault is found where it is', () => {
  it.each(faults)('%s, %s: %s', (kind, rule, _, change) => {
    const s = settlementHistory(kind);
    settleMonth(s);
    const event = JSON.parse(s.h.leaves.pop()!);
    change(event.facts, s, event);
    s.h.leaves.push(canonicalize(event));
    expectFound(s, rule);
  });

  it('settled twice', () => {
    const s = settlementHistory('bilateral');
    settleMonth(s);
    const again = JSON.parse(s.h.leaves.at(-1)!);
    s.h.leaves.push(canonicalize({ ...again, id: 'B'.repeat(43) }));
    expectFound(s, 'settlement-twice');
  });

  it('while a reading waits', () => {
    const s = settlementHistory('bilateral');
    const draft = decidedEarlier(s);
    recordConsumption(s.h, s.steel.id, { contract: s.contract, month: MONTH, kilowattHours: 90_000 });
    s.h.forge(as(s.steel.id), draft);
    expectFound(s, 'settlement-pending');
  });

  it('of generation that was corrected meanwhile', () => {
    const s = settlementHistory('bilateral');
    const draft = decidedEarlier(s);
    meter(s.h, s.plant, 'on-grid', 150_000, undefined, '表计更正');
    s.h.forge(as(s.steel.id), draft);
    expectFound(s, 'settlement-generation');
  });

  it("of another facility's power", () => {
    const s = settlementHistory('bilateral');
    const draft = decidedEarlier(s) as Extract<Draft, { type: 'contract.settled' }>;
    const facility = windFarm(s.h, s.seller.id, s.grid.id, { name: '另一风电场' });
    draft.facts.facility = facility;
    s.h.leaves.push(leafOf(s, draft));
    expectFound(s, 'settlement-facility');
  });

  // The way to these states is long and not the matter here: the state before the settlement
  // is given it by hand.
  it.each<[Rule, string, (s: SettlementHistory) => [string, object]]>([
    [
      'settlement-traded',
      'of certificates bought before',
      ({ batch }) => [blockEntity(batch, 1), { traded: true }],
    ],
    ['units-not-held', 'of offered ones', ({ batch }) => [blockEntity(batch, 1), { status: 'offered' }]],
    [
      'units-not-owned',
      "of another's",
      ({ batch, zinc }) => [blockEntity(batch, 1), { account: zinc.account }],
    ],
    [
      'settlement-frozen',
      'of power that a CCER project has',
      ({ facility }) => [facilityEntity(facility), { frozen: { project: `p-${NONE}`, crediting } }],
    ],
    [
      'settlement-frozen',
      'of power whose reductions were issued',
      ({ facility }) => [facilityEntity(facility), { credited: [{ report: `m-${NONE}`, ...crediting }] }],
    ],
  ])('%s: %s', (rule, _, given) => {
    const s = settlementHistory('bilateral');
    settleMonth(s);
    const replay = new Replay({ log: ORIGIN });
    const [last = '', ...before] = s.h.leaves.toReversed();
    for (const [index, leaf] of before.toReversed().entries()) expect(replay.apply(index, leaf)).toEqual([]);
    const [id, members] = given(s);
    const found = replay.live.entities.get(id)!;
    found.state = { ...found.state, ...members } as EntityState;
    expect(replay.apply(before.length, last).map((each) => each.rule)).toContain(rule);
  });
});

describe('a sound history', () => {
  it.each<[Kind, number[] | undefined]>([
    ['bilateral', undefined],
    ['bilateral', [999]],
    ['bilateral', [200_000]],
    ['direct-multi', undefined],
    ['park-supply', undefined],
  ])('%s of %j kWh audits clean, carefully and quickly', (kind, consumed) => {
    const s = settlementHistory(kind, consumed);
    settleMonth(s, as(s.seller.id, 'generator'));
    expect(replayed(s.h.leaves)).toEqual([]);
    expect(replayed(s.h.leaves, { careful: true })).toEqual([]);
  });
});
