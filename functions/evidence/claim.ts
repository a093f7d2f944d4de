/**
 * The certificate of a claim: what it says is composed from the leaves that it carries, so it can't say more
 * than they prove. That the claim stands is seen when it is written; nothing offline can prove that.
 */
import { claimedOf } from '../../events/certificate/claim.ts';
import {
  CLAIM_FORMAT,
  CLAIM_LEAVES_MAX,
  type ClaimCertificate,
} from '../../events/certificate/claim-certificate.ts';
import {
  claimEntity,
  type Entity,
  keyOf,
  organizationEntity,
  read,
  statementEntity,
} from '../../shared/ledger/entity.ts';
import { megawattHoursOf, tonnesOf } from '../../shared/statements/coverage.ts';
import type { ClaimState, RetirementState, StatementState } from '../../shared/statements/states.ts';
import { Problem } from '../http/problem.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import { retirementsList } from '../ledger/keys.ts';
import { type LedgerReads, pagesOf } from '../ledger/reads.ts';
import { birthsOf } from '../log/history.ts';
import { claimFacts } from '../statements/claim-facts.ts';
import { membersOf } from '../statements/roll-up.ts';
import { composed, tooLarge } from './composed.ts';
import { originCommits } from './origins.ts';
import { notInLogYet, requireCommit, requireCommits } from './require.ts';
import { versionCommit } from './statement.ts';

const RETIREMENTS_AT_ONCE = 1_000;

/** @throws Problem where there is no such claim, it isn't in force, or its leaves aren't in the log yet */
export async function claimCertificateOf(reads: LedgerReads, id: string): Promise<ClaimCertificate> {
  const { state } = await requireEntity(reads, claimEntity(id));
  const statement = await requireEntity(reads, statementEntity(state.statement));
  // A revision reopens the claim; this one may have come between the two reads.
  const status = statement.state.claim === id || state.status !== 'made' ? state.status : 'reopened';
  if (status !== 'made' || statement.state.version !== state.version)
    throw new Problem('certificate-not-in-force', [], {}, { status });
  const commits = await commitsBehind(reads, state, statement);
  const { words, log, evidence } = await composed(reads, commits, CLAIM_LEAVES_MAX, (leaves, fault) =>
    claimedOf(id, leaves, fault),
  );
  return { format: CLAIM_FORMAT, claim: words, log, evidence };
}

/**
 * The commits of the leaves that the certificate rests on: the claim, the statement's version and its
 * verification, the registrations of both organizations, of a park its members' versions, what was retired
 * before, and where that came from. @throws Problem where they are too many, or not in the log yet
 */
async function commitsBehind(
  reads: LedgerReads,
  claim: ClaimState,
  { state }: Entity<StatementState>,
): Promise<string[]> {
  const { facts } = await claimFacts(reads, claim);
  const [made, submission] = await Promise.all([
    requireCommit(reads, claim.made),
    requireCommit(reads, state.submission),
  ]);
  const rolled = state.stated.park?.members ?? [];
  const present = await membersOf(reads, state);
  const members = await Promise.all(
    rolled.map(async ({ statement, version, green, retired }) => {
      const member = read(present, statementEntity(statement));
      const stated = await versionCommit(reads, { statement, version }, member);
      const said = { units: (green ? megawattHoursOf(green) : 0) + (retired ? tonnesOf(retired) : 0) };
      const before = await retiredBefore(reads, statement, submission, said.units);
      return { stated, organization: member?.state.organization, before };
    }),
  );
  const inMembers = members.flatMap(({ before }) => before).reduce((sum, { quantity }) => sum + quantity, 0);
  const all = tonnesOf(facts.retired) + megawattHoursOf(facts.green);
  const own = await retiredBefore(reads, claim.statement, made, all - inMembers);
  const retirements = [...own, ...members.flatMap(({ before }) => before)];
  const batches = new Set(retirements.flatMap(({ items }) => items.map(({ batch }) => batch)));
  if (retirements.length + batches.size > CLAIM_LEAVES_MAX)
    throw tooLarge(retirements.length + batches.size, CLAIM_LEAVES_MAX);
  const parties = [
    state.organization,
    facts.verification.verifier,
    ...members.flatMap(({ organization }) => organization ?? []),
  ];
  const [born, origins] = await Promise.all([
    birthsOf(reads, parties.map(organizationEntity)),
    originCommits(reads, [...batches]),
  ]);
  return [
    claim.made,
    state.submission,
    facts.verification.commit,
    ...born,
    ...members.flatMap(({ stated }) => stated ?? []),
    ...retirements.map(({ commit }) => commit),
    ...origins,
  ];
}

interface Counted extends Pick<RetirementState, 'items' | 'quantity'> {
  commit: string;
}

/**
 * What was retired for a statement before a commit, in the log's order, `units` in all. The index may be some
 * milliseconds old. @throws Problem where it doesn't list all of it yet
 */
async function retiredBefore(
  reads: LedgerReads,
  statement: string,
  { seq }: CommitRecord,
  units: number,
): Promise<Counted[]> {
  if (seq === undefined) throw notInLogYet();
  const found: Counted[] = [];
  const list = retirementsList(statement);
  const pages = pagesOf((cursor) => reads.list<RetirementState>(list, RETIREMENTS_AT_ONCE, cursor));
  for await (const page of pages) {
    const listed = page.items.map(({ entity, state: { items, quantity } }) => ({
      commit: keyOf(entity),
      items,
      quantity,
    }));
    const records = await requireCommits(
      reads,
      listed.map(({ commit }) => commit),
    );
    found.push(...listed.filter((_, at) => (records[at]!.seq ?? seq) < seq));
    if (found.length > CLAIM_LEAVES_MAX) throw tooLarge(found.length, CLAIM_LEAVES_MAX);
  }
  if (found.reduce((sum, { quantity }) => sum + quantity, 0) < units) throw notInLogYet();
  return found;
}
