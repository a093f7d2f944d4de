/** The caller, as API Gateway's JWT authorizer hands it on. */
import { type Identity, Role, SYSTEM_ORGANIZATION } from '../../shared/ledger/role.ts';
import { Problem } from './problem.ts';

/** API Gateway turns claims into strings; an array arrives as `[a b]`. */
function listClaim(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.map(String);
  if (typeof claim !== 'string') return [];
  const inner = claim.startsWith('[') && claim.endsWith(']') ? claim.slice(1, -1) : claim;
  return inner.split(/[ ,]+/).filter(Boolean);
}

/** An organization's name from a token goes into commit ids and leaves, so its form is bounded. */
const ORGANIZATION = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;

/**
 * Throws `unauthenticated` where the token carries no organization, the registry's own name, or none
 * of the known roles.
 */
export function identityOf(claims: Record<string, unknown> | undefined): Identity {
  const org = claims?.org;
  const roles = listClaim(claims?.roles).filter((role): role is Role => Role.safeParse(role).success);
  const named = typeof org === 'string' && ORGANIZATION.test(org) && org !== SYSTEM_ORGANIZATION;
  if (!named || roles.length === 0) throw new Problem('unauthenticated');
  return { sub: String(claims?.sub ?? ''), org, roles };
}
