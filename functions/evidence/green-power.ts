/**
 * The green-power consumption certificate of a statement (绿电消费认证): what it says is composed from the
 * leaves that it carries, so it can't say more than they prove.
 */
import { consumptionOf } from '../../events/certificate/green-power.ts';
import {
  GREEN_POWER_FORMAT,
  GREEN_POWER_LEAVES_MAX,
  type GreenPowerCertificate,
} from '../../events/certificate/green-power-certificate.ts';
import { monthOf } from '../../shared/base/month.ts';
import {
  batchEntity,
  blockEntity,
  contractEntity,
  type EntityId,
  facilityEntity,
  keyOf,
  organizationEntity,
  read,
  settlementEntity,
  statementEntity,
} from '../../shared/ledger/entity.ts';
import type { RetirementState, StatementState } from '../../shared/statements/states.ts';
import { Problem } from '../http/problem.ts';
import { requireEntity } from '../http/require-entity.ts';
import { retirementsList } from '../ledger/keys.ts';
import { type LedgerReads, type Listed, pagesOf } from '../ledger/reads.ts';
import { birthsOf } from '../log/history.ts';
import { composed, tooLarge } from './composed.ts';

const RETIREMENTS_AT_ONCE = 1_000;

/** @throws Problem where the statement isn't verified, has no certificates retired, or too many */
export async function greenPowerCertificateOf(
  reads: LedgerReads,
  id: string,
): Promise<GreenPowerCertificate> {
  const { state } = await requireEntity(reads, statementEntity(id));
  const { verification } = state;
  if (!verification) throw new Problem('certificate-not-verified');
  const retirements = await powerRetiredFor(reads, id);
  if (retirements.length === 0) throw new Problem('certificate-empty');
  const commits = await commitsBehind(reads, { ...state, verification }, retirements);
  const { words, log, evidence } = await composed(reads, commits, GREEN_POWER_LEAVES_MAX, (leaves, fault) =>
    consumptionOf(
      id,
      leaves.map(({ event }) => event),
      fault,
    ),
  );
  return { format: GREEN_POWER_FORMAT, consumption: words, log, evidence };
}

type Verified = StatementState & Required<Pick<StatementState, 'verification'>>;
type PowerRetirement = Listed<RetirementState>;

/** All retirements of megawatt-hours for the statement. @throws Problem where no certificate holds them */
async function powerRetiredFor(reads: LedgerReads, statement: string): Promise<PowerRetirement[]> {
  const found: PowerRetirement[] = [];
  const list = retirementsList(statement);
  const pages = pagesOf((cursor) => reads.list<RetirementState>(list, RETIREMENTS_AT_ONCE, cursor));
  for await (const page of pages) {
    found.push(...page.items.filter(({ state: { unit } }) => unit === 'MWh'));
    if (found.length > GREEN_POWER_LEAVES_MAX) throw tooLarge(found.length, GREEN_POWER_LEAVES_MAX);
  }
  return found;
}

/**
 * The commits of the leaves that the certificate rests on: the statement's version and its verification, the
 * registrations of both organizations, the retirements, the issuances with their facilities, and for what
 * contracts delivered the settlements and the contracts. @throws Problem where they are too many
 */
async function commitsBehind(
  reads: LedgerReads,
  { organization, submission, verification }: Verified,
  retirements: readonly PowerRetirement[],
): Promise<string[]> {
  const serials = retirements.flatMap(({ state }) => state.items);
  const batchIds = [...new Set(serials.map(({ batch }) => batchEntity(batch)))];
  if (retirements.length + batchIds.length > GREEN_POWER_LEAVES_MAX)
    throw tooLarge(retirements.length + batchIds.length, GREEN_POWER_LEAVES_MAX);
  const found = await reads.entities([
    ...batchIds,
    ...new Set(serials.map(({ batch, from }) => blockEntity(batch, from))),
  ]);
  const batches = batchIds.map((id) => read(found, id)!);
  const deliveries = new Map<EntityId<'settlement'>, EntityId<'contract'>>();
  for (const { batch, from } of serials) {
    const contract = read(found, blockEntity(batch, from))?.state.delivered;
    const month = monthOf(read(found, batchEntity(batch))?.state.generated?.from ?? '');
    if (contract !== undefined) deliveries.set(settlementEntity(contract, month), contractEntity(contract));
  }
  const facilities = new Set(batches.map(({ state }) => facilityEntity(state.facility ?? '')));
  const further = await reads.entities([...facilities, ...deliveries.keys()]);
  const born = await birthsOf(reads, [
    organizationEntity(organization),
    organizationEntity(verification.verifier),
    ...new Set(deliveries.values()),
  ]);
  const commits = new Set([
    submission,
    verification.commit,
    ...born,
    ...retirements.map(({ entity }) => keyOf(entity)),
    ...batches.map(({ commit }) => commit),
    ...[...facilities].flatMap((id) => read(further, id)?.state.registered ?? []),
    ...[...deliveries.keys()].flatMap((id) => read(further, id)?.commit ?? []),
  ]);
  return [...commits];
}
