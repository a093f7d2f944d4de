/** Endpoints of claims: made and withdrawn by their organization, read by everyone without a token. */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { ClaimId, freeText, line, StatementId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { claimEntity, type EntityId, read, statementEntity } from '../../shared/ledger/entity.ts';
import { madeClaim } from '../../shared/statements/claim.ts';
import { LABELS } from '../../shared/statements/facts.ts';
import { decideMakeClaim, decideWithdrawClaim } from '../../shared/statements/make-claim.ts';
import type { ClaimState } from '../../shared/statements/states.ts';
import { requireDocuments } from '../documents/require.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { requireEntity } from '../http/require-entity.ts';
import { CLAIMS_LIST } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { ClaimView, claimView } from '../views/claim.ts';
import { twoEyes } from '../work/two-eyes.ts';
import { readChain } from './chain.ts';
import { membersOf } from './roll-up.ts';
import { shownClaim } from './shown-claim.ts';

const ClaimPath = z.strictObject({ id: ClaimId });

const makeClaim = command({
  summary: '作出声明 Claim what a verified and covered emission statement allows',
  action: 'claim.make',
  event: 'claim.made',
  body: () =>
    z.strictObject({
      statement: StatementId,
      label: z.enum(LABELS).default('carbon-neutral'),
      /** The standard that the claim names, such as ISO 14068-1. */
      standard: line(60).optional(),
      /** Reductions made in the year, in your own words. */
      reductions: freeText(1000).optional(),
      /** The stored plan of further reductions. */
      plan: DocumentReference.optional(),
      /** A verified statement of an earlier year, against which the reduction is told. */
      baseStatement: StatementId.optional(),
      /** The claim is used towards consumers in the EU. */
      europeanUnion: z.literal(true).optional(),
    }),
  status: 201,
  reply: ClaimView,
  twoEyes,
  load: async ({ body }, { reads, id }) => ({
    entities: await loadForClaim(reads, deriveId('k', id), body),
  }),
  decide: ({ entities }, { body }, context) => decideMakeClaim(entities, body, context),
  confirm: async ({ identity, body }) => {
    if (body.plan) await requireDocuments(identity.org, [['/plan', body.plan]]);
  },
  view: (event) => ({ json: claimView(madeClaim(event), event.facts), etag: 1 }),
});

/** The statement, its claim, the base statement, what it rolls up, and any entity at the new claim's id. */
async function loadForClaim(
  reads: LedgerReads,
  claim: string,
  { statement, baseStatement }: { statement: string; baseStatement?: string | undefined },
): Promise<Map<EntityId, Stored>> {
  const entity = statementEntity(statement);
  const named = [entity, claimEntity(claim)];
  const entities = await reads.entities(
    baseStatement === undefined ? named : [...named, statementEntity(baseStatement)],
  );
  const state = read(entities, entity)?.state;
  if (!state) return entities;
  const before = state.claim === undefined ? [] : [claimEntity(state.claim)];
  addTo(entities, await reads.entities(before));
  return addTo(entities, await membersOf(reads, state));
}

const withdrawClaim = command({
  summary: '撤回声明 Withdraw a claim, with the reason; what was retired stays retired for the statement',
  action: 'claim.withdraw',
  event: 'claim.withdrawn',
  path: ClaimPath,
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply: () => z.strictObject({ id: z.string(), status: z.literal('withdrawn'), commit: CommitReceipt() }),
  load: async ({ path }, { reads }) => {
    const entity = claimEntity(path.id);
    const entities = await reads.entities([entity]);
    const statement = read(entities, entity)?.state.statement;
    if (statement !== undefined) addTo(entities, await reads.entities([statementEntity(statement)]));
    return { entities };
  },
  decide: ({ entities }, { path, body }, context) =>
    decideWithdrawClaim(entities, { ...body, claim: path.id }, context),
  view: ({ facts: { claim } }) => ({ json: { id: claim, status: 'withdrawn' } }),
});

const readClaim = reader({
  summary: '查询声明 Read a claim, without a token: what it says, and what has become of it',
  path: ClaimPath,
  reply: ClaimView,
  find: ({ path }, { reads }) => requireEntity(reads, claimEntity(path.id)),
  view: async ({ state }, _asked, { reads }) => {
    const { view, receipt } = await shownClaim(reads, state);
    return { ...view, commit: receipt };
  },
});

const listClaims = pager({
  summary: '声明列表 List all claims, oldest first, without a token',
  item: ClaimView,
  page: ({ query }, { reads }) => reads.list<ClaimState>(CLAIMS_LIST, query.limit, query.cursor),
  view: async ({ state }, _asked, { reads }) => (await shownClaim(reads, state)).view,
});

export const claimEndpoints: Endpoints = {
  'POST /v1/claims': makeClaim,
  'GET /v1/claims': listClaims,
  'GET /v1/claims/{id}': readClaim,
  'GET /v1/claims/{id}/chain': readChain,
  'POST /v1/claims/{id}/withdraw': withdrawClaim,
};
