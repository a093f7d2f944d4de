/**
 * Endpoints of emission statements: submitted, read, revised; verified or returned by a verification body.
 */
import * as z from 'zod';
import { canonicalize } from '../../shared/base/canonical.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { freeText, line, StatementId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  accreditationEntity,
  claimEntity,
  type EntityId,
  keyOf,
  read,
  statementEntity,
} from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { NO_MEGAWATT_HOURS, NO_TONNES } from '../../shared/statements/coverage.ts';
import { ASSURANCES, StatementYear, Subject } from '../../shared/statements/facts.ts';
import { LINES_MAX, Line } from '../../shared/statements/line.ts';
import { statedYearOf } from '../../shared/statements/statement.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { decideReviseStatement, decideSubmitStatement } from '../../shared/statements/submit-statement.ts';
import { decideReturnStatement, decideVerifyStatement } from '../../shared/statements/verify-statement.ts';
import { requireDocuments } from '../documents/require.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { Reading } from '../ledger/commit.ts';
import { STATEMENTS_LIST } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { RejectedError } from '../ledger/refused.ts';
import { readSealed, sealFacts } from '../ledger/sealed.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { maySeeSealed } from '../units/price.ts';
import { type ShownLines, StatementView, statementView } from '../views/statement.ts';
import { loadDraws, newerRevisions, requireDraws } from './draws.ts';

const StatementPath = z.strictObject({ id: StatementId });

/** A commit's item holds the lines, and an item of the table at most 400 KB. */
const LINE_BYTES_MAX = 300_000;
const BODY_BYTES_MAX = 1_000_000;

const StatementBody = () =>
  z.strictObject({
    subject: Subject,
    year: StatementYear,
    /** Code or name of the province. */
    province: line(20),
    boundary: freeText(500),
    lines: z.array(Line()).min(1).max(LINES_MAX),
    /** A sector with a duty to use green power. */
    sector: line(40).optional(),
    /** The year in which production began, for staged targets. */
    producingSince: StatementYear.optional(),
  });

/** What the seal of a version commits to. */
interface SealedLines {
  lines: Line[];
}

/** The lines under a fresh seal. @throws RejectedError where they don't fit one item */
function sealLines(lines: Line[]) {
  const { length: bytes } = toUtf8(canonicalize(lines));
  if (bytes > LINE_BYTES_MAX)
    throw new RejectedError({
      rejected: 'statement-lines-too-long',
      pointer: '/lines',
      seen: { bytes, most: LINE_BYTES_MAX },
    });
  return sealFacts<SealedLines>({ lines });
}

const documentsOf = (lines: readonly Line[]) =>
  lines.flatMap(({ evidence }, at) => (evidence ? [[`/lines/${at}/evidence`, evidence] as const] : []));

const submitStatement = command({
  summary: '提交排放声明 Submit an emission statement: its lines are sealed, its totals are public',
  action: 'statement.submit',
  event: 'statement.submitted',
  body: StatementBody,
  bodyBytesMax: BODY_BYTES_MAX,
  status: 201,
  reply: StatementView,
  prepare: ({ body }) => ({ draws: requireDraws(body.lines), secret: sealLines(body.lines) }),
  load: async ({ draws, identity }, { reads, id }) => {
    const entities = await reads.entities([statementEntity(deriveId('e', id))]);
    return { entities, rows: await loadDraws(reads, draws, identity.org, entities) };
  },
  decide: ({ entities, rows }, { body, secret: { sealed } }, context) =>
    decideSubmitStatement(entities, { ...body, sealed, rows }, context),
  beside: (_draft, _loaded, { secret }) => ({ private: secret.private }),
  confirm: ({ identity, body }) => requireDocuments(identity.org, documentsOf(body.lines)),
  view: (event, { body }) => {
    const { statement, ...stated } = event.facts;
    const fresh = { ...NOTHING_COVERED, version: 1 };
    const state = { ...fresh, ...submission(event), stated };
    return { json: statementView(statement, state, { lines: body.lines }), etag: 1 };
  },
});

const NOTHING_COVERED = {
  status: 'submitted',
  green: NO_MEGAWATT_HOURS,
  retired: NO_TONNES,
} as const satisfies Partial<StatementState>;

const submission = ({ id, by, sealed = '' }: EventOfType<'statement.submitted' | 'statement.revised'>) => ({
  organization: by.org,
  submission: id,
  sealed,
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
  prepare: ({ body }) => ({ draws: requireDraws(body.lines), secret: sealLines(body.lines) }),
  load: async ({ path, draws, identity }, { reads }) => {
    const entities = await loadStatement(reads, path.id);
    return { entities, rows: await loadDraws(reads, draws, identity.org, entities) };
  },
  decide: ({ entities, rows }, { path, body, ifMatch = 0, secret: { sealed } }, context) =>
    decideReviseStatement(entities, { ...body, statement: path.id, ifMatch, sealed, rows }, context),
  beside: (_draft, _loaded, { secret }) => ({ private: secret.private }),
  confirm: ({ identity, body }) => requireDocuments(identity.org, documentsOf(body.lines)),
  view: (event) => {
    const { statement, version, totals } = event.facts;
    const reopened = event.advances.some(({ entity }) => entity.startsWith('claim:'));
    const { location, market, park910, ets } = totals;
    return {
      json: {
        id: statement,
        version,
        status: 'submitted',
        grossKilograms: {
          location: location.kilograms,
          market: market.kilograms,
          park910: park910.kilograms,
          ets: ets.kilograms,
        },
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

const ConcludedView = () =>
  z.strictObject({
    id: z.string(),
    version: z.int(),
    status: z.enum(['verified', 'returned']),
    commit: CommitReceipt(),
  });

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

const readStatement = reader({
  summary:
    '查询排放声明 Read an emission statement: totals and coverage; the lines to those who may see them',
  action: 'statement.read',
  path: StatementPath,
  reply: StatementView,
  // The ETag is the version that a revision replaces; a retirement moves the entity, and no version.
  find: async ({ path }, { reads }) => {
    const { state } = await requireEntity(reads, statementEntity(path.id));
    return { state, version: state.version };
  },
  view: async ({ state }, { path, identity }, { reads }) => {
    const may = maySeeSealed(identity, 'statement-lines.read', [state.organization]);
    const shown = may ? await readLines(reads, state) : undefined;
    return statementView(path.id, state, shown, await newerRevisions(reads, state));
  },
});

/** The lines of the present version, with what opens their seal. */
async function readLines(
  reads: LedgerReads,
  { submission: commit, sealed }: StatementState,
): Promise<ShownLines> {
  const beside = (await readSealed<SealedLines>(reads, [commit])).get(commit);
  if (!beside) throw new Error(`the statement's commit ${commit} has a seal and no lines beside it`);
  return { lines: beside.facts.lines, seal: { salt: beside.salt, sealed } };
}

const listStatements = pager({
  summary: '排放声明列表 List all emission statements, oldest first, without lines',
  action: 'statement.read',
  item: StatementView,
  page: ({ query }, { reads }) => reads.list<StatementState>(STATEMENTS_LIST, query.limit, query.cursor),
  view: ({ entity, state }) => statementView(keyOf(entity), state),
});

export const statementEndpoints: Endpoints = {
  'POST /v1/emission-statements': submitStatement,
  'GET /v1/emission-statements': listStatements,
  'GET /v1/emission-statements/{id}': readStatement,
  'POST /v1/emission-statements/{id}/versions': reviseStatement,
  'POST /v1/emission-statements/{id}/verify': verifyStatement,
  'POST /v1/emission-statements/{id}/return': returnStatement,
};
