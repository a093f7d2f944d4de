/** Accreditations as the API shows them. */
import * as z from 'zod';
import { Period } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import type { Facts } from '../../shared/ledger/event.ts';
import { ACCREDITATION_STATUSES, accreditationStatus } from '../../shared/parties/accreditation.ts';
import { AccreditationScope } from '../../shared/parties/facts-accreditation.ts';
import type { AccreditationState } from '../../shared/parties/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

const grantedMembers = () => ({
  /** Organization id of the verification body. */
  verifier: z.string(),
  ...AccreditationScope.shape,
  /** First and last day, in China. */
  validity: Period,
  /** The certificate of accreditation: GET /v1/documents/{sha256}?of={verifier}. */
  document: DocumentReference.optional(),
  reference: z.string().optional(),
});

const Ordered = named('AccreditationOrder', () => z.strictObject({ reason: z.string(), at: z.string() }));

export const AccreditationView = named('Accreditation', () =>
  z.strictObject({
    ...grantedMembers(),
    /** The regulator that granted it. */
    grantedBy: z.string(),
    /** As it stands today, in China. */
    status: z.enum(ACCREDITATION_STATUSES),
    /** Why it is suspended or withdrawn, and since when. */
    suspended: Ordered().optional(),
    withdrawn: Ordered().optional(),
    version: z.int(),
  }),
);

export const GrantedView = named('GrantedAccreditation', () =>
  z.strictObject({ ...grantedMembers(), version: z.int(), commit: CommitReceipt() }),
);

export const OrderedView = named('OrderedAccreditation', () =>
  z.strictObject({
    verifier: z.string(),
    event: z.string(),
    reason: z.string(),
    version: z.int(),
    commit: CommitReceipt(),
  }),
);

/** Restores the key order, which stored maps lose. */
export const grantedView = ({
  verifier,
  standards,
  sectors,
  statements,
  validity,
  document,
  reference,
}: Facts<'accreditation.granted'>) => ({
  verifier,
  standards,
  sectors,
  statements,
  validity: { from: validity.from, to: validity.to },
  ...(document && { document }),
  ...(reference !== undefined && { reference }),
});

/** @param today the day of reading, in China */
export const accreditationView = (
  verifier: string,
  version: number,
  state: AccreditationState,
  today: string,
) => {
  const { grantedBy, suspended, withdrawn } = state;
  return {
    ...grantedView({ verifier, ...state }),
    grantedBy,
    status: accreditationStatus(state, today),
    ...(suspended && { suspended: { reason: suspended.reason, at: suspended.at } }),
    ...(withdrawn && { withdrawn: { reason: withdrawn.reason, at: withdrawn.at } }),
    version,
  };
};
