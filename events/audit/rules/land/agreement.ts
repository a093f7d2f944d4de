/** DOMAIN §2, benefit sharing: versions of agreements, their shares, and the consent of every party. */

import { chinaDate } from '../../../../shared/base/day.ts';
import { BASIS_POINTS_WHOLE } from '../../../../shared/land/facts.ts';
import type { AgreementState } from '../../../../shared/land/states.ts';
import { agreementEntity, organizationEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { LiveState } from '../../live-state.ts';
import type { Report } from '../../violation.ts';
import { checkBorn } from '../log/birth.ts';
import type { Rules } from '../rule.ts';

const stateOf = (live: LiveState, agreement: string): AgreementState | undefined =>
  live.state(agreementEntity(agreement));

export const agreementProposed: Rules<'agreement.proposed'> = (live, event, report) => {
  const { agreement, version } = event.facts;
  const entity = agreementEntity(agreement);
  const current = stateOf(live, agreement);
  if (version === 1) checkBorn(live, 'j', agreement, event.id, entity, report);
  else if (!current) report('agreement-unknown', { agreement }, entity);
  if (current) checkNextVersion(current, event, report);
  checkParties(live, event, report);
};

/** A version after the first: by the developer, one at a time, numbered on, and never backwards. */
function checkNextVersion(
  { developer, pending, lastVersion, versions }: AgreementState,
  { at, by, facts }: EventOfType<'agreement.proposed'>,
  report: Report,
): void {
  const { version, effectiveFrom } = facts;
  const entity = agreementEntity(facts.agreement);
  if (by.org !== developer) report('agreement-developer', { org: by.org, developer }, entity);
  if (pending) report('agreement-pending', { version: pending.version }, entity);
  if (version !== lastVersion + 1)
    report('agreement-version', { version, expected: lastVersion + 1 }, entity);
  const before = versions.at(-1)?.effectiveFrom;
  if (before === undefined) return;
  const proposed = chinaDate(at);
  if (effectiveFrom <= before || effectiveFrom < proposed)
    report('agreement-backwards', { effectiveFrom, before, proposed }, entity);
}

function checkParties(
  live: LiveState,
  { by, facts }: EventOfType<'agreement.proposed'>,
  report: Report,
): void {
  const entity = agreementEntity(facts.agreement);
  const seen = new Set<string>();
  let sum = 0;
  for (const { organization, basisPoints } of facts.parties) {
    if (seen.has(organization)) report('agreement-party-repeated', { organization }, entity);
    seen.add(organization);
    sum += basisPoints;
    const party = live.state(organizationEntity(organization));
    if (!party) report('organization-unknown', { organization }, entity);
    else if (party.roles.includes('verifier')) report('agreement-verifier', { organization }, entity);
  }
  if (sum !== BASIS_POINTS_WHOLE) report('agreement-shares', { sum }, entity);
  if (!seen.has(by.org)) report('agreement-developer-no-party', { org: by.org }, entity);
}

/** The version that waits, if it is the one that the event speaks of; whether the organization is a party of it. */
function checkPending(
  live: LiveState,
  { by, facts }: EventOfType<'agreement.accepted' | 'agreement.declined'>,
  report: Report,
): AgreementState['pending'] {
  const { agreement, version } = facts;
  const entity = agreementEntity(agreement);
  const pending = stateOf(live, agreement)?.pending;
  if (pending?.version !== version) {
    report('agreement-not-pending', { version, pending: pending?.version }, entity);
    return undefined;
  }
  const isParty = pending.parties.some(({ organization }) => organization === by.org);
  if (!isParty) report('agreement-not-a-party', { org: by.org }, entity);
  return pending;
}

export const agreementAccepted: Rules<'agreement.accepted'> = (live, event, report) => {
  const { agreement, inForce } = event.facts;
  const { org } = event.by;
  const entity = agreementEntity(agreement);
  const pending = checkPending(live, event, report);
  if (!pending) return;
  if (pending.accepted.includes(org)) report('agreement-accepted-twice', { org }, entity);
  const consenting = new Set([...pending.accepted, org]);
  const missing = pending.parties.filter(({ organization }) => !consenting.has(organization)).length;
  if (inForce !== (missing === 0)) report('agreement-in-force', { missing }, entity);
};

export const agreementDeclined: Rules<'agreement.declined'> = (live, event, report) => {
  checkPending(live, event, report);
};
