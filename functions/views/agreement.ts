/** Joint-development agreements as the API shows them. */
import * as z from 'zod';
import { Day } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { Parties } from '../../shared/land/facts.ts';
import type { AgreementState, AgreementVersion } from '../../shared/land/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

const versionMembers = () => ({
  version: z.int(),
  /** First day on which its shares apply, in China. */
  effectiveFrom: Day,
  parties: Parties,
  document: DocumentReference,
});

const PendingView = named('PendingAgreementVersion', () =>
  z.strictObject({ ...versionMembers(), accepted: z.array(z.string()) }),
);

export const AgreementView = named('Agreement', () =>
  z.strictObject({
    id: z.string(),
    developer: z.string(),
    /** Accepted by every party, oldest first; `acceptedOn` is the day of the last acceptance. */
    versions: z.array(z.strictObject({ ...versionMembers(), acceptedOn: Day })),
    /** Proposed, with the parties that have accepted it so far. */
    pending: PendingView().optional(),
    /** The latest proposal where a party declined it or the developer took it back, with the reason. */
    declined: z.strictObject({ ...versionMembers(), by: z.string(), reason: z.string() }).optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

export const ProposedVersionView = named('ProposedAgreementVersion', () =>
  z.strictObject({ id: z.string(), pending: PendingView(), version: z.int(), commit: CommitReceipt() }),
);

/** Restores the key order, which stored maps lose. */
const versionView = ({ version, effectiveFrom, parties, document }: AgreementVersion) => ({
  version,
  effectiveFrom,
  parties: parties.map(({ organization, kind, basisPoints }) => ({ organization, kind, basisPoints })),
  document: { sha256: document.sha256, mediaType: document.mediaType, bytes: document.bytes },
});

export const pendingView = (pending: NonNullable<AgreementState['pending']>) => ({
  ...versionView(pending),
  accepted: [...pending.accepted],
});

export function agreementView(id: string, version: number, state: Omit<AgreementState, 'lastVersion'>) {
  const { developer, versions, pending, declined } = state;
  return {
    id,
    developer,
    versions: versions.map((each) => ({ ...versionView(each), acceptedOn: each.acceptedOn })),
    ...(pending && { pending: pendingView(pending) }),
    ...(declined && {
      declined: { ...versionView(declined), by: declined.by, reason: declined.reason },
    }),
    version,
  };
}
