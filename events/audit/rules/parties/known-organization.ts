/** An organization's state in the log; an unknown one is reported. */
import { organizationEntity } from '../../../../shared/ledger/entity.ts';
import type { OrganizationState } from '../../../../shared/parties/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

export function organizationOf(
  live: LiveState,
  organization: string,
  violates: Violates,
): OrganizationState | undefined {
  const found = live.state(organizationEntity(organization));
  if (!found) violates('organization-unknown', { organization });
  return found;
}
