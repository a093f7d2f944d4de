/**
 * DOMAIN §2: the seller divides the income of an accepted first sale once, by the version of the agreement
 * that was in force on the day of settlement. The amounts are sealed: see marketUnseen.
 */

import { chinaDate } from '../../../../shared/base/day.ts';
import type { AgreementState } from '../../../../shared/land/states.ts';
import {
  agreementEntity,
  organizationEntity,
  projectEntity,
  transferEntity,
} from '../../../../shared/ledger/entity.ts';
import type { Facts } from '../../../../shared/ledger/event.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkActsFor } from '../log/authority.ts';
import type { Rules } from '../rule.ts';

export const incomeDivided: Rules<'income.divided'> = (live, event, violates) => {
  const { transfer, project, settledOn } = event.facts;
  if (event.sealed === undefined) violates('income-unsealed', { transfer });
  // Among accepted transfers, only a first sale that is not yet divided is live.
  const sale = live.state(transferEntity(transfer));
  if (sale?.status !== 'accepted') violates('income-not-due', { transfer }, transferEntity(transfer));
  else {
    checkActsFor(live, event, sale.from, violates);
    if (project !== sale.primary) violates('income-project', { project, expected: sale.primary });
    const [from, to] = [sale.acceptedOn ?? '', chinaDate(event.at)];
    if (settledOn < from || settledOn > to) violates('income-day', { settledOn, from, to });
  }
  checkShares(live, event.facts, violates);
};

/** The shares equal, party by party, those of the version in force of the project's own agreement. */
function checkShares(live: LiveState, facts: Facts<'income.divided'>, violates: Violates): void {
  const { project, agreement, version, settledOn, shares } = facts;
  const sold = live.state(projectEntity(project));
  if (sold?.agreement !== agreement) violates('income-agreement', { agreement, expected: sold?.agreement });
  const agreed = live.state(agreementEntity(agreement));
  let inForce: AgreementState['versions'][number] | undefined;
  for (const each of agreed?.versions ?? []) {
    const applies = each.effectiveFrom <= settledOn && each.acceptedOn <= settledOn;
    if (applies && each.version > (inForce?.version ?? 0)) inForce = each;
  }
  if (version !== inForce?.version)
    violates(
      'income-version',
      { version, settledOn, expected: inForce?.version },
      agreementEntity(agreement),
    );
  const expected = new Map(inForce?.parties.map((party) => [party.organization, party.basisPoints]));
  for (const { organization, basisPoints } of shares) {
    if (basisPoints !== expected.get(organization))
      violates(
        'income-share',
        { basisPoints, expected: expected.get(organization) },
        organizationEntity(organization),
      );
    expected.delete(organization);
  }
  for (const [organization, basisPoints] of expected)
    violates('income-share', { expected: basisPoints }, organizationEntity(organization));
}
