/** Audit rules of imported supply contracts, their generation and deliveries. One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { decideOpenAccount } from '../../shared/power/provincial-account.ts';
import { as, History, OPERATOR } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';
import {
  deliverSupply,
  drawing,
  importFacility,
  importGeneration,
  importSupply,
} from '../support/history/supply-steps.ts';

type Step = 'supply' | 'generation' | 'delivery';

/** A seller, a wind farm, a solar plant, a beneficiary; a history that ends with the step named. */
function smallHistory(last: Step) {
  const h = new History();
  const seller = h.organization({ name: '卖方' });
  const owner = h.organization({ name: '风电场业主', roles: ['generator'] });
  const beneficiary = h.organization({ name: '受益人' });
  const verifier = h.organization({ name: '核查', roles: ['verifier'] });
  const wind = importFacility(h, owner.id, 'Longli');
  const solar = importFacility(h, owner.id, 'Sunny', 'solar');
  const province = h.commit<'account.opened'>(OPERATOR, (context) =>
    decideOpenAccount(h.entities, { organization: owner.id, province: '15' }, context),
  ).facts.account;
  const other = importSupply(h, { seller: seller.id, origin: { source: 'I-REC', code: 'SP-0' } });
  const otherBatch = importGeneration(h, { supply: other, facility: wind, ...drawing('C-0', 600_000) });
  const supply = importSupply(h, { seller: seller.id });
  const s = { h, seller, owner, beneficiary, verifier, wind, solar, province, other, otherBatch, supply };
  if (last === 'supply') return { ...s, batch: '' };
  const batch = importGeneration(h, { supply, facility: wind, ...drawing('C-1', 600_000) });
  if (last === 'generation') return { ...s, batch };
  deliverSupply(h, seller.account, {
    supply,
    to: beneficiary.account,
    items: [{ batch, quantity: 10 }],
    retiredElsewhere: true,
  });
  return { ...s, batch };
}
type SmallHistory = ReturnType<typeof smallHistory>;

const drawn = (changed: object) => ({
  certificates: [{ number: 'C-1', kilowattHours: 600_000, drawn: 600_000, ...changed }],
});

const NONE = '0'.repeat(20);

const faults: [Step, Rule, string, (facts: never, s: SmallHistory) => object][] = [
  ['supply', 'id-not-derived', 'an id of nothing', () => ({ supply: `c-${NONE}` })],
  ['supply', 'organization-unknown', 'of nobody', () => ({ seller: `o-${NONE}` })],
  ['supply', 'supply-account', "into another's account", (_, { owner }) => ({ account: owner.account })],
  ['supply', 'supply-account', 'of one without an account', (_, { verifier }) => ({ seller: verifier.id })],
  ['supply', 'supply-instrument', 'of green certificates', () => ({ instrument: 'GEC' })],
  ['supply', 'supply-instrument', "of a project's units", () => ({ instrument: 'GSVER' })],
  ['supply', 'supply-days', 'delivered before it was signed', () => ({ deliverBy: '2022-02-06' })],
  ['supply', 'identity-taken', 'a code again', () => ({ origin: { source: 'I-REC', code: 'SP-0' } })],
  ['generation', 'id-not-derived', 'an id of nothing', () => ({ batch: `b-${NONE}` })],
  ['generation', 'supply-unknown', 'for no contract', () => ({ supply: `c-${NONE}` })],
  ['generation', 'supply-facility-unknown', 'of no facility', () => ({ facility: `f-${NONE}` })],
  ['generation', 'supply-technology', 'of a solar plant', (_, { solar }) => ({ facility: solar })],
  ['generation', 'supply-instrument-other', 'of green certificates', () => ({ instrument: 'GEC' })],
  ['generation', 'supply-account', "to another's account", (_, { owner }) => ({ account: owner.account })],
  ['generation', 'supply-certificates', 'a kilowatt-hour more', () => ({ kilowattHours: 600_001 })],
  ['generation', 'supply-certificates', 'a certificate more', () => ({ quantity: 601 })],
  [
    'generation',
    'supply-over-issued',
    'of more than the contract',
    () => ({ kilowattHours: 1_001_000, quantity: 1001 }),
  ],
  [
    'generation',
    'supply-generation-early',
    'of a month to come',
    () => ({ period: { from: '2026-11-01', to: '2026-11-30' } }),
  ],
  ['generation', 'supply-certificate-sum', 'of less than its certificates', () => drawn({ drawn: 599_000 })],
  ['generation', 'supply-certificate-overdrawn', 'of a certificate again', () => drawn({ number: 'C-0' })],
  ['generation', 'supply-certificate-overdrawn', 'of one in other signs', () => drawn({ number: 'ｃ–０.' })],
  [
    'generation',
    'supply-certificate-quantity',
    'of a certificate that has grown',
    () => drawn({ number: 'C-0', kilowattHours: 1_200_000 }),
  ],
  [
    'generation',
    'supply-certificate-repeated',
    'of one certificate in two parts',
    () => ({
      certificates: [200_000, 400_000].map((part) => ({
        number: 'C-1',
        kilowattHours: 600_000,
        drawn: part,
      })),
    }),
  ],
  [
    'generation',
    'supply-certificate-repeated',
    'of one certificate in two spellings',
    () => ({
      certificates: ['C-1', 'c–1'].map((number) => ({ number, kilowattHours: 600_000, drawn: 300_000 })),
    }),
  ],
  ['generation', 'lanes-not-a-partition', 'without its first serial', () => ({ lanes: [2, 301] })],
  ['generation', 'lanes-not-a-partition', 'with a lane beyond it', () => ({ lanes: [1, 601] })],
  ['generation', 'lanes-not-a-partition', 'with lanes out of order', () => ({ lanes: [1, 301, 201] })],
  ['generation', 'lanes-not-a-partition', 'with lanes of what was used', () => ({ retiredElsewhere: 301 })],
  ['delivery', 'supply-unknown', 'of no contract', () => ({ supply: `c-${NONE}` })],
  ['delivery', 'supply-batch', 'of another contract', (_, { other }) => ({ supply: other })],
  [
    'delivery',
    'supply-batch',
    "of another contract's batch",
    (_, { otherBatch }) => ({ items: [{ batch: otherBatch, ranges: [{ from: 291, to: 300, block: 1 }] }] }),
  ],
  ['delivery', 'supply-account', "out of another's account", (_, { owner }) => ({ from: owner.account })],
  ['delivery', 'units-not-owned', "of another's units", (_, { owner }) => ({ from: owner.account })],
  ['delivery', 'transfer-to-self', 'to the seller', (_, { seller }) => ({ to: seller.account })],
  ['delivery', 'account-unknown', 'to nobody', () => ({ to: `a-${NONE}` })],
  ['delivery', 'supply-to-province', 'to a province', (_, { province }) => ({ to: province })],
  ['delivery', 'supply-over-delivered', 'of more than was issued', () => ({ quantity: 601 })],
  ['delivery', 'quantity-mismatch', 'of more than it moves', () => ({ quantity: 11 })],
];

function expectFound(h: History, rule: Rule) {
  const found = replayed(h.leaves);
  const last = h.leaves.length - 1;
  expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, last]);
  expect(found.filter(({ index }) => index !== undefined && index < last)).toEqual([]);
  const { zh, en } = found.find((each) => each.rule === rule)!.message;
  expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
}

describe('a fault is found where it is', () => {
  it.each(faults)('%s, %s: %s', (step, rule, _, change) => {
    const s = smallHistory(step);
    const event = JSON.parse(s.h.leaves.pop()!);
    Object.assign(event.facts, change(event.facts as never, s));
    s.h.leaves.push(canonicalize(event));
    expectFound(s.h, rule);
  });

  it.each<[Step, string]>([
    ['supply', 'generator'],
    ['generation', 'enterprise'],
    ['delivery', 'enterprise'],
  ])('%s by a %s', (step, role) => {
    const { h, seller } = smallHistory(step);
    const event = JSON.parse(h.leaves.pop()!);
    event.by = { org: seller.id, role };
    h.leaves.push(canonicalize(event));
    expectFound(h, 'role-not-granted');
  });

  it('delivered again what was bought back', () => {
    const { h, seller, beneficiary, supply, batch } = smallHistory('generation');
    const items = [{ batch, quantity: 600 }];
    deliverSupply(h, seller.account, { supply, to: beneficiary.account, items });
    const back = { from: beneficiary.account, to: seller.account, items };
    const offered = h.offer(back, as(beneficiary.id));
    h.endTransfer(offered.id, 'accept', as(seller.id));
    h.forge(OPERATOR, {
      type: 'supply.delivered',
      facts: {
        supply,
        from: seller.account,
        to: beneficiary.account,
        quantity: 300,
        items: [{ batch, ranges: [{ from: 1, to: 300 }] }],
      },
      advances: [`block:${batch}/1`, `supply:${supply}`],
    });
    expectFound(h, 'supply-over-delivered');
  });
});

describe('a sound history', () => {
  it.each<Step>(['supply', 'generation', 'delivery'])('up to its %s is clean', (step) => {
    const { h } = smallHistory(step);
    expect(replayed(h.leaves)).toEqual([]);
  });

  it('has imported hydropower sold and sold again: the rules of the GEC are none of it', () => {
    const { h, owner, seller, beneficiary } = smallHistory('supply');
    const facility = importFacility(h, owner.id, 'Minjiang', 'hydro');
    const origin = { source: 'I-REC', code: 'SP-HYDRO' };
    const supply = importSupply(h, { seller: seller.id, technology: 'hydro', origin });
    const items = [{ batch: importGeneration(h, { supply, facility }), quantity: 600 }];
    const sell = (from: typeof seller, to: typeof seller) =>
      h.endTransfer(
        h.offer({ from: from.account, to: to.account, items }, as(from.id)).id,
        'accept',
        as(to.id),
      );
    sell(seller, beneficiary);
    sell(beneficiary, seller);
    expect(replayed(h.leaves)).toEqual([]);
  });

  it('ends with what is retired by the operator for the beneficiary', () => {
    const { h, beneficiary, batch } = smallHistory('delivery');
    const items = [{ batch, quantity: 10 }];
    h.retire({ account: beneficiary.account, items, purpose: 'voluntary-statement' }, OPERATOR);
    expect(replayed(h.leaves)).toEqual([]);
  });

  it("ends with the seller's own use, which is delivered to nobody", () => {
    const { h, seller, wind, supply } = smallHistory('supply');
    const batch = importGeneration(h, { supply, facility: wind, retiredElsewhere: 200 });
    const items = [{ batch, quantity: 200 }];
    const { facts } = h.retire({ account: seller.account, items, purpose: 'voluntary-statement' }, OPERATOR);
    expect(facts.items).toMatchObject([{ ranges: [{ from: 401, to: 600 }] }]);
    expect(() =>
      h.retire({ account: seller.account, items, purpose: 'voluntary-statement' }, OPERATOR),
    ).toThrow('not-retired-elsewhere');
    expect(replayed(h.leaves)).toEqual([]);
  });
});
