/**
 * What a certificate needs to prove that its holder asked for a retirement: the leaves that registered (and later revoked)
 * the key that signed it, and the one that opened the account. They are found along the organization's own story, which is
 * as long as it has changed its keys (a thousand times at most, shared/parties/organization-key.ts), however large the registry is.
 */
import { accountEntity, organizationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { LedgerReads } from '../ledger/reads.ts';

export interface ConsentLeaves {
  key: CommitRecord;
  revoked?: CommitRecord;
  /** Absent for an import: its holder doesn't act. */
  account?: CommitRecord;
  /** Of what was done for another organization: the one that united it into the one that acts. */
  united?: CommitRecord;
}

/** Undefined where the retirement isn't signed. Throws where the table lacks what made the key. */
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
    keyStory(reads, organization, found.get(organization)?.commit, { kid: sig.kid, at }),
    opened === undefined ? undefined : reads.commit(opened),
    closed === undefined ? undefined : reads.commit(closed),
  ]);
  return { ...key, ...(record && { account: record }), ...(union && { united: union }) };
}

/** Back from the organization's newest commit to the one that registered the key before that instant. */
async function keyStory(
  reads: LedgerReads,
  organization: string,
  newest: string | undefined,
  { kid, at }: { kid: string; at: string },
): Promise<Omit<ConsentLeaves, 'account'>> {
  let revoked: CommitRecord | undefined;
  for (let id = newest; id; ) {
    const record = await reads.commit(id);
    if (!record) throw new Error(`commit ${id} of ${organization} does not exist`);
    const { type, facts, advances } = JSON.parse(record.leaf) as RegistryEvent;
    if (type === 'organization.key-revoked' && facts.kid === kid) revoked = record;
    if (type === 'organization.key-registered' && facts.kid === kid) {
      if (record.at <= at) return { key: record, ...(revoked && { revoked }) };
      // The key came back later: what ended that time is not this story.
      revoked = undefined;
    }
    id = advances.find(({ entity }) => entity === organization)?.prev;
  }
  throw new Error(`no commit registers the key ${kid} of ${organization}`);
}
