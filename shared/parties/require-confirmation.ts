/** An organization demands two pairs of eyes for its commands, or lifts that. */
import type { Demandable } from '../ledger/confirmation.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { type Entities, organizationEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';

/**
 * Changes of an organization after which it only lifts its demand: who proves a signature walks back over
 * them (register-key.ts).
 */
const CHANGES_MAX = 1000;

export interface RequireConfirmation {
  organization: string;
  /** All that is demanded from now on. */
  commands: readonly Demandable[];
}

/**
 * That two representatives stand behind the command, the registry checks after the decision. Rejections in
 * order: not-found, not-yours, organization-united, confirmation-unchanged, too-many-changes.
 */
export function decideRequireConfirmation(
  entities: Entities,
  { organization, commands: given }: RequireConfirmation,
  context: Context,
): Draft<'organization.confirmation-required'> | Rejection {
  const current = read(entities, organizationEntity(organization));
  if (!current) return reject('not-found');
  if (organization !== context.org) return reject('not-yours');
  const { unitedInto, confirmation = [] } = current.state;
  // Nothing moves an organization any more that was united into another.
  if (unitedInto) return reject('organization-united', undefined, { org: organization, into: unitedInto });
  const commands = [...new Set(given)].sort();
  const before = confirmation.map(({ command }) => command);
  if (before.join() === commands.join()) return reject('confirmation-unchanged', '/commands');
  if (commands.length > 0 && current.version >= CHANGES_MAX)
    return reject('too-many-changes', undefined, { limit: CHANGES_MAX });
  return {
    type: 'organization.confirmation-required',
    facts: { organization, commands },
    advances: [organizationEntity(organization)],
  };
}
