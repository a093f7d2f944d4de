/** Facts of organizations, and of the keys with which they sign. */
import * as z from 'zod';
import { AccountId, Foreign, freeText, OrganizationId, Uscc } from '../base/field.ts';
import { DEMANDABLE, Demandable } from '../ledger/confirmation.ts';
import { Role } from '../ledger/role.ts';
import { KeyId, PublicKey, SIGNATURE_ALG, SignatureValue } from '../ledger/signature.ts';

/** The most organizations of one name that are shown; more would tell a person nothing. */
export const ALIKE_MAX = 10;

export const partyFacts = {
  'organization.registered': z.strictObject({
    organization: OrganizationId,
    name: freeText(300),
    roles: z.array(Role).min(1).max(7),
    uscc: Uscc.optional(),
    foreign: Foreign.optional(),
    account: AccountId.optional(),
    /** Organizations registered before under names that a person would take for this one (alike.ts). */
    alike: z.array(OrganizationId).min(1).max(ALIKE_MAX).optional(),
  }),
  'organization.identified': z.strictObject({ organization: OrganizationId, uscc: Uscc }),
  /** Two identities are one organization: the first remains and acts for the second, which is closed. */
  'organization.united': z.strictObject({
    organization: OrganizationId,
    united: OrganizationId,
    /** Given with the uniting if the first identity had none. */
    uscc: Uscc.optional(),
    /** The evidence that they are one. */
    reason: freeText(500),
  }),
  'organization.key-registered': z.strictObject({
    organization: OrganizationId,
    kid: KeyId,
    alg: z.literal(SIGNATURE_ALG),
    publicKey: PublicKey,
    /** Signature of the key itself, over this commit (`possessionBytes`). */
    proof: SignatureValue,
  }),
  'organization.key-revoked': z.strictObject({
    organization: OrganizationId,
    kid: KeyId,
    reason: freeText(500),
  }),
  /** All commands that need two pairs of eyes from now on; none where the demand is lifted. */
  'organization.confirmation-required': z.strictObject({
    organization: OrganizationId,
    commands: z.array(Demandable).max(DEMANDABLE.length),
  }),
} as const;
