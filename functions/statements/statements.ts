/**
 * Endpoints of emission statements: submitted, read, revised; verified or returned by a verification body.
 */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { freeText, OrganizationId, StatementId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  accreditationEntity,
  claimEntity,
  type EntityId,
  keyOf,
  read,
  statementEntity,
} from '../../shared/ledger/entity.ts';
import { ASSURANCES } from '../../shared/statements/facts.ts';
import { statedYearOf, submittedStatement } from '../../shared/statements/statement.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { decideReviseStatement, decideSubmitStatement } from '../../shared/statements/submit-statement.ts';
import { grossOf } from '../../shared/statements/total.ts';
import { decideReturnStatement, decideVerifyStatement } from '../../shared/statements/verify-statement.ts';
import { requireDocuments } from '../documents/require.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { Paging, pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { Reading } from '../ledger/commit.ts';
import { filteredPage } from '../ledger/filtered-page.ts';
import { STATEMENTS_LIST } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { maySeeSealed } from '../units/price.ts';
import { type ShownLines, statementView } from '../views/statement.ts';
import { StatementView } from '../views/statement-schema.ts';
import { loadDraws, newerRevisions, requireDraws } from './draws.ts';
import { publicStatement } from './public-statement.ts';
import { loadForRoll, membersOf } from './roll-up.ts';
import { sealedLinesOf, sealLines } from './sealed-lines.ts';
import { BODY_BYTES_MAX, documentsOf, StatementBody } from './statement-body.ts';

const StatementPath = z.strictObject({ id: StatementId });

const submitStatement = command({
  summary: '提交排放声明 Submit an emission statement: its lines are sealed, its totals are public',
  action: 'statement.submit',
  event: 'statement.submitted',
  body: StatementBody,
  bodyBytesMax: BODY_BYTES_MAX,
  status: 201,
  reply: StatementView,
  prepare: ({ body }) => ({ draws: requireDraws(body.lines), secret: sealLines(body) }),
  load: async ({ body, draws, identity }, { reads, id }) => {
    const year = statedYearOf({ organization: identity.org, stated: body });
    const entities = await reads.entities([statementEntity(deriveId('e', id)), year]);
    const rows = await loadDraws(reads, draws, identity.org, entities);
    return { ...(await loadForRoll(reads, entities, body)), rows };
  },
  decide: ({ entities, memberLines, rows }, { body, secret: { sealed } }, context) =>
    decideSubmitStatement(entities, { ...body, memberLines, sealed, rows }, context),
  beside: (_draft, _loaded, { secret }) => ({ private: secret.private }),
  confirm: ({ identity, body }) => requireDocuments(identity.org, documentsOf(body.lines)),
  view: (event, { secret }) => ({
    json: statementView(event.facts.statement, submittedStatement(event), secret.private.facts),
    etag: 1,
  }),
});

const reviseStatement = command({
  summary:
    '修订排放声明 Revise an emission statement: a version to be verified anew, which reopens its claim',
  action: 'statement.revise',
  event: 'statement.revised',
  path: StatementPath,
  body: StatementBody,
  bodyBytesMax: BODY_BYTES_MAX,
  status: 200,
  ifMatch: true,
  reply: RevisedView,
  prepare: ({ body }) => ({ draws: requireDraws(body.lines), secret: sealLines(body) }),
  load: async ({ path, body, draws, identity }, { reads }) => {
    const entities = await loadStatement(reads, path.id);
    const rows = await loadDraws(reads, draws, identity.org, entities);
    const before = read(entities, statementEntity(path.id))?.state;
    return { ...(await loadForRoll(reads, entities, body, before)), rows };
  },
  decide: ({ entities, memberLines, rows }, { path, body, ifMatch = 0, secret: { sealed } }, context) =>
    decideReviseStatement(
      entities,
      { ...body, memberLines, statement: path.id, ifMatch, sealed, rows },
      context,
    ),
  beside: (_draft, _loaded, { secret }) => ({ private: secret.private }),
  confirm: ({ identity, body }) => requireDocuments(identity.org, documentsOf(body.lines)),
  view: (event) => {
    const { statement, version, totals } = event.facts;
    const reopened = event.advances.some(({ entity }) => entity.startsWith('claim:'));
    return {
      json: {
        id: statement,
        version,
        status: 'submitted',
        grossKilograms: grossOf(totals),
        claimReopened: reopened,
      },
      etag: version,
    };
  },
});

function RevisedView() {
  return z.strictObject({
    id: z.string(),
    version: z.int(),
    status: z.literal('submitted'),
    grossKilograms: z.strictObject({
      location: z.int(),
      market: z.int(),
      park910: z.int(),
      ets: z.int(),
    }),
    /** Whether a claim stood on the version before. */
    claimReopened: z.boolean(),
    commit: CommitReceipt(),
  });
}

/** The statement, what stands for its year, and its claim. */
async function loadStatement(reads: LedgerReads, id: string): Promise<Map<EntityId, Stored>> {
  const entity = statementEntity(id);
  const entities = await reads.entities([entity]);
  const state = read(entities, entity)?.state;
  if (!state) return entities;
  const beside = [statedYearOf(state), ...(state.claim === undefined ? [] : [claimEntity(state.claim)])];
  return addTo(entities, await reads.entities(beside));
}

/** Also the accreditation of the body that concludes. */
async function loadForConclusion(id: string, { reads, org }: Pick<Reading, 'reads' | 'org'>) {
  return addTo(await loadStatement(reads, id), await reads.entities([accreditationEntity(org)]));
}

const ConcludedView = named('ConcludedStatement', () =>
  z.strictObject({
    id: z.string(),
    version: z.int(),
    status: z.enum(['verified', 'returned']),
    commit: CommitReceipt(),
  }),
);

const verifyStatement = command({
  summary: '核查通过排放声明 Verify the submitted version of an emission statement',
  action: 'statement.verify',
  event: 'statement.verified',
  path: StatementPath,
  body: () => z.strictObject({ assurance: z.enum(ASSURANCES), report: DocumentReference }),
  status: 200,
  reply: ConcludedView,
  load: async ({ path }, reading) => ({ entities: await loadForConclusion(path.id, reading) }),
  decide: ({ entities }, { path, body }, context) =>
    decideVerifyStatement(entities, { ...body, statement: path.id }, context),
  confirm: ({ identity, body }) => requireDocuments(identity.org, [['/report', body.report]]),
  view: ({ facts: { statement, version } }) => ({
    json: { id: statement, version, status: 'verified' },
    etag: version,
  }),
});

const returnStatement = command({
  summary: '退回排放声明 Return the submitted version of an emission statement, with the reason',
  action: 'statement.return',
  event: 'statement.returned',
  path: StatementPath,
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply: ConcludedView,
  load: async ({ path }, reading) => ({ entities: await loadForConclusion(path.id, reading) }),
  decide: ({ entities }, { path, body }, context) =>
    decideReturnStatement(entities, { ...body, statement: path.id }, context),
  view: ({ facts: { statement, version } }) => ({
    json: { id: statement, version, status: 'returned' },
    etag: version,
  }),
});

/** The ETag is the version that a revision replaces; a retirement moves the entity, and no version. */
async function findStatement({ path }: { path: { id: string } }, { reads }: { reads: LedgerReads }) {
  const { state } = await requireEntity(reads, statementEntity(path.id));
  return { state, version: state.version };
}

const readStatement = reader({
  summary:
    '查询排放声明 Read an emission statement: totals and coverage; the lines to those who may see them',
  action: 'statement.read',
  opens: 'statement-lines.read',
  path: StatementPath,
  reply: StatementView,
  find: findStatement,
  view: async ({ state }, { path, identity }, { reads }) => {
    const may = maySeeSealed(identity, 'statement-lines.read', [state.organization]);
    const [shown, newer, members] = await Promise.all([
      may ? readLines(reads, state) : undefined,
      newerRevisions(reads, state),
      membersOf(reads, state),
    ]);
    return statementView(path.id, state, shown, { newer, members });
  },
});

const readTotals = reader({
  summary:
    '查询排放声明（公开部分） Read what everybody may see of an emission statement: totals and coverage',
  path: StatementPath,
  reply: StatementView,
  find: findStatement,
  view: ({ state }, { path }, { reads }) => publicStatement(reads, path.id, state),
});

/** The lines of the present version, with what opens their seal. */
async function readLines(reads: LedgerReads, state: StatementState): Promise<ShownLines> {
  const { facts, salt } = await sealedLinesOf(reads, state);
  return { ...facts, seal: { salt, sealed: state.sealed } };
}

const listStatements = pager({
  summary: '排放声明列表 List all emission statements, oldest first, without lines',
  action: 'statement.read',
  query: Paging.extend({
    /** Only those of this organization. A page may then be short while there are more. */
    organization: OrganizationId.optional(),
    status: z.enum(['submitted', 'verified', 'returned']).optional(),
  }),
  item: StatementView,
  page: ({ query: { limit, cursor, organization, status } }, { reads }) => {
    const wanted = { ...(organization && { organization }), ...(status && { status }) };
    return filteredPage<StatementState>(reads, STATEMENTS_LIST, wanted, limit, cursor);
  },
  view: ({ entity, state }) => statementView(keyOf(entity), state),
});

export const statementEndpoints: Endpoints = {
  'POST /v1/emission-statements': submitStatement,
  'GET /v1/emission-statements': listStatements,
  'GET /v1/emission-statements/{id}': readStatement,
  'GET /v1/emission-statements/{id}/totals': readTotals,
  'POST /v1/emission-statements/{id}/versions': reviseStatement,
  'POST /v1/emission-statements/{id}/verify': verifyStatement,
  'POST /v1/emission-statements/{id}/return': returnStatement,
};
