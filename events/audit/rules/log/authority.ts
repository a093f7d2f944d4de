/**
 * The right to act: the role table grants the action to the role, and an `own` grant
 * needs the account's organization.
 */
import { accountEntity } from '../../../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../../../shared/ledger/event.ts';
import { SYSTEM_ORGANIZATION } from '../../../../shared/ledger/role.ts';
import { catalogue } from '../../catalogue.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

export function checkRole({ type, by }: RegistryEvent, violates: Violates): void {
  // The registry itself is one organization, and nobody else acts under its name.
  if ((by.role === 'system') !== (by.org === SYSTEM_ORGANIZATION))
    violates('system-organization', { org: by.org, role: by.role, registry: SYSTEM_ORGANIZATION });
  if (!catalogue[type].granted[by.role]) violates('role-not-granted', { role: by.role, type });
}

/** The organization that acts for `account` is its owner, unless its role acts on any account. */
export function checkActsFor(
  live: LiveState,
  { type, by }: RegistryEvent,
  account: string,
  violates: Violates,
): void {
  const owner = live.owners.get(account);
  if (owner === by.org) return;
  if (owner === undefined) violates('account-unknown', { account }, accountEntity(account));
  else if (catalogue[type].granted[by.role] !== 'any') violates('not-owner', { org: by.org, owner, account });
}

export function checkAccount(live: LiveState, account: string, violates: Violates): void {
  if (!live.owners.has(account)) violates('account-unknown', { account }, accountEntity(account));
}
