/**
 * What a certificate needs to prove that its holder asked for a retirement: the leaves that registered (and
 * later revoked) the key that signed it, and the leaf that opened the account. They are found along the
 * organization's own history. Its length is the number of key changes (a thousand at most,
 * shared/parties/organization-key.ts), however large the registry is.
 */
import { accountEntity, type EntityId, organizationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { historyOf } from './history.ts';

export interface ConsentLeaves {
  key: CommitRecord;
  revoked?: CommitRecord;
  /** Absent for an import: its holder doesn't act. */
  account?: CommitRecord;
  /** For an act on behalf of another organization: the commit that united that one into the one that acts. */
  united?: CommitRecord;
}

/** Undefined where the retirement isn't signed. Throws where the table lacks the commit that made the key. */
export async function consentLeaves(
  reads: LedgerReads,
  { by, at, sig, facts }: EventOfType<'units.retired'>,
): Promise<ConsentLeaves | undefined> {
  if (!sig) return undefined;
  const organization = organizationEntity(by.org);
  const account = accountEntity(facts.account);
  const party = by.for === undefined ? undefined : organizationEntity(by.for);
  const found = await reads.entities([organization, account, ...(party ? [party] : [])]);
  const opened = facts.imported ? undefined : found.get(account)?.commit;
  // Nothing moves an organization after it was united into another.
  const closed = party && found.get(party)?.commit;
  const [key, record, union] = await Promise.all([
    keyLeaves(reads, organization, found.get(organization)?.commit, { kid: sig.kid, at }),
    opened === undefined ? undefined : reads.commit(opened),
    closed === undefined ? undefined : reads.commit(closed),
  ]);
  return { ...key, ...(record && { account: record }), ...(union && { united: union }) };
}

/** Walks back from the organization's newest commit to the one that registered the key before `at`. */
async function keyLeaves(
  reads: LedgerReads,
  organization: EntityId<'organization'>,
  newest: string | undefined,
  { kid, at }: { kid: string; at: string },
): Promise<Omit<ConsentLeaves, 'account'>> {
  let revoked: CommitRecord | undefined;
  for await (const { record, event } of historyOf(reads, organization, newest)) {
    const { type, facts } = event;
    if (type === 'organization.key-revoked' && facts.kid === kid) revoked = record;
    if (type === 'organization.key-registered' && facts.kid === kid) {
      if (record.at <= at) return { key: record, ...(revoked && { revoked }) };
      // The key was registered again later: that revocation belongs to an earlier period, not to this one.
      revoked = undefined;
    }
  }
  throw new Error(`no commit registers the key ${kid} of ${organization}`);
}
