/** Steps of histories: two pairs of eyes. */
import type { Demandable } from '../../../shared/ledger/confirmation.ts';
import { decideRequireConfirmation } from '../../../shared/parties/require-confirmation.ts';
import type { TestSigner } from '../signing.ts';
import { asRegistered, type History } from './history.ts';

/** Demands two for these commands, by two; they are two from then on, the initiator with a key of its own. */
export function requireConfirmation(
  h: History,
  organization: string,
  commands: readonly Demandable[],
  initiator?: TestSigner,
) {
  h.pairs.set(organization, initiator);
  return h.commit<'organization.confirmation-required'>(asRegistered(h, organization), (context) =>
    decideRequireConfirmation(h.entities, { organization, commands }, context),
  );
}
