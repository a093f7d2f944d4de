/**
 * Joint-development agreements (联合开发协议): who shares a project's income, by what shares, from which
 * day. The developer proposes versions; each is in force once every party has accepted it
 * (分级协商、动态调整; DOMAIN §2).
 */
import { chinaDate } from '../base/day.ts';
import { agreementEntity, type Entities, type NextStates, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import type { AgreementState, AgreementVersion } from './states.ts';

/**
 * The version whose shares apply on that day (ISO, China): the latest version that has taken effect and been
 * accepted by all by then. A version accepted after its effective day applies from its acceptance.
 */
export function versionInForce({ versions }: AgreementState, day: string): AgreementVersion | undefined {
  return versions.findLast(({ effectiveFrom, acceptedOn }) => effectiveFrom <= day && acceptedOn <= day);
}

/** Whether the organization is the developer, or a party of a version or of the latest proposal. */
export function isPartyTo(
  { developer, versions, pending, declined }: AgreementState,
  organization: string,
): boolean {
  if (developer === organization) return true;
  return [...versions, pending, declined].some((version) => version && hasParty(version, organization));
}

export const hasParty = ({ parties }: Pick<AgreementVersion, 'parties'>, organization: string): boolean =>
  parties.some((party) => party.organization === organization);

export function evolveAgreementProposed(
  entities: Entities,
  { by, facts }: EventOfType<'agreement.proposed'>,
): NextStates {
  const { agreement, ...version } = facts;
  const id = agreementEntity(agreement);
  const current = read(entities, id)?.state;
  // The proposer of a version accepts it by proposing, if it is a party.
  const accepted = version.parties.some(({ organization }) => organization === by.org) ? [by.org] : [];
  const { developer, versions } = current ?? { developer: by.org, versions: [] };
  return [[id, { developer, versions, pending: { ...version, accepted }, lastVersion: version.version }]];
}

export function evolveAgreementAccepted(
  entities: Entities,
  { at, by, facts }: EventOfType<'agreement.accepted'>,
): NextStates {
  const id = agreementEntity(facts.agreement);
  const current = read(entities, id)?.state;
  if (!current?.pending) return [];
  const { pending, ...rest } = current;
  const { accepted, ...version } = pending;
  if (!facts.inForce) return [[id, { ...rest, pending: { ...version, accepted: [...accepted, by.org] } }]];
  return [[id, { ...rest, versions: [...rest.versions, { ...version, acceptedOn: chinaDate(at) }] }]];
}

export function evolveAgreementDeclined(
  entities: Entities,
  { by, facts }: EventOfType<'agreement.declined'>,
): NextStates {
  const id = agreementEntity(facts.agreement);
  const current = read(entities, id)?.state;
  if (!current?.pending) return [];
  const { pending, ...rest } = current;
  const { accepted: _taken, ...version } = pending;
  return [[id, { ...rest, declined: { ...version, by: by.org, reason: facts.reason } }]];
}
