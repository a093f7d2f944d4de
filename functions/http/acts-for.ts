/** The caller's party: `Lvzhang-Acts-For` names an organization that was united into the caller's own. */
import { OrganizationId } from '../../shared/base/field.ts';
import type { Identity } from '../../shared/ledger/role.ts';
import type { HttpEvent } from './event.ts';
import { Problem } from './problem.ts';

export const ACTS_FOR_HEADER = 'Lvzhang-Acts-For';

/**
 * The caller as the party that it acts for. The registry checks with the rest that the party was united into
 * it.
 * @throws Problem `acts-for-malformed`
 */
export function partyOf(identity: Identity, event: HttpEvent): Identity {
  const named = event.headers[ACTS_FOR_HEADER.toLowerCase()];
  if (named === undefined) return identity;
  const party = OrganizationId.safeParse(named);
  if (!party.success)
    throw new Problem('acts-for-malformed', [
      { parameter: ACTS_FOR_HEADER, detail: party.error.issues[0]?.message ?? '' },
    ]);
  return party.data === identity.org ? identity : { ...identity, org: party.data, agent: identity.org };
}
