/** Endpoints of pledges: the owner's proposal, the steps of either side, and the financier's list. */
import * as z from 'zod';
import { AccountId, CommitId } from '../../shared/base/field.ts';
import {
  accountEntity,
  type EntityId,
  organizationEntity,
  pledgeEntity,
  read,
} from '../../shared/ledger/entity.ts';
import { serialsOf } from '../../shared/units/block.ts';
import { PLEDGE_STEPS, type PledgeStep } from '../../shared/units/pledge.ts';
import { decidePledgeStep, decideProposePledge } from '../../shared/units/propose-pledge.ts';
import type { PledgeState } from '../../shared/units/states.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { Paging, pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { requireAccount } from '../http/require-account.ts';
import { entityView } from '../http/require-entity.ts';
import { addFacilities, addLocked, loadForMoving } from '../ledger/load.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { readSealed, sealFacts } from '../ledger/sealed.ts';
import { pledgesOf } from '../ledger/side-reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { PLEDGE_STATUSES, PledgeView, pledgeView } from '../views/pledge.ts';
import { SerialsView, SideParameter } from '../views/units.ts';
import { type TwoEyes, twoEyes } from '../work/two-eyes.ts';
import { betweenAccounts } from './between-accounts.ts';
import { Items } from './items.ts';
import { maySeeSealed, Price } from './price.ts';

const PledgePath = z.strictObject({ id: CommitId });

const proposePledge = command({
  summary: '申请质押 Offer units to a financier in pledge',
  action: 'pledge.propose',
  event: 'pledge.proposed',
  body: () => z.strictObject({ from: AccountId, to: AccountId, items: Items(), loan: Price().optional() }),
  status: 201,
  reply: PledgeView,
  twoEyes,
  prepare: ({ body: { loan, ...pledge } }) => ({ pledge, loan, secured: loan && sealFacts({ loan }) }),
  load: async ({ pledge: { from, to, items } }, reading) => {
    const { reads } = reading;
    const loaded = await loadForMoving(reading, from, items, [accountEntity(to)]);
    const [fixed] = await Promise.all([
      addFacilities(reads, loaded.entities),
      loadOwner(reads, loaded.entities, to),
    ]);
    return { ...loaded, fixed };
  },
  decide: ({ entities, candidates }, { pledge, secured }, context) =>
    decideProposePledge(entities, candidates, { ...pledge, sealed: secured?.sealed }, context),
  beside: (_draft, _loaded, { secured }) => ({ private: secured?.private }),
  view: ({ id, facts }, { loan }) => {
    const state = { ...facts, status: 'proposed' as const, items: serialsOf(facts.items) };
    // A retry makes another salt than the commit has: the seal is read from the commit, never echoed.
    return { json: pledgeView(id, 1, state, loan && { loan }), etag: 1 };
  },
});

/** Adds the organization of an account that was loaded. */
async function loadOwner(
  reads: LedgerReads,
  entities: Map<EntityId, Stored>,
  account: string,
): Promise<void> {
  const found = read(entities, accountEntity(account))?.state;
  if (!found) return;
  addTo(entities, await reads.entities([organizationEntity(found.organization)]));
}

const findPledge = betweenAccounts(pledgeEntity);

const readPledge = reader({
  summary: '查询质押 Read a pledge',
  action: 'pledge.read',
  path: PledgePath,
  reply: PledgeView,
  find: findPledge,
  view: async ({ version, state, owners }, { path, identity }, { reads }) => {
    const visible = maySeeSealed(identity, 'loan.read', owners);
    const loan = visible ? await readLoan(reads, path.id, state) : undefined;
    return pledgeView(path.id, version, state, loan);
  },
});

/** The loan that the pledge secures, with what opens its seal; undefined where none was stated. */
async function readLoan(reads: LedgerReads, pledge: string, { sealed }: PledgeState) {
  if (sealed === undefined) return undefined;
  const beside = (await readSealed<{ loan: Price }>(reads, [pledge])).get(pledge);
  if (!beside) throw new Error(`the pledge ${pledge} has a seal and no loan beside its commit`);
  return { loan: { fen: beside.facts.loan.fen }, seal: { salt: beside.salt, sealed } };
}

const listPledges = pager({
  summary:
    '账户质押 Pledges to or from an account, those of a status; those that it is asked for or holds if nothing is said',
  action: 'pledge.read',
  path: z.strictObject({ id: AccountId }),
  query: Paging.extend({
    side: SideParameter(),
    /** If left out: proposed and active. Ended ones, newest first, once they are in the log. */
    status: z.enum(PLEDGE_STATUSES).optional(),
  }),
  item: PledgeView,
  of: requireAccount,
  page: ({ path, of: { state }, query: { limit, cursor, ...wanted } }, { reads }) =>
    pledgesOf(reads, { account: path.id, ...state }, wanted, limit, cursor),
  view: entityView(pledgeView),
});

const stepOfPledge = (step: PledgeStep, summary: string, eyes?: TwoEyes) =>
  command({
    summary,
    action: `pledge.${step}`,
    event: PLEDGE_STEPS[step].type,
    path: PledgePath,
    status: 200,
    reply: () =>
      z.strictObject({
        id: z.string(),
        status: z.string(),
        serials: SerialsView(),
        version: z.int(),
        commit: CommitReceipt(),
      }),
    twoEyes: eyes,
    load: async ({ path }, { reads }) => ({ entities: await loadForStep(reads, pledgeEntity(path.id)) }),
    decide: ({ entities }, { path }, context) => decidePledgeStep(entities, path.id, step, context),
    view: ({ facts, advances }) => {
      const version = advances.at(-1)?.version ?? 0;
      const status = PLEDGE_STEPS[step].to;
      return {
        json: { id: facts.pledge, status, serials: serialsOf(facts.items), version },
        etag: version,
      };
    },
  });

/** The pledge, its blocks with their batches, and the accounts of both sides. */
async function loadForStep(reads: LedgerReads, pledge: EntityId<'pledge'>) {
  const entities = await reads.entities([pledge]);
  const state = read(entities, pledge)?.state;
  if (state) await addLocked(reads, entities, state);
  return entities;
}

export const pledgeEndpoints: Endpoints = {
  'POST /v1/pledges': proposePledge,
  'GET /v1/pledges/{id}': readPledge,
  'GET /v1/accounts/{id}/pledges': listPledges,
  'POST /v1/pledges/{id}/accept': stepOfPledge('accept', '接受质押 Accept a pledge', twoEyes),
  'POST /v1/pledges/{id}/reject': stepOfPledge('reject', '拒绝质押 Reject a pledge'),
  'POST /v1/pledges/{id}/withdraw': stepOfPledge('withdraw', '撤回质押 Withdraw a proposed pledge'),
  'POST /v1/pledges/{id}/release': stepOfPledge(
    'release',
    '解除质押 Release a pledge: the units are free again',
    twoEyes,
  ),
  'POST /v1/pledges/{id}/enforce': stepOfPledge(
    'enforce',
    '实现质权 Enforce a pledge: the units pass to the financier',
    twoEyes,
  ),
};
