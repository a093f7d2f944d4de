/**
 * Audit rules of units by their instrument (DOMAIN §3): what a registry that broke them
 * would have in its log.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { type EntityId, pledgeEntity, transferEntity } from '../../shared/ledger/entity.ts';
import { blocksAdvanced, movedQuantity } from '../../shared/units/block.ts';
import type { Movement } from '../../shared/units/facts.ts';
import type { PledgeStep } from '../../shared/units/pledge.ts';
import type { RetirementPurpose } from '../../shared/units/purpose.ts';
import {
  type CertificateHistory,
  certificateHistory,
  offer,
  retire,
} from '../support/history/certificate-steps.ts';
import { as } from '../support/history/history.ts';
import { proposePledge, stepPledge } from '../support/history/pledge-steps.ts';
import { replayed } from '../support/history/replayed.ts';

/** From the first day of histories to the last on which certificates of their month are valid, 2028-08-31. */
const DAYS_VALID = 649;

const entries = (...moved: [batch: string, from: number, to: number, block?: number][]): Movement[] =>
  moved.map(([batch, from, to, block = 1]) => ({
    batch,
    ranges: [{ from, to, ...(block !== from && { block }) }],
  }));

/** The next commit's id isn't known before: a transfer or a pledge is born under it. */
function forgeOffer(
  { h, owner, buyer }: CertificateHistory,
  items: Movement[],
  changed: { from?: { id: string; account: string }; to?: string } = {},
): void {
  const from = changed.from ?? owner;
  h.commit(as(from.id, 'generator'), ({ id }) => ({
    type: 'units.offered',
    facts: { from: from.account, to: changed.to ?? buyer.account, items, quantity: movedQuantity(items) },
    advances: [...blocksAdvanced(h.entities, items), transferEntity(id)] as EntityId[],
  }));
}

function forgePledge({ h, owner, bank }: CertificateHistory, items: Movement[]): void {
  h.commit(as(owner.id, 'generator'), ({ id }) => ({
    type: 'pledge.proposed',
    facts: { from: owner.account, to: bank.account, items, quantity: movedQuantity(items) },
    advances: [...blocksAdvanced(h.entities, items), pledgeEntity(id)],
  }));
}

function forgeRetirement(
  { h, owner }: CertificateHistory,
  items: Movement[],
  {
    purpose = 'green-power-accounting',
    ...year
  }: { purpose?: RetirementPurpose; consumptionYear?: number } = {
    consumptionYear: 2026,
  },
): void {
  h.forge(as(owner.id, 'generator'), {
    type: 'units.retired',
    facts: {
      account: owner.account,
      items,
      quantity: movedQuantity(items),
      beneficiary: '远联钢铁',
      reason: '测试',
      purpose,
      imported: false,
      ...year,
    },
    advances: blocksAdvanced(h.entities, items),
  });
}

const later = (s: CertificateHistory) => s.h.wait(DAYS_VALID + 1);
const ten = ({ batch }: CertificateHistory) => entries([batch, 1, 10]);

/** The sale of the buyer's certificates, which changed hands before. */
const resale = ({ batch, h, buyer, owner, ...s }: CertificateHistory) =>
  forgeOffer({ batch, h, buyer, owner, ...s }, entries([batch, 41, 50, 41]), {
    from: buyer,
    to: owner.account,
  });

/** Locked in time, and taken when it is too late. */
const acceptedLate = (s: CertificateHistory) => {
  const { id } = offer(s, [{ batch: s.batch, from: 1, to: 10 }]);
  forgeLate(s, () => s.h.endTransfer(id, 'accept', as(s.buyer.id)));
};
const pledgeLate = (step: PledgeStep) => (s: CertificateHistory) => {
  const items = [{ batch: s.batch, from: 1, to: 10 }];
  const pledge = proposePledge(
    s.h,
    { from: s.owner.account, to: s.bank.account, items },
    as(s.owner.id, 'generator'),
  );
  if (step === 'enforce') stepPledge(s.h, pledge, 'accept', s.bank.id);
  forgeLate(s, () => stepPledge(s.h, pledge, step, s.bank.id));
};

/** A step decided in time whose leaf has a later one. */
function forgeLate(s: CertificateHistory, step: () => unknown): void {
  step();
  const event = JSON.parse(s.h.leaves.pop()!);
  event.at = '2028-08-31T16:00:00.000Z';
  s.h.leaves.push(canonicalize(event));
}

const faults: [Rule, string, (s: CertificateHistory) => void][] = [
  ['provincial-account', 'to a province', (s) => forgeOffer(s, ten(s), { to: s.province })],
  [
    'provincial-account',
    'out of a province',
    (s) => {
      const from = { id: s.authority, account: s.province };
      forgeOffer(s, entries([s.provincial, 1, 10]), { from });
    },
  ],
  ['units-mixed', 'in an offer', (s) => forgeOffer(s, entries([s.batch, 1, 10], [s.credits, 51, 60, 51]))],
  ['units-mixed', 'in a pledge', (s) => forgePledge(s, entries([s.batch, 1, 10], [s.credits, 51, 60, 51]))],
  ['units-mixed', 'retired', (s) => forgeRetirement(s, entries([s.batch, 1, 10], [s.credits, 51, 60, 51]))],
  ['traded-again', 'sold', resale],
  ['not-tradable', 'of self-use, sold', (s) => forgeOffer(s, entries([s.selfUse, 1, 5]))],
  ['not-tradable', 'of self-use, pledged', (s) => forgePledge(s, entries([s.selfUse, 1, 5]))],
  ['used-expired', 'offered', (s) => [later(s), forgeOffer(s, ten(s))]],
  ['used-expired', 'pledged', (s) => [later(s), forgePledge(s, ten(s))]],
  ['used-expired', 'retired', (s) => [later(s), forgeRetirement(s, ten(s), { consumptionYear: 2028 })]],
  ['used-expired', 'accepted', acceptedLate],
  ['used-expired', 'a pledge accepted', pledgeLate('accept')],
  ['used-expired', 'a pledge enforced', pledgeLate('enforce')],
  [
    'purpose-of-instrument',
    'a certificate offsets',
    (s) => forgeRetirement(s, ten(s), { purpose: 'corporate-offset', consumptionYear: 2026 }),
  ],
  [
    'purpose-of-instrument',
    'a tonne is power',
    (s) => forgeRetirement(s, entries([s.credits, 51, 60, 51]), { purpose: 'zero-carbon-park' }),
  ],
  ['consumption-year-member', 'none', (s) => forgeRetirement(s, ten(s), {})],
  [
    'consumption-year-member',
    'of a credit',
    (s) =>
      forgeRetirement(s, entries([s.credits, 51, 60, 51]), { purpose: 'voluntary', consumptionYear: 2026 }),
  ],
  ['consumption-year', 'before the generation', (s) => forgeRetirement(s, ten(s), { consumptionYear: 2025 })],
  ['consumption-year', 'to come', (s) => forgeRetirement(s, ten(s), { consumptionYear: 2027 })],
];

describe('an audit of certificates', () => {
  it('finds nothing in a history that keeps the rules, to the last day', () => {
    const s = certificateHistory();
    const { h, batch, selfUse, provincial, owner, buyer, bank } = s;
    const { id } = offer(s, [{ batch, from: 11, to: 20 }]);
    const items = [{ batch, from: 1, to: 10 }];
    const pledge = proposePledge(
      h,
      { from: owner.account, to: bank.account, items },
      as(owner.id, 'generator'),
    );
    h.wait(DAYS_VALID);
    h.endTransfer(id, 'accept', as(buyer.id));
    stepPledge(h, pledge, 'accept', bank.id);
    retire(s, owner, [{ batch: selfUse, quantity: 20 }]);
    retire(s, { id: s.authority, account: s.province }, [{ batch: provincial, quantity: 30 }], 'regulator');
    h.wait(1);
    stepPledge(h, pledge, 'release', bank.id);
    expect(replayed(h.leaves)).toEqual([]);
  });

  it.each(faults)('finds %s: %s', (rule, _, fault) => {
    const s = certificateHistory();
    fault(s);
    const last = s.h.leaves.length - 1;
    const found = replayed(s.h.leaves);
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, last]);
    expect(found.filter(({ index }) => index !== undefined && index < last)).toEqual([]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });
});
