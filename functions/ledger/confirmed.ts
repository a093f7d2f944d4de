/**
 * Whether two representatives stand behind a command that needs them. The auditor has a rule of its own that
 * checks this of every leaf.
 */
import { fromHex } from '../../shared/base/encoding.ts';
import { seal } from '../../shared/base/seal.ts';
import { type Confirmation, INITIATED_MAX_MS } from '../../shared/ledger/confirmation.ts';
import type { Entities } from '../../shared/ledger/entity.ts';
import type { EventType } from '../../shared/ledger/event.ts';
import { isRejection, type Rejection, reject } from '../../shared/ledger/rejection.ts';
import { SIGNED_BEFORE_MAX_MS, type Signature, type SignedCommit } from '../../shared/ledger/signature.ts';
import { demandOf } from '../../shared/parties/confirmation.ts';
import { refuseSignature, type SignedCommand } from './signed.ts';

/** Who initiated a command and who confirms it: subjects of tokens, sealed under one salt in the leaf. */
export interface Representatives {
  /** Hex. */
  salt: string;
  initiator: string;
  confirmer: string;
}

export interface Confirmed extends Representatives {
  /** The initiator's, of the same command. */
  signature?: Signature | undefined;
}

export interface ConfirmedCommand extends SignedCommand {
  /** Absent where one acts alone; a rejection where nobody may confirm it. */
  confirmed?: Confirmed | Rejection | undefined;
}

/**
 * Why the decided command may not be done by whoever stands behind it. Rejections in order: of one alone
 * confirmation-required; of two those that the confirmation itself met, confirmation-initiator-unsigned,
 * confirmation-same-key.
 */
export function refuseUnconfirmed(
  entities: Entities,
  { confirmed, ...command }: ConfirmedCommand,
  type: EventType,
  commit: SignedCommit & { at: string },
): Rejection | undefined {
  if (!confirmed) {
    const { org, agent } = command;
    const demand = demandOf(entities, agent === undefined ? [org] : [org, agent], type);
    return demand && reject('confirmation-required', undefined, { ...demand });
  }
  if (isRejection(confirmed)) return confirmed;
  const { signature } = confirmed;
  const initiated = { ...command, signature };
  // Keys of the organization came or went since it was initiated, or the signature is too old.
  if (refuseSignature(entities, initiated, commit, INITIATED_MAX_MS + SIGNED_BEFORE_MAX_MS))
    return reject('confirmation-initiator-unsigned');
  if (signature && signature.kid === command.signature?.kid)
    return reject('confirmation-same-key', undefined, { kid: signature.kid });
  return undefined;
}

/** What the leaf says of the two, and what stands beside it; of one who acts alone, nothing. */
export function representativesOf({ confirmed }: Pick<ConfirmedCommand, 'confirmed'>): {
  confirmation?: Confirmation;
  representatives?: Representatives;
} {
  if (!confirmed || isRejection(confirmed)) return {};
  const { signature, salt, initiator, confirmer } = confirmed;
  const sealed = (subject: string) => seal({ subject }, fromHex(salt));
  const seals = { initiator: sealed(initiator), confirmer: sealed(confirmer) };
  return {
    confirmation: signature ? { ...seals, sig: signature } : seals,
    representatives: { salt, initiator, confirmer },
  };
}
