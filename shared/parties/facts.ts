/** Facts of organizations, imported projects and the registry's own recordings. */
import * as z from 'zod';
import {
  AccountId,
  Foreign,
  freeText,
  line,
  OrganizationId,
  Origin,
  ProjectId,
  Uscc,
} from '../base/field.ts';
import { Role } from '../ledger/role.ts';
import { KeyId, PublicKey, SIGNATURE_ALG, SignatureValue } from '../ledger/signature.ts';
import { CATEGORIES } from '../sinks/category.ts';
import { Standard } from '../sinks/standard.ts';

/** The most organizations of one name that are shown; more would tell a person nothing. */
export const ALIKE_MAX = 10;

export const registrationFacts = {
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
  'project.imported': z.strictObject({
    project: ProjectId,
    name: freeText(300),
    standard: Standard,
    methodology: line(200),
    /** Our category, if the other registry's type is one of ours. */
    category: z.enum(CATEGORIES).optional(),
    /** The type and the location of the project, in the other registry's own words. */
    type: line(200).optional(),
    country: line(100).optional(),
    developer: OrganizationId,
    legacy: z.boolean(),
    origin: Origin,
  }),
  'state.recorded': z.strictObject({
    /** The number of leaves after which the state has this root (see events/audit/state-root.ts). */
    size: z.int().min(0),
    root: z.string().regex(/^[0-9a-f]{64}$/),
  }),
} as const;
