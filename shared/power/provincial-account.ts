/** Provincial accounts (省级专用账户): one per province, for the certificates of power under 机制电价. */
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { accountEntity, type Entities, organizationEntity, provinceEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { HOLDING_ROLES, type Role } from '../ledger/role.ts';
import type { ProvinceCode } from './province.ts';

export interface OpenAccount {
  province: ProvinceCode;
  /** The organization that retires from it: any that may own units, or the authority. */
  organization: string;
}

const HOLDERS: ReadonlySet<Role> = new Set<Role>([...HOLDING_ROLES, 'regulator']);

/**
 * Rejections in order: not-found (organization), not-a-province-holder, provincial-account-opened, id-taken.
 */
export function decideOpenAccount(
  entities: Entities,
  { province, organization }: OpenAccount,
  context: Context,
): Draft<'account.opened'> | Rejection {
  const holder = read(entities, organizationEntity(organization))?.state;
  if (!holder) return reject('not-found', '/organization', { organization });
  if (!mayHoldProvince(holder.roles))
    return reject('not-a-province-holder', '/organization', { organization, roles: holder.roles.join() });
  const opened = read(entities, provinceEntity(province))?.state;
  if (opened) return reject('provincial-account-opened', '/province', { province, account: opened.holder });
  const account = deriveId('a', context.id);
  if (entities.has(accountEntity(account))) return reject('id-taken');
  return {
    type: 'account.opened',
    facts: { account, organization, province },
    advances: [accountEntity(account), provinceEntity(province)],
  };
}

/** Organizations that may retire may hold a province's account; verification bodies hold none (DOMAIN §1). */
const mayHoldProvince = (roles: readonly Role[]): boolean =>
  roles.some((role) => HOLDERS.has(role)) && !roles.includes('verifier');
