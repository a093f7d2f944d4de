/** DOMAIN §2, benefit sharing: versions of agreements, their shares, and the consent of every party. */

import { chinaDate } from '../../../../shared/base/day.ts';
import type { AgreementState } from '../../../../shared/land/states.ts';
import { agreementEntity, organizationEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';

/** All shares of an agreement together. */
const WHOLE_BASIS_POINTS = 10_000;

const stateOf = (live: LiveState, agreement: string): AgreementState | undefined =>
  live.state(agreementEntity(agreement));

export const agreementProposed: Rules<'agreement.proposed'> = (live, event, violates) => {
  const { agreement, version } = event.facts;
  const entity = agreementEntity(agreement);
  const current = stateOf(live, agreement);
  if (version === 1) checkBorn(live, 'j', agreement, event.id, entity, violates);
  else if (!current) violates('agreement-unknown', { agreement }, entity);
  if (current) checkNextVersion(current, event, violates);
  checkParties(live, event, violates);
};

/** A later version: by the developer, one at a time, numbered on, never backwards in time. */
function checkNextVersion(
  { developer, pending, lastVersion, versions }: AgreementState,
  { at, by, facts }: EventOfType<'agreement.proposed'>,
  violates: Violates,
): void {
  const { version, effectiveFrom } = facts;
  const entity = agreementEntity(facts.agreement);
  if (by.org !== developer) violates('agreement-developer', { org: by.org, developer }, entity);
  if (pending) violates('agreement-pending', { version: pending.version }, entity);
  if (version !== lastVersion + 1)
    violates('agreement-version', { version, expected: lastVersion + 1 }, entity);
  const before = versions.at(-1)?.effectiveFrom;
  if (before === undefined) return;
  const proposed = chinaDate(at);
  if (effectiveFrom <= before || effectiveFrom < proposed)
    violates('agreement-backwards', { effectiveFrom, before, proposed }, entity);
}

function checkParties(
  live: LiveState,
  { by, facts }: EventOfType<'agreement.proposed'>,
  violates: Violates,
): void {
  const entity = agreementEntity(facts.agreement);
  const seen = new Set<string>();
  let sum = 0;
  for (const { organization, basisPoints } of facts.parties) {
    if (seen.has(organization)) violates('agreement-party-repeated', { organization }, entity);
    seen.add(organization);
    sum += basisPoints;
    const party = live.state(organizationEntity(organization));
    if (!party) violates('organization-unknown', { organization }, entity);
    else if (party.roles.includes('verifier')) violates('agreement-verifier', { organization }, entity);
  }
  if (sum !== WHOLE_BASIS_POINTS) violates('agreement-shares', { sum }, entity);
  if (!seen.has(by.org)) violates('agreement-developer-no-party', { org: by.org }, entity);
}

/** The pending version, if the event names it; checks that the organization is a party of it. */
function checkPending(
  live: LiveState,
  { by, facts }: EventOfType<'agreement.accepted' | 'agreement.declined'>,
  violates: Violates,
): AgreementState['pending'] {
  const { agreement, version } = facts;
  const entity = agreementEntity(agreement);
  const pending = stateOf(live, agreement)?.pending;
  if (pending?.version !== version) {
    violates('agreement-not-pending', { version, pending: pending?.version }, entity);
    return undefined;
  }
  const isParty = pending.parties.some(({ organization }) => organization === by.org);
  if (!isParty) violates('agreement-not-a-party', { org: by.org }, entity);
  return pending;
}

export const agreementAccepted: Rules<'agreement.accepted'> = (live, event, violates) => {
  const { agreement, inForce } = event.facts;
  const { org } = event.by;
  const entity = agreementEntity(agreement);
  const pending = checkPending(live, event, violates);
  if (!pending) return;
  if (pending.accepted.includes(org)) violates('agreement-accepted-twice', { org }, entity);
  const consenting = new Set([...pending.accepted, org]);
  const missing = pending.parties.filter(({ organization }) => !consenting.has(organization)).length;
  if (inForce !== (missing === 0)) violates('agreement-in-force', { missing }, entity);
};

export const agreementDeclined: Rules<'agreement.declined'> = (live, event, violates) => {
  checkPending(live, event, violates);
};
