/**
 * The certificate of a retirement: its leaf, where its units came from, and the consent of whoever signed it.
 */
import * as z from 'zod';
import { Evidence, NamedLog } from '../../events/certificate/evidence.ts';
import { ConsentEvidence, FORMAT } from '../../events/certificate/retirement-certificate.ts';
import { blockEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { named } from '../http/named.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { consentLeaves } from '../log/consent-leaves.ts';
import { RetirementView, retirementView } from '../views/units.ts';
import { originCommits } from './origins.ts';
import { requireCommits, requireProofs, requireRetirement } from './require.ts';

export const RetirementCertificate = named('RetirementCertificate', () =>
  z.strictObject({
    format: z.literal(FORMAT),
    retirement: RetirementView(),
    log: NamedLog,
    evidence: z.array(Evidence),
    /** For a signed retirement: the leaves of its key and of its account, and the request that was signed. */
    consent: ConsentEvidence.optional(),
  }),
);

/** @throws Problem where there is no such retirement, or its leaves aren't in the log yet */
export async function retirementCertificateOf(reads: LedgerReads, id: string) {
  const { record, event } = await requireRetirement(reads, id);
  const batches = [...new Set(event.facts.items.map(({ batch }) => batch))];
  const [origins, consent] = await Promise.all([originCommits(reads, batches), consentLeaves(reads, event)]);
  const brought = event.facts.imported ? broughtBy(event) : [];
  const behind = await requireCommits(reads, [...new Set([...origins, ...brought])]);
  const consenting = Object.entries(consent ?? {}) as [string, CommitRecord][];
  const { log, evidence } = await requireProofs(reads, [
    ...[record, ...behind],
    ...consenting.map(([, each]) => each),
  ]);
  const proven = evidence.splice(1 + behind.length);
  return {
    format: FORMAT,
    retirement: retirementView(event),
    log,
    evidence,
    ...(consent && {
      consent: {
        ...Object.fromEntries(consenting.map(([name], index) => [name, proven[index]])),
        body: record.body ?? '',
      },
    }),
  };
}

/**
 * The commits in which the serials last changed hands or status; for an import, those that brought them in as
 * retired.
 */
function broughtBy({ advances, facts }: EventOfType<'units.retired'>): string[] {
  const prevs = new Map(advances.map(({ entity, prev }) => [entity, prev]));
  return facts.items.flatMap(({ batch, ranges }) =>
    ranges.flatMap(({ from, block, since }) => since ?? prevs.get(blockEntity(batch, block ?? from)) ?? []),
  );
}
