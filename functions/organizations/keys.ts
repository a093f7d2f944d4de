/** Keys of organizations: whoever registers one signs all its commands from then on. */
import * as z from 'zod';
import { isUsableKey } from '../../events/tlog/ed25519.ts';
import { fromBase64url } from '../../shared/base/encoding.ts';
import { freeText, OrganizationId } from '../../shared/base/field.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { KeyId, keyIdOf, PublicKey, SIGNATURE_ALG, SignatureValue } from '../../shared/ledger/signature.ts';
import { decideRegisterKey, decideRevokeKey } from '../../shared/parties/register-key.ts';
import { CommitReceipt, stepReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { refusePossession } from '../ledger/signed.ts';
import { theWorld } from '../world.ts';

const UsableKey = PublicKey.refine(isKey, {
  error: 'must be a point of the curve, and not of small order; 须为曲线上的点，且不得为小阶点',
  abort: true,
});

/** Asked of texts of any form: all that is wrong with one is told at once. */
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

const registerKey = endpoint({
  summary: '登记签名公钥 Register a public key: from then on every command of the organization is signed',
  action: 'key.register',
  path: z.strictObject({ id: OrganizationId }),
  body: () =>
    z.strictObject({
      alg: z.literal(SIGNATURE_ALG).default(SIGNATURE_ALG),
      publicKey: UsableKey,
      /** By the key itself, over organization, key id, and the commit in this log. */
      proof: SignatureValue,
    }),
  status: 201,
  reply,
  commits: true,
  run: (request) => {
    const { id: organization } = request.path;
    const key = { organization, kid: keyIdOf(fromBase64url(request.body.publicKey)), ...request.body };
    const world = theWorld();
    return stepReply<EventOfType<'organization.key-registered'>>(
      world,
      request,
      organizationEntity(organization),
      (entities, context) => {
        const decided = decideRegisterKey(entities, key, context);
        if (isRejection(decided)) return decided;
        return refusePossession(key, { log: world.logOrigin, id: context.id }) ?? decided;
      },
      ({ organization: of, kid }) => ({ organization: of, kid }),
    );
  },
});

const revokeKey = endpoint({
  summary: '撤销签名公钥 Revoke a public key; a lost one the operator revokes',
  action: 'key.revoke',
  path: z.strictObject({ id: OrganizationId, kid: KeyId }),
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply,
  commits: true,
  run: (request) => {
    const { id: organization, kid } = request.path;
    const command = { organization, kid, reason: request.body.reason };
    return stepReply<EventOfType<'organization.key-revoked'>>(
      theWorld(),
      request,
      organizationEntity(organization),
      (entities, context) => decideRevokeKey(entities, command, context),
      ({ organization: of, kid: revoked }) => ({ organization: of, kid: revoked }),
    );
  },
});

export const keyEndpoints: Endpoints = {
  'POST /v1/organizations/{id}/keys': registerKey,
  'POST /v1/organizations/{id}/keys/{kid}/revoke': revokeKey,
};
