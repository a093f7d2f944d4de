/** Audit rules of pledges (DOMAIN §2). One line per fault. */
import { describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { blockEntity, pledgeEntity } from '../../shared/ledger/entity.ts';
import type { EventType, RegistryEvent } from '../../shared/ledger/event.ts';
import type { Movement } from '../../shared/units/facts.ts';
import { PLEDGE_STEPS, type PledgeStep } from '../../shared/units/pledge.ts';
import { as, History } from '../support/history/history.ts';
import { proposePledge, stepPledge } from '../support/history/pledge-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import { ORIGIN } from '../support/log/log.ts';

/**
 * Copper has 1000 units, of which 100 (901–1000) are pledged to the bank, and 50 (851–900) proposed to it.
 */
function smallHistory() {
  const h = new History();
  const copper = h.organization({ name: '铜业', roles: ['developer', 'enterprise'] });
  const bank = h.organization({ name: '银行', roles: ['financier'] });
  const steel = h.organization({ name: '钢铁' });
  const batch = h.issue({ project: h.project({ developer: copper.id }) });
  const pledge = (quantity: number) =>
    proposePledge(h, { from: copper.account, to: bank.account, items: [{ batch, quantity }] }, as(copper.id));
  const active = pledge(100);
  stepPledge(h, active, 'accept', bank.id);
  return { h, copper, bank, steel, batch, active, proposed: pledge(50) };
}
type SmallHistory = ReturnType<typeof smallHistory>;
type Fault = (s: SmallHistory) => unknown;

const edit =
  (change: (facts: Record<string, unknown>, s: SmallHistory) => object): Fault =>
  (s) => {
    const event = JSON.parse(s.h.leaves.pop()!);
    Object.assign(event.facts, change(event.facts, s));
    s.h.leaves.push(canonicalize(event));
  };

/** A step that no decider would take: what moves, and which pieces are cut off. */
function forgeStep(
  { h, batch }: SmallHistory,
  pledge: string,
  step: PledgeStep,
  org: string,
  [from, to]: [number, number],
  born: number[] = [],
) {
  const { type } = PLEDGE_STEPS[step];
  const advances = [...[from, ...born].map((start) => blockEntity(batch, start)), pledgeEntity(pledge)];
  const facts = { pledge, items: [{ batch, ranges: [{ from, to }] }] };
  h.forge(as(org, step === 'withdraw' ? 'enterprise' : 'financier'), { type, facts, advances });
}

/** A retirement, transfer or subdivision of what is locked. */
function forgeUse({ h, copper, steel, batch }: SmallHistory, what: string, from: number, to: number) {
  const items: Movement[] = [{ batch, ranges: [{ from, to }] }];
  const moved = { items, quantity: to - from + 1 };
  const block = blockEntity(batch, from);
  const { account } = copper;
  if (what === 'retired') {
    const words = { beneficiary: '铜业', reason: '测试', purpose: 'voluntary' as const, imported: false };
    h.forge(as(copper.id), {
      type: 'units.retired',
      facts: { account, ...moved, ...words },
      advances: [block],
    });
  } else if (what === 'offered') {
    const advances = [block];
    // The transfer is born under the commit's own id, which the forger doesn't know before.
    h.commit<'units.offered'>(as(copper.id), ({ id }) => ({
      type: 'units.offered',
      facts: { from: account, to: steel.account, ...moved },
      advances: [...advances, `transfer:${id}`],
    }));
  } else {
    h.forge(as(copper.id), {
      type: 'block.subdivided',
      facts: { account, batch, block: from, starts: [from + 1] },
      advances: [block, blockEntity(batch, from + 1)],
    });
  }
}

const forgePledge = ({ h, copper, bank, batch }: SmallHistory, from: number, to: number) =>
  h.commit<'pledge.proposed'>(as(copper.id), ({ id }) => ({
    type: 'pledge.proposed',
    facts: {
      from: copper.account,
      to: bank.account,
      items: [{ batch, ranges: [{ from, to }] }],
      quantity: to - from + 1,
    },
    advances: [blockEntity(batch, from), pledgeEntity(id)],
  }));

/** The last leaf again, under another id and maybe as another type. */
const again = ({ h }: SmallHistory, type?: EventType) => {
  const event = JSON.parse(h.leaves.at(-1)!) as RegistryEvent;
  h.leaves.push(canonicalize({ ...event, id: 'B'.repeat(43), ...(type && { type }) }));
};

const faults: [Rule, string, Fault][] = [
  ['pledge-financier', 'to a company', edit((_, { steel }) => ({ to: steel.account }))],
  ['pledge-to-self', 'to oneself', edit((_, { copper }) => ({ to: copper.account }))],
  ['account-unknown', 'to nobody', edit(() => ({ to: `a-${'0'.repeat(20)}` }))],
  ['not-owner', "of another's account", edit((_, { steel }) => ({ from: steel.account }))],
  ['quantity-mismatch', 'of more than it locks', edit(() => ({ quantity: 51 }))],
  ['units-not-held', 'pledged twice', (s) => forgePledge(s, 901, 1000)],
  ['units-not-held', 'pledged while proposed', (s) => forgePledge(s, 851, 900)],
  ...(['retired', 'offered', 'subdivided'] as const).flatMap((what): [Rule, string, Fault][] => [
    ['units-not-held', `${what} while pledged`, (s) => forgeUse(s, what, 901, 1000)],
    ['units-not-held', `${what} while proposed`, (s) => forgeUse(s, what, 851, 900)],
  ]),
  [
    'pledge-not-live',
    'released twice',
    (s) => {
      stepPledge(s.h, s.active, 'release', s.bank.id);
      again(s);
    },
  ],
  [
    'pledge-not-live',
    'enforced after it was released',
    (s) => {
      stepPledge(s.h, s.active, 'release', s.bank.id);
      again(s, 'pledge.enforced');
    },
  ],
  [
    'pledge-status',
    'enforced though never accepted',
    (s) => forgeStep(s, s.proposed, 'enforce', s.bank.id, [851, 900]),
  ],
  [
    'pledge-status',
    'withdrawn though accepted',
    (s) => forgeStep(s, s.active, 'withdraw', s.copper.id, [901, 1000]),
  ],
  ['not-owner', 'accepted by a stranger', (s) => forgeStep(s, s.proposed, 'accept', s.steel.id, [851, 900])],
  ['not-owner', 'released by the owner', (s) => forgeStep(s, s.active, 'release', s.copper.id, [901, 1000])],
  [
    'pledge-items',
    'released in part',
    (s) => forgeStep(s, s.active, 'release', s.bank.id, [901, 999], [1000]),
  ],
  [
    'units-not-pledged',
    'of other units: proposed to the same bank',
    (s) => forgeStep(s, s.active, 'enforce', s.bank.id, [851, 900]),
  ],
  [
    'units-not-pledged',
    "of the owner's free units",
    (s) => forgeStep(s, s.active, 'enforce', s.bank.id, [1, 850]),
  ],
  [
    'units-not-offered',
    'a transfer takes what is proposed in pledge',
    (s) => {
      const { h, copper, steel, batch } = s;
      const offered = h.offer(
        { from: copper.account, to: steel.account, items: [{ batch, quantity: 50 }] },
        as(copper.id),
      );
      const items = [{ batch, ranges: [{ from: 851, to: 900 }] }];
      const advances = [blockEntity(batch, 851), `transfer:${offered.id}` as const];
      h.forge(as(steel.id), { type: 'transfer.accepted', facts: { transfer: offered.id, items }, advances });
    },
  ],
];

describe('a fault is found where it is', () => {
  it.each(faults)('%s: %s', (rule, _, fault) => {
    const s = smallHistory();
    fault(s);
    const found = replayed(s.h.leaves);
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, s.h.leaves.length - 1]);
    expect(found.filter(({ index }) => index !== undefined && index < s.h.leaves.length - 1)).toEqual([]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });
});

describe('a sound history is clean', () => {
  const ends: [PledgeStep, 'active' | 'proposed', 'bank' | 'copper'][] = [
    ['release', 'active', 'bank'],
    ['enforce', 'active', 'bank'],
    ['reject', 'proposed', 'bank'],
    ['withdraw', 'proposed', 'copper'],
  ];
  it.each(ends)('%s of what is %s, by the %s; and the pledge is forgotten', (step, which, side) => {
    const s = smallHistory();
    stepPledge(s.h, s[which], step, s[side].id);
    expect(replayed(s.h.leaves)).toEqual([]);
    const replay = new Replay({ log: ORIGIN });
    for (const [index, leaf] of s.h.leaves.entries()) replay.apply(index, leaf);
    expect(replay.live.entities.has(pledgeEntity(s[which]))).toBe(false);
    expect(replay.live.entities.has(pledgeEntity(s[which === 'active' ? 'proposed' : 'active']))).toBe(true);
  });
});
