/**
 * Who may act at this point of the log: organizations in the roles that they are registered with. The first operator is
 * nobody's registration: the first leaf by an operator names it, and it remains the one.
 */
import { type OrganizationState, organizationEntity } from '../../shared/entity.ts';
import type { Actor, RegistryEvent } from '../../shared/event.ts';
import type { Report } from './violation.ts';

export class Actors {
  private readonly roles = new Map<string, OrganizationState['roles']>();
  /** Those that have a key, or had one a short while ago: their leaves are read the careful way. */
  private readonly keyed = new Set<string>();
  private rootOperator: string | undefined;

  register(organization: string, { roles, keys }: OrganizationState): void {
    this.roles.set(organization, roles);
    if (keys && keys.length > 0) this.keyed.add(organization);
  }

  may({ org, role }: RegistryEvent['by']): boolean {
    return role === 'system' || this.isRoot(org, role) || this.roles.get(org)?.includes(role) === true;
  }

  mustSign(org: string): boolean {
    return this.keyed.has(org);
  }

  check(by: RegistryEvent['by'], report: Report): void {
    const { org, role } = by;
    if (role === 'operator' && !this.roles.has(org)) this.rootOperator ??= org;
    if (this.may(by)) return;
    const registered = this.roles.get(org);
    const unknown = registered ? undefined : organizationEntity(org);
    report('actor-not-registered', { org, role, registered: registered?.join() }, unknown);
  }

  private isRoot(org: string, role: Actor): boolean {
    return role === 'operator' && org === this.rootOperator;
  }
}
