/** Keys of organizations: an organization that registers one signs all its commands from then on. */
import * as z from 'zod';
import { isUsableKey } from '../../events/tlog/ed25519.ts';
import { fromBase64url } from '../../shared/base/encoding.ts';
import { freeText, OrganizationId } from '../../shared/base/field.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { KeyId, keyIdOf, PublicKey, SIGNATURE_ALG, SignatureValue } from '../../shared/ledger/signature.ts';
import { decideRegisterKey, decideRevokeKey } from '../../shared/parties/register-key.ts';
import { command, moved } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { refusePossession } from '../ledger/signed.ts';

const UsableKey = PublicKey.refine(isKey, {
  error: 'must be a point of the curve, and not of small order; 须为曲线上的点，且不得为小阶点',
  abort: true,
});

/** Also takes texts of any form, so that all faults of one are reported at once. */
function isKey(text: string): boolean {
  try {
    return isUsableKey(fromBase64url(text));
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  }
}

const reply = () =>
  z.strictObject({ organization: z.string(), kid: z.string(), version: z.int(), commit: CommitReceipt() });

const registerKey = command({
  summary: '登记签名公钥 Register a public key: from then on every command of the organization is signed',
  action: 'key.register',
  event: 'organization.key-registered',
  path: z.strictObject({ id: OrganizationId }),
  body: () =>
    z.strictObject({
      alg: z.literal(SIGNATURE_ALG).default(SIGNATURE_ALG),
      publicKey: UsableKey,
      /** Signature made with the key itself, over organization, key id, and the commit in this log. */
      proof: SignatureValue,
    }),
  status: 201,
  reply,
  prepare: ({ body, path }, { logOrigin }) => ({
    key: { organization: path.id, kid: keyIdOf(fromBase64url(body.publicKey)), ...body },
    log: logOrigin,
  }),
  load: async ({ key }, { reads }) => ({
    entities: await reads.entities([organizationEntity(key.organization)]),
  }),
  decide: ({ entities }, { key, log }, context) => {
    const decided = decideRegisterKey(entities, key, context);
    if (isRejection(decided)) return decided;
    return refusePossession(key, { log, id: context.id }) ?? decided;
  },
  view: (event) => {
    const { organization, kid } = event.facts;
    return moved(event, { organization, kid });
  },
});

const revokeKey = command({
  summary: '撤销签名公钥 Revoke a public key; a lost one the operator revokes',
  action: 'key.revoke',
  event: 'organization.key-revoked',
  path: z.strictObject({ id: OrganizationId, kid: KeyId }),
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply,
  load: async ({ path }, { reads }) => ({ entities: await reads.entities([organizationEntity(path.id)]) }),
  decide: ({ entities }, { path: { id, kid }, body }, context) =>
    decideRevokeKey(entities, { organization: id, kid, reason: body.reason }, context),
  view: (event) => {
    const { organization, kid } = event.facts;
    return moved(event, { organization, kid });
  },
});

export const keyEndpoints: Endpoints = {
  'POST /v1/organizations/{id}/keys': registerKey,
  'POST /v1/organizations/{id}/keys/{kid}/revoke': revokeKey,
};
