/** DOMAIN §1: two identities of one organization are united once, under one USCC, by the operator. */
import { usccEntity } from '../../../../shared/ledger/entity.ts';
import { checkNameFree } from '../log/birth.ts';
import type { Rules } from '../rule.ts';
import { organizationOf } from './known-organization.ts';

/** The most identities that one organization may have besides its own. */
const UNITED_MAX = 50;
/** The roles that judge nobody. */
const HOLDERS: ReadonlySet<string> = new Set(['developer', 'generator', 'enterprise', 'financier']);

export const organizationUnited: Rules<'organization.united'> = (live, { facts }, violates) => {
  const { organization, united, uscc } = facts;
  if (organization === united) violates('united-with-itself', { organization });
  const kept = organizationOf(live, organization, violates);
  const closed = organizationOf(live, united, violates);
  for (const [id, state] of [
    [organization, kept],
    [united, closed],
  ] as const) {
    if (state?.unitedInto) violates('united-before', { organization: id, into: state.unitedInto });
    const judging = state?.roles.filter((role) => !HOLDERS.has(role)) ?? [];
    if (judging.length > 0) violates('united-role', { organization: id, roles: judging.join() });
  }
  if (closed?.uscc) violates('united-legal-persons', { united, uscc: closed.uscc });
  if (kept && (kept.uscc === undefined) !== (uscc !== undefined))
    violates('united-uscc', { organization, has: kept.uscc, given: uscc });
  if (uscc) checkNameFree(live, usccEntity(uscc), violates);
  const key = closed?.keys?.find(({ until }) => until === undefined);
  if (key) violates('united-key', { united, kid: key.kid });
  if (closed?.keyEndedByOther) violates('united-key-lost', { united });
  const count = kept?.united?.length ?? 0;
  if (count >= UNITED_MAX) violates('united-too-many', { count, limit: UNITED_MAX });
};
