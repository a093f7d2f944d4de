/** What an audit can't see, by what the log is about: said in its report, so that nobody takes silence for a check. */
import type { EventType } from '../../shared/ledger/event.ts';
import { agreementUnseen } from './rules/agreement-texts.ts';
import { certificateUnseen } from './rules/certificate-texts.ts';
import { consentUnseen } from './rules/consent-texts.ts';
import { contractUnseen } from './rules/contract-texts.ts';
import { expiryUnseen } from './rules/expiry-texts.ts';
import { facilityUnseen } from './rules/facility-texts.ts';
import { foreignUnseen } from './rules/foreign-texts.ts';
import { freezingUnseen } from './rules/freezing-texts.ts';
import { landUnseen } from './rules/land-texts.ts';
import { lifecycleUnseen } from './rules/lifecycle-texts.ts';
import { importUnseen, logUnseen } from './rules/log-texts.ts';
import { marketUnseen } from './rules/market-texts.ts';
import { pledgeUnseen } from './rules/pledge-texts.ts';
import { reportUnseen } from './rules/report-texts.ts';
import { settlementUnseen } from './rules/settlement-texts.ts';
import { supplyUnseen } from './rules/supply-texts.ts';
import { unionUnseen } from './rules/union-texts.ts';
import type { Unseen } from './rules/unseen-words.ts';

/** The list of a domain applies once the log has this event. */
const lists: readonly (readonly [EventType, readonly Unseen[]])[] = [
  ['organization.registered', logUnseen],
  ['organization.united', unionUnseen],
  ['organization.key-registered', consentUnseen],
  ['project.imported', importUnseen],
  ['project.imported', foreignUnseen],
  ['parcel.registered', landUnseen],
  ['agreement.proposed', agreementUnseen],
  ['design.published', lifecycleUnseen],
  ['report.submitted', reportUnseen],
  ['units.offered', marketUnseen],
  ['pledge.proposed', pledgeUnseen],
  ['facility.registered', facilityUnseen],
  ['contract.proposed', contractUnseen],
  ['contract.settled', settlementUnseen],
  ['supply.imported', supplyUnseen],
  ['generation.confirmed', certificateUnseen],
  ['certificates.frozen', freezingUnseen],
  ['units.expired', expiryUnseen],
];

/** What the audit of a log with these events leaves open. */
export function unseenIn(events: { has(type: EventType): boolean }): Unseen[] {
  return lists.flatMap(([type, unseen]) => (events.has(type) ? unseen : []));
}
