/**
 * An emission statement as evidence: the leaves that prove its present version, and its lines for those who
 * may see them.
 */
import * as z from 'zod';
import { STATEMENT_FORMAT, StatementEvidence } from '../../events/certificate/statement-evidence.ts';
import { states, versionOf } from '../../events/certificate/stating.ts';
import { StatementId } from '../../shared/base/field.ts';
import { type Entity, organizationEntity, read, statementEntity } from '../../shared/ledger/entity.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { birthsOf, historyOf } from '../log/history.ts';
import { membersOf } from '../statements/roll-up.ts';
import { sealedLinesOf } from '../statements/sealed-lines.ts';
import { maySeeSealed } from '../units/price.ts';
import { requireCommits, requireProofs } from './require.ts';

const statementEvidence = endpoint({
  summary:
    '排放声明的证据 The leaves that prove a statement, with its lines for those who may see them: npx lvzhang verify',
  action: 'evidence.read',
  opens: 'statement-lines.read',
  path: z.strictObject({ id: StatementId }),
  status: 200,
  reply: () => StatementEvidence,
  run: async ({ path: { id }, identity }, { reads }) => {
    const { state } = await requireEntity(reads, statementEntity(id));
    const commits = await commitsBehind(reads, state);
    const { log, evidence } = await requireProofs(reads, await requireCommits(reads, commits));
    const sealed = maySeeSealed(identity, 'statement-lines.read', [state.organization])
      ? await sealedLinesOf(reads, state)
      : undefined;
    return {
      headers: { 'content-disposition': `attachment; filename="statement-${id}.json"` },
      json: {
        format: STATEMENT_FORMAT,
        statement: id,
        version: state.version,
        ...(sealed && { disclosed: { ...sealed.facts, salt: sealed.salt } }),
        log,
        evidence,
      },
    };
  },
});

/** The version, its verification, the registrations of both organizations, and the versions rolled up. */
async function commitsBehind(reads: LedgerReads, state: StatementState): Promise<string[]> {
  const { organization, submission, verification } = state;
  const parties = [organization, ...(verification ? [verification.verifier] : [])];
  const [born, present] = await Promise.all([
    birthsOf(reads, parties.map(organizationEntity)),
    membersOf(reads, state),
  ]);
  const members = (state.stated.park?.members ?? []).map(({ statement, version }) =>
    versionCommit(reads, { statement, version }, read(present, statementEntity(statement))),
  );
  return [
    ...new Set([
      submission,
      ...(verification ? [verification.commit] : []),
      ...born,
      ...(await Promise.all(members)).flatMap((commit) => commit ?? []),
    ]),
  ];
}

/** The commit that stated that version of a member's statement. */
export async function versionCommit(
  reads: LedgerReads,
  { statement, version }: { statement: string; version: number },
  member: Entity<StatementState> | undefined,
): Promise<string | undefined> {
  if (member?.state.version === version) return member.state.submission;
  for await (const { record, event } of historyOf(reads, statementEntity(statement), member?.commit))
    if (states(event, statement) && versionOf(event) === version) return record.id;
  return undefined;
}

export const statementEvidenceEndpoints: Endpoints = {
  'GET /v1/emission-statements/{id}/evidence.json': statementEvidence,
};
