/** Steps of histories: keys of organizations. */
import { decideRegisterKey, decideRevokeKey } from '../../../shared/parties/register-key.ts';
import { TestSigner } from '../signing.ts';
import { asRegistered, type By, type History } from './history.ts';

/** Registers a key, signed by the one before where there is one, and signs with it from then on. */
export function registerKey(h: History, organization: string, number: number): TestSigner {
  const signer = new TestSigner(number);
  h.commit<'organization.key-registered'>(asRegistered(h, organization), (context) =>
    decideRegisterKey(
      h.entities,
      { organization, ...signer.key, proof: signer.proof(organization, context.id) },
      context,
    ),
  );
  h.signers.set(organization, signer);
  return signer;
}

export const revokeKey = (
  h: History,
  organization: string,
  kid: string,
  by: By = asRegistered(h, organization),
) =>
  h.commit<'organization.key-revoked'>(by, (context) =>
    decideRevokeKey(h.entities, { organization, kid, reason: '换用新密钥' }, context),
  );
