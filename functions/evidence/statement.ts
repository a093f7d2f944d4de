/**
 * An emission statement as evidence: the leaves that prove its present version, and its lines for those who
 * may see them.
 */
import * as z from 'zod';
import { STATEMENT_FORMAT, StatementEvidence } from '../../events/certificate/statement-evidence.ts';
import { StatementId } from '../../shared/base/field.ts';
import { type Entity, keyOf, organizationEntity, read, statementEntity } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { birthsOf, commitBackFrom } from '../log/birth.ts';
import { membersOf } from '../statements/roll-up.ts';
import { readSealedLines } from '../statements/sealed-lines.ts';
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
    const { under, evidence } = await requireProofs(reads, await requireCommits(reads, commits));
    const disclosed = maySeeSealed(identity, 'statement-lines.read', [state.organization])
      ? await disclosedLines(reads, state)
      : undefined;
    const [origin = ''] = under.checkpoint.split('\n', 1);
    return {
      headers: { 'content-disposition': `attachment; filename="statement-${id}.json"` },
      json: {
        format: STATEMENT_FORMAT,
        statement: id,
        version: state.version,
        ...(disclosed && { disclosed }),
        log: { origin, vkey: under.vkey },
        evidence,
      },
    };
  },
});

async function disclosedLines(reads: LedgerReads, { submission }: StatementState) {
  const [sealed] = await readSealedLines(reads, [submission]);
  const { facts, salt } = sealed!;
  return { ...facts, salt };
}

/** The version, its verification, the registrations of both organizations, and the versions rolled up. */
async function commitsBehind(reads: LedgerReads, state: StatementState): Promise<string[]> {
  const { organization, submission, verification } = state;
  const parties = [organization, ...(verification ? [verification.verifier] : [])];
  const [born, present] = await Promise.all([
    birthsOf(reads, parties.map(organizationEntity)),
    membersOf(reads, state),
  ]);
  const members = (state.stated.park?.members ?? []).map(({ statement, version }) => {
    const entity = statementEntity(statement);
    return versionOf(reads, entity, read(present, entity), version);
  });
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
async function versionOf(
  reads: LedgerReads,
  entity: ReturnType<typeof statementEntity>,
  member: Entity<StatementState> | undefined,
  version: number,
): Promise<string | undefined> {
  if (!member) return undefined;
  if (member.state.version === version) return member.state.submission;
  // A park's statement that rolls it up stands in its history too.
  const states = ({ type, facts }: RegistryEvent) =>
    (type === 'statement.submitted' || type === 'statement.revised') &&
    facts.statement === keyOf(entity) &&
    (type === 'statement.submitted' ? 1 : facts.version) === version;
  return commitBackFrom(reads, entity, member.commit, states);
}

export const statementEvidenceEndpoints: Endpoints = {
  'GET /v1/emission-statements/{id}/evidence.json': statementEvidence,
};
