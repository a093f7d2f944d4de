/**
 * A platform's own signature on what it measured. It is detached, so that the enterprise delivers what the
 * platform signed: the platform can't deliver in anybody's name, and the enterprise can't change a figure.
 * The signed bytes can be rebuilt from the leaf alone. They have the seal in place of the rows; the platform
 * draws the salt, so a leaf tells nobody what a small dataset holds.
 */
import * as z from 'zod';
import { canonicalize } from '../base/canonical.ts';
import { toUtf8 } from '../base/encoding.ts';
import { OrganizationId } from '../base/field.ts';
import { KeyId, SIGNATURE_ALG, SignatureValue } from '../ledger/signature.ts';

export const PlatformSignature = z.strictObject({
  /** The platform, as it is registered here. */
  organization: OrganizationId,
  kid: KeyId,
  /** The platform's clock; of two revisions that it signed, the later one is newer. */
  at: z.iso.datetime({ precision: 3 }),
  value: SignatureValue,
});
export type PlatformSignature = z.infer<typeof PlatformSignature>;

/** What a platform signs: for whom, for which month, and the seal of the rows. */
export interface SignedDataset {
  /** Origin of the log that it is meant for. */
  log: string;
  organization: string;
  platform: string;
  month: string;
  sealed: string;
}

/** A signature is at most this much newer than its delivery, to allow for clocks that differ. */
export const PLATFORM_AHEAD_MAX_MS = 60_000;

export function platformSignedBytes(
  { log, organization, platform, month, sealed }: SignedDataset,
  { organization: by, kid, at }: Omit<PlatformSignature, 'value'>,
): Uint8Array {
  const signed = { by, kid, at, log, organization, platform, month, sealed };
  return toUtf8(canonicalize({ signed: 'lvzhang-dataset/v1', alg: SIGNATURE_ALG, ...signed }));
}
