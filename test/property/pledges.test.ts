/**
 * Pledges among transfers, retirements and subdivisions, in any order: every batch stays whole, what is
 * locked moves by its pledge alone, and the audit finds nothing, the quick way or the careful.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entity, pledgeEntity, transferEntity } from '../../shared/ledger/entity.ts';
import type { Action } from '../../shared/ledger/role.ts';
import { isLivePledge, PLEDGE_STEPS, type PledgeStep } from '../../shared/units/pledge.ts';
import type { BlockState, PledgeState, TransferState } from '../../shared/units/states.ts';
import { TRANSFER_ENDS, type TransferEnd } from '../../shared/units/transfer.ts';
import { asRegistered, History } from '../support/history/history.ts';
import { proposePledge, stepPledge } from '../support/history/pledge-steps.ts';
import { replayed } from '../support/history/replayed.ts';

const QUANTITY = 400;
const ENDS = Object.keys(TRANSFER_ENDS) as TransferEnd[];
const STEPS = Object.keys(PLEDGE_STEPS) as PledgeStep[];

/** What is tried, who tries it, with whom, and how much or which. */
const step = fc.record({
  what: fc.constantFrom(
    'pledge',
    'pledge',
    'step',
    'step',
    'offer',
    'settle',
    'retire',
    'subdivide',
    'record',
  ),
  one: fc.constantFrom(0, 0, 1, 1, 2, 3),
  two: fc.constantFrom(0, 1, 2, 2, 3, 3),
  n: fc.nat(999),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Cast {
  h: History;
  organizations: { id: string; account: string }[];
  batches: string[];
  offers: string[];
  pledges: string[];
}

function cast(): Cast {
  const h = new History();
  const developer = h.organization({ name: '市农投集团', roles: ['developer', 'enterprise'] });
  const others = [
    h.organization({ name: '铜业' }),
    h.organization({ name: '银行', roles: ['financier', 'enterprise'] }),
    h.organization({ name: '农商行', roles: ['financier'] }),
  ];
  const project = h.project({ developer: developer.id });
  const holders = [developer, others[0]!];
  const batches = holders.map(({ account }, n) =>
    h.issue({ project, quantity: QUANTITY, lanes: 1 + 2 * n, account }),
  );
  return { h, organizations: [developer, ...others], batches, offers: [], pledges: [] };
}

/** True if it happened; what the rules refuse doesn't. */
function attempt(play: Cast, tried: Step): boolean {
  try {
    take(play, tried);
    return true;
  } catch (error) {
    if (!(error as Error).message.startsWith('rejected')) throw error;
    return false;
  }
}

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

function take({ h, organizations, batches, offers, pledges }: Cast, { what, one, two, n }: Step): void {
  const [actor, other] = [organizations[one]!, organizations[two]!];
  const items = [{ batch: pick(batches, n)!, quantity: 1 + (n % 90) }];
  const by = (action: Action, id = actor.id) => asRegistered(h, id, action);
  const between = { from: actor.account, to: other.account, items };
  // Mostly the side whose turn it is; now and then somebody else.
  const turn = (sides: { from: string; to: string } | undefined, by: 'from' | 'to') =>
    (n % 5 && organizations.find(({ account }) => account === sides?.[by])?.id) || actor.id;
  if (what === 'pledge') pledges.push(proposePledge(h, between, by('pledge.propose')));
  else if (what === 'offer') offers.push(h.offer(between, by('transfer.offer')).id);
  else if (what === 'retire') h.retire({ account: actor.account, items }, by('units.retire'));
  else if (what === 'record') h.recordState();
  else if (what === 'step') {
    const pledge = pick(pledges, n) ?? '';
    const sides = h.entities.get(pledgeEntity(pledge))?.state as PledgeState | undefined;
    const fitting = STEPS.filter((each) => PLEDGE_STEPS[each].from === sides?.status);
    const tried = pick(n % 7 && fitting.length ? fitting : STEPS, two + n)!;
    stepPledge(h, pledge, tried, turn(sides, PLEDGE_STEPS[tried].by));
  } else if (what === 'settle') {
    const transfer = pick(offers, n) ?? '';
    const sides = h.entities.get(transferEntity(transfer))?.state as TransferState | undefined;
    const tried = pick(ENDS, two)!;
    h.endTransfer(transfer, tried, by(`transfer.${tried}`, turn(sides, TRANSFER_ENDS[tried].by)));
  } else {
    const block = pick(h.blocks(), n)?.state;
    if (block) h.subdivide({ batch: block.batch, block: block.from, lanes: 2 }, by('block.subdivide'));
  }
}

const blocksIn = (h: History, batch: string): BlockState[] =>
  h
    .blocks()
    .map(({ state }) => state)
    .filter((block) => block.batch === batch)
    .sort((a, b) => a.from - b.from);

/** Its blocks, in serial order, are 1…n without gap or overlap. */
function expectWhole(h: History, batch: string): void {
  let next = 1;
  for (const { from, to } of blocksIn(h, batch)) {
    expect(from).toBe(next);
    expect(to).toBeGreaterThanOrEqual(from);
    next = to + 1;
  }
  expect(next).toBe(QUANTITY + 1);
}

/** The serials that a live pledge has locked, by pledge, and those that say they are. */
function expectLocked(h: History): void {
  const pledged = [...h.entities]
    .filter(([id]) => id.startsWith('pledge:'))
    .map(([id, { state }]) => ({ id: id.slice('pledge:'.length), ...(state as PledgeState) }))
    .filter(isLivePledge);
  const wanted = pledged.flatMap(({ id, status, from: account, items }) =>
    items.map((range) => ({
      ...range,
      account,
      status: status === 'active' ? 'pledged' : 'offered',
      pledge: id,
    })),
  );
  const locked = h
    .blocks()
    .filter(({ state }) => state.pledge !== undefined)
    .map(({ state: { batch, from, to, account, status, pledge } }) => ({
      batch,
      from,
      to,
      account,
      status,
      pledge,
    }));
  const key = ({ batch, from }: { batch: string; from: number }) => `${batch}/${from}`;
  const sorted = <T extends { batch: string; from: number }>(list: T[]) =>
    list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  expect(sorted(locked)).toEqual(sorted(wanted));
  for (const { state } of h.blocks()) if (state.status === 'pledged') expect(state.pledge).toBeDefined();
}

describe('pledges', () => {
  it('conserve every batch, lock what they say, and leave a clean log', () => {
    let [ended, enforced, refused] = [0, 0, 0];
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), (steps) => {
        const play = cast();
        for (const tried of steps) {
          if (!attempt(play, tried)) refused++;
          expectLocked(play.h);
        }
        for (const batch of play.batches) expectWhole(play.h, batch);
        expect(replayed(play.h.leaves)).toEqual([]);
        expect(replayed(play.h.leaves, { careful: true })).toEqual([]);
        const states = play.pledges.map((id) => play.h.entities.get(pledgeEntity(id)) as Entity<PledgeState>);
        ended += states.filter(({ state }) => !isLivePledge(state)).length;
        enforced += states.filter(({ state }) => state.status === 'enforced').length;
      }),
      { numRuns: 60 },
    );
    // Else the property would hold of histories in which nothing happens.
    expect(ended).toBeGreaterThan(20);
    expect(enforced).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(20);
  });
});
