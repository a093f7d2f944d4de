/**
 * The organizations that may act at this point of the log, in their registered roles. The first operator has
 * no registration: the first leaf by an operator names it, and it remains the operator. An organization that
 * was united into another acts no more; the other one acts for it.
 */
import { organizationEntity } from '../../shared/ledger/entity.ts';
import type { Actor, RegistryEvent } from '../../shared/ledger/event.ts';
import type { OrganizationState } from '../../shared/parties/states.ts';
import { UNDER_WAY_SECONDS } from '../tlog/promises.ts';
import type { Violates } from './violation.ts';

interface Closed {
  into: string;
  roles: OrganizationState['roles'];
  atSeconds: number;
}

export class Actors {
  /** Roles of the organizations that act in their own name. */
  private readonly roles = new Map<string, OrganizationState['roles']>();
  private readonly closed = new Map<string, Closed>();
  /** Organizations that have a key or demand two pairs of eyes, or did so a while ago. */
  private readonly careful = new Set<string>();
  private rootOperator: string | undefined;

  /** @param atSeconds instant of the commit that made the state */
  register(
    organization: string,
    { roles, keys, confirmation, unitedInto }: OrganizationState,
    atSeconds: number,
  ): void {
    if (unitedInto === undefined) this.roles.set(organization, roles);
    else if (!this.closed.has(organization)) {
      this.roles.delete(organization);
      this.closed.set(organization, { into: unitedInto, roles, atSeconds });
    }
    if ((keys && keys.length > 0) || confirmation) this.careful.add(organization);
  }

  /** The plain cases only; `check` knows what else is allowed. */
  may({ org, role, for: party }: RegistryEvent['by']): boolean {
    if (party !== undefined) return false;
    return role === 'system' || this.isRoot(org, role) || this.roles.get(org)?.includes(role) === true;
  }

  /** Whether its leaves are read the careful way, which looks at signatures and confirmations. */
  isReadCarefully(org: string): boolean {
    return this.careful.has(org);
  }

  check(by: RegistryEvent['by'], atSeconds: number, violates: Violates): void {
    if (by.for === undefined) this.checkOwn(by, atSeconds, violates);
    else this.checkFor(by.for, by, violates);
  }

  private checkOwn(by: RegistryEvent['by'], atSeconds: number, violates: Violates): void {
    const { org, role } = by;
    const closed = this.closed.get(org);
    if (role === 'operator' && !this.roles.has(org) && !closed) this.rootOperator ??= org;
    if (this.may(by)) return;
    if (closed && atSeconds > closed.atSeconds + UNDER_WAY_SECONDS)
      violates('united-acts', { org, into: closed.into });
    const registered: readonly Actor[] | undefined = this.roles.get(org) ?? closed?.roles;
    if (registered?.includes(role)) return;
    const unknown = registered ? undefined : organizationEntity(org);
    violates('actor-not-registered', { org, role, registered: registered?.join() }, unknown);
  }

  private checkFor(party: string, { org, role }: RegistryEvent['by'], violates: Violates): void {
    const closed = this.closed.get(party);
    if (closed?.into !== org) violates('acts-for-stranger', { org, party });
    else if (!(closed.roles as readonly Actor[]).includes(role))
      violates('actor-not-registered', { org: party, role, registered: closed.roles.join() });
  }

  private isRoot(org: string, role: Actor): boolean {
    return role === 'operator' && org === this.rootOperator;
  }
}
