/** The certificate of an issuance: what a batch was issued for, to whom, and under which serials. */
import { accountIssuedTo, issuedOf } from '../../events/certificate/issuance.ts';
import {
  ISSUANCE_FORMAT,
  ISSUANCE_LEAVES_MAX,
  type IssuanceCertificate,
} from '../../events/certificate/issuance-certificate.ts';
import {
  accountEntity,
  batchEntity,
  facilityEntity,
  organizationEntity,
  projectEntity,
  read,
} from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { birthsOf } from '../log/history.ts';
import { composed } from './composed.ts';
import { requireCommit } from './require.ts';

/** @throws Problem where there is no such batch, or its leaves aren't in the log yet */
export async function issuanceCertificateOf(reads: LedgerReads, id: string): Promise<IssuanceCertificate> {
  const { commit, state } = await requireEntity(reads, batchEntity(id));
  const source =
    state.project === undefined ? facilityEntity(state.facility ?? '') : projectEntity(state.project);
  const { leaf } = await requireCommit(reads, commit);
  const account = accountEntity(accountIssuedTo(JSON.parse(leaf) as RegistryEvent));
  const found = await reads.entities([source, account]);
  const opened = read(found, account);
  const origin = read(found, source)?.state;
  if (!opened || !origin) throw new Error(`batch ${id} lacks its account or its origin`);
  const owner = 'developer' in origin ? origin.developer : origin.owner;
  const born = await birthsOf(reads, [owner, opened.state.organization].map(organizationEntity));
  const commits = [commit, origin.registered, opened.commit, ...born];
  const { words, log, evidence } = await composed(reads, commits, ISSUANCE_LEAVES_MAX, (leaves, fault) =>
    issuedOf(
      id,
      leaves.map(({ event }) => event),
      fault,
    ),
  );
  return { format: ISSUANCE_FORMAT, issuance: words, log, evidence };
}
