/**
 * The blind spots of an audit, by domain. The report lists them, so that nobody takes silence for a check.
 */
import type { EventType } from '../../shared/ledger/event.ts';
import { disclosureUnseen } from './rules/disclosure/disclosure-texts.ts';
import { agreementUnseen } from './rules/land/agreement-texts.ts';
import { landUnseen } from './rules/land/land-texts.ts';
import { importUnseen, logUnseen } from './rules/log/log-texts.ts';
import { accreditationUnseen } from './rules/parties/accreditation-texts.ts';
import { confirmationUnseen } from './rules/parties/confirmation-texts.ts';
import { consentUnseen } from './rules/parties/consent-texts.ts';
import { unionUnseen } from './rules/parties/union-texts.ts';
import { contractUnseen } from './rules/power/contract-texts.ts';
import { expiryUnseen } from './rules/power/expiry-texts.ts';
import { facilityUnseen } from './rules/power/facility-texts.ts';
import { freezingUnseen } from './rules/power/freezing-texts.ts';
import { settlementUnseen } from './rules/power/settlement-texts.ts';
import { supplyUnseen } from './rules/power/supply-texts.ts';
import { lifecycleUnseen } from './rules/sinks/lifecycle-texts.ts';
import { publicCommentUnseen } from './rules/sinks/public-comment-texts.ts';
import { reportUnseen } from './rules/sinks/report-texts.ts';
import { datasetUnseen } from './rules/statements/dataset-texts.ts';
import { parkUnseen } from './rules/statements/park-texts.ts';
import { statementUnseen } from './rules/statements/statement-texts.ts';
import { certificateUnseen } from './rules/units/certificate-texts.ts';
import { foreignUnseen } from './rules/units/foreign-texts.ts';
import { marketUnseen } from './rules/units/market-texts.ts';
import { pledgeUnseen } from './rules/units/pledge-texts.ts';
import type { Unseen } from './rules/unseen-words.ts';

/** The list of a domain applies once the log has this event. */
const lists: readonly (readonly [EventType, readonly Unseen[]])[] = [
  ['organization.registered', logUnseen],
  ['organization.united', unionUnseen],
  ['organization.key-registered', consentUnseen],
  ['organization.confirmation-required', confirmationUnseen],
  ['accreditation.granted', accreditationUnseen],
  ['project.imported', importUnseen],
  ['project.imported', foreignUnseen],
  ['parcel.registered', landUnseen],
  ['agreement.proposed', agreementUnseen],
  ['design.published', lifecycleUnseen],
  ['public-comment.received', publicCommentUnseen],
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
  ['statement.submitted', statementUnseen],
  ['dataset.delivered', datasetUnseen],
  ['park.registered', parkUnseen],
  ['disclosure.made', disclosureUnseen],
];

/** The open questions of an audit of a log with these events. */
export function unseenIn(events: { has(type: EventType): boolean }): Unseen[] {
  return lists.flatMap(([type, unseen]) => (events.has(type) ? unseen : []));
}
