/** Rules of pledges (DOMAIN §2), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import {
  accountEntity,
  blockEntity,
  organizationEntity,
  pledgeEntity,
} from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import type { AccountState } from '../../../shared/parties/states.ts';
import { PLEDGE_STEPS, type PledgeStep } from '../../../shared/units/pledge.ts';
import {
  decidePledgeStep,
  decideProposePledge,
  type ProposePledge,
} from '../../../shared/units/propose-pledge.ts';
import type { PledgeState } from '../../../shared/units/states.ts';
import { expectEvent, holdLadder, holdUnknownBatch, type Situation } from '../../support/ladder.ts';
import {
  batchEntry,
  block,
  blockEntry,
  blocksOf,
  commitNamed,
  contextOf,
  entity,
  idNamed,
  organizationNamed,
  selectionRules,
} from '../../support/states/states.ts';

const owner = organizationNamed('owner', ['developer', 'financier']);
const financier = organizationNamed('financier', ['financier']);
const batch = idNamed('b', 'batch');

type Proposal = ProposePledge & { items: { batch: string; quantity: number }[] };
const proposing = (): Situation<Proposal> => {
  const candidates = blocksOf(owner.account, batch, 100);
  return {
    entities: new Map([
      ...owner.entities,
      ...financier.entities,
      batchEntry(batch),
      ...candidates.map(blockEntry),
    ]),
    candidates,
    command: { from: owner.account, to: financier.account, items: [{ batch, quantity: 10 }] },
    context: contextOf(owner.id, 'developer', 'own'),
  };
};
const propose = ({ entities, candidates, command, context }: Situation<Proposal>) =>
  decideProposePledge(entities, candidates, command, context);

const setPledgee =
  (change: Partial<AccountState>) =>
  ({ entities }: Situation<Proposal>) => {
    const id = accountEntity(financier.account);
    const current = entities.get(id);
    if (current) entities.set(id, entity({ ...(current.state as AccountState), ...change }));
  };

describe('propose a pledge', () => holdUnknownBatch(proposing, propose));
holdLadder('propose a pledge', proposing, propose, [
  ['not-found', '/from', ({ entities }) => entities.delete(accountEntity(owner.account))],
  ['not-yours', '/from', ({ context }) => (context.org = financier.id)],
  ['not-found', '/to', ({ entities }) => entities.delete(accountEntity(financier.account))],
  ['pledge-to-self', '/to', setPledgee({ organization: owner.id })],
  ['buffer-account', '/to', setPledgee({ buffer: idNamed('p', 'project') })],
  [
    'pledgee-not-a-financier',
    '/to',
    ({ entities }) =>
      entities.set(organizationEntity(financier.id), entity({ name: '企业', roles: ['enterprise'] })),
  ],
  ...selectionRules<Proposal>(batch),
]);

describe('propose a pledge', () => {
  it('of part of a block cuts it; what is pledged is locked, the rest is free', () => {
    const situation = proposing();
    const event = expectEvent(situation, propose);
    const after = advancedEntities(situation.entities, event);
    expect(after.get(blockEntity(batch, 1))?.state).toMatchObject({ to: 90, status: 'held' });
    expect(after.get(blockEntity(batch, 91))?.state).toMatchObject({
      to: 100,
      account: owner.account,
      status: 'offered',
      pledge: event.id,
    });
  });

  it('takes 98 blocks, and no more: every step moves the pledge besides', () => {
    const candidates = blocksOf(owner.account, batch, ...Array<number>(99).fill(2));
    const outcome = (quantity: number) => {
      const situation = { ...proposing(), candidates };
      for (const candidate of candidates) situation.entities.set(...blockEntry(candidate));
      situation.command.items = [{ batch, quantity }];
      return isRejection(propose(situation)) ? propose(situation) : expectEvent(situation, propose).advances;
    };
    expect(outcome(196)).toHaveLength(99);
    expect(outcome(198)).toMatchObject({ rejected: 'too-many-blocks', seen: { fits: 196 } });
  });

  it('carries the seal of its loan, and no more of it', () => {
    const situation = proposing();
    situation.command.sealed = `sha256:${'a'.repeat(64)}`;
    const event = expectEvent(situation, propose);
    expect(event.sealed).toBe(situation.command.sealed);
    const after = advancedEntities(situation.entities, event);
    expect(after.get(pledgeEntity(event.id))?.state).toMatchObject({ sealed: event.sealed });
    expect(JSON.stringify(event.facts)).not.toContain('sha256');
  });
});

const pledge = commitNamed('pledge');

function stepping(step: PledgeStep): Situation<undefined> {
  const { from: status, by } = PLEDGE_STEPS[step];
  const units = block({
    batch,
    from: 91,
    to: 100,
    account: owner.account,
    status: status === 'active' ? 'pledged' : 'offered',
    pledge,
  });
  const state: PledgeState = {
    from: owner.account,
    to: financier.account,
    status,
    quantity: 10,
    items: [{ batch, from: 91, to: 100 }],
  };
  const side = by === 'to' ? financier : owner;
  return {
    entities: new Map([
      ...owner.entities,
      ...financier.entities,
      batchEntry(batch),
      blockEntry(units),
      [pledgeEntity(pledge), entity(state)],
    ]),
    candidates: [],
    command: undefined,
    context: contextOf(side.id, side.id === owner.id ? 'developer' : 'financier', 'own'),
  };
}

const inStatus = (status: PledgeState['status']) => (situation: Situation<undefined>) => {
  const current = situation.entities.get(pledgeEntity(pledge));
  if (current)
    situation.entities.set(pledgeEntity(pledge), entity({ ...(current.state as PledgeState), status }));
};

const ALL: PledgeState['status'][] = ['proposed', 'active', 'rejected', 'withdrawn', 'released', 'enforced'];

describe.each<[PledgeStep, typeof owner, object]>([
  ['accept', financier, { account: owner.account, status: 'pledged', pledge }],
  ['reject', financier, { account: owner.account, status: 'held' }],
  ['withdraw', owner, { account: owner.account, status: 'held' }],
  ['release', financier, { account: owner.account, status: 'held' }],
  ['enforce', financier, { account: financier.account, status: 'held', traded: true }],
])('%s', (step, side, units) => {
  const decide = ({ entities, context }: Situation<undefined>) =>
    decidePledgeStep(entities, pledge, step, context);
  const other = side.id === owner.id ? financier : owner;
  const { from } = PLEDGE_STEPS[step];
  const wrong = from === 'active' ? 'pledge-not-active' : 'pledge-not-proposed';

  holdLadder('a step of a pledge', () => stepping(step), decide, [
    ['not-found', undefined, ({ entities }) => entities.delete(pledgeEntity(pledge))],
    ['not-found', undefined, ({ context }) => (context.org = 'a-stranger')],
    ['not-yours', undefined, ({ context }) => (context.org = other.id)],
    ...ALL.filter((status) => status !== from).map((status) => [wrong, undefined, inStatus(status)] as const),
  ] as Parameters<typeof holdLadder<undefined>>[3]);

  it('leaves the units with whom they belong, and in the right status', () => {
    const situation = stepping(step);
    const after = advancedEntities(situation.entities, expectEvent(situation, decide));
    const since = commitNamed('this commit');
    expect(after.get(blockEntity(batch, 91))?.state).toEqual({ batch, from: 91, to: 100, ...units, since });
    expect(after.get(pledgeEntity(pledge))?.state).toMatchObject({ status: PLEDGE_STEPS[step].to });
  });
});
