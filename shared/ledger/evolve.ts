/**
 * `evolve` maps the states before an event to the states after it. The same function makes the table's items,
 * the auditor's replay and the tests' models, so every state comes from an event.
 */
import { evolveDisclosureMade } from '../disclosure/disclosure.ts';
import {
  evolveAgreementAccepted,
  evolveAgreementDeclined,
  evolveAgreementProposed,
} from '../land/agreement.ts';
import { evolveParcelRegistered, evolveParcelWithdrawn } from '../land/parcel.ts';
import {
  evolveAccreditationGranted,
  evolveAccreditationResumed,
  evolveAccreditationSuspended,
  evolveAccreditationWithdrawn,
} from '../parties/accreditation.ts';
import { evolveConfirmationRequired } from '../parties/confirmation.ts';
import { evolveOrganizationIdentified, evolveOrganizationRegistered } from '../parties/organization.ts';
import { evolveKeyRegistered, evolveKeyRevoked } from '../parties/organization-key.ts';
import { evolveOrganizationUnited } from '../parties/organization-union.ts';
import {
  evolveConsumptionConfirmed,
  evolveConsumptionRecorded,
  evolveConsumptionRefused,
} from '../power/consumption.ts';
import { evolveContractDeclined, evolveContractProposed, evolveContractSigned } from '../power/contract.ts';
import { evolveMonthExpired, evolveUnitsExpired } from '../power/expiry.ts';
import { evolveAccountOpened, evolveFacilityRegistered, evolveStorageRecorded } from '../power/facility.ts';
import {
  evolveCertificatesCancelled,
  evolveCertificatesFrozen,
  evolveCertificatesReleased,
} from '../power/freezing.ts';
import {
  evolveGenerationConfirmed,
  evolveGenerationImported,
  evolveGenerationRecorded,
  evolveGenerationRefused,
} from '../power/generation.ts';
import { evolveContractSettled } from '../power/settlement.ts';
import { evolveSupplyDelivered, evolveSupplyImported } from '../power/supply.ts';
import { evolveCommentReceived, evolveCommentRemoved } from '../sinks/comment.ts';
import { evolveProjectImported } from '../sinks/imported-project.ts';
import { evolveIssuanceRequested } from '../sinks/issuance.ts';
import { evolveReportSubmitted } from '../sinks/monitoring-report.ts';
import {
  evolveDesignPublished,
  evolveDevelopmentBegun,
  evolveProjectApproved,
  evolveProjectMoved,
  evolveProjectRegistered,
  evolveProjectReserved,
  evolveProjectValidated,
  evolveRegistrationRequested,
} from '../sinks/project.ts';
import {
  evolvePublicCommentAdmitted,
  evolvePublicCommentReceived,
  evolvePublicCommentRefused,
} from '../sinks/public-comment.ts';
import { evolveReversalRecorded } from '../sinks/reversal.ts';
import { evolveCommentsTreated } from '../sinks/treatment.ts';
import { evolveReportCorrected, evolveReportRefused, evolveReportVerified } from '../sinks/verification.ts';
import { evolveDatasetDelivered } from '../statements/activity-dataset.ts';
import { evolveClaimMade, evolveClaimWithdrawn } from '../statements/claim.ts';
import {
  evolveMemberAdmitted,
  evolveMemberLeft,
  evolveMembershipRequested,
  evolveParkRegistered,
  evolveTargetSet,
} from '../statements/park.ts';
import {
  evolveStatementReturned,
  evolveStatementRevised,
  evolveStatementSubmitted,
  evolveStatementVerified,
} from '../statements/statement.ts';
import { evolveUnitsIssued } from '../units/batch.ts';
import { evolveUnitsCancelled } from '../units/cancellation.ts';
import { evolveIncomeDivided } from '../units/income.ts';
import { evolvePledgeMoved, evolvePledgeProposed } from '../units/pledge.ts';
import { evolveUnitsRetired } from '../units/retirement.ts';
import { evolveBlockSubdivided } from '../units/subdivision.ts';
import { evolveTransferEnded, evolveUnitsOffered } from '../units/transfer.ts';
import {
  type Entities,
  type Entity,
  type EntityId,
  type EntityState,
  type NextStates,
  STATE_ENTITY,
} from './entity.ts';
import { asParty, type EventOfType, type EventType, type RegistryEvent } from './event.ts';

type Evolver<T extends EventType> = (entities: Entities, event: EventOfType<T>) => NextStates;

const evolvers: { [T in EventType]: Evolver<T> } = {
  'organization.registered': evolveOrganizationRegistered,
  'organization.identified': evolveOrganizationIdentified,
  'organization.united': evolveOrganizationUnited,
  'organization.key-registered': evolveKeyRegistered,
  'organization.key-revoked': evolveKeyRevoked,
  'organization.confirmation-required': evolveConfirmationRequired,
  'accreditation.granted': evolveAccreditationGranted,
  'accreditation.suspended': evolveAccreditationSuspended,
  'accreditation.resumed': evolveAccreditationResumed,
  'accreditation.withdrawn': evolveAccreditationWithdrawn,
  'project.imported': evolveProjectImported,
  'units.issued': evolveUnitsIssued,
  'block.subdivided': evolveBlockSubdivided,
  'units.offered': evolveUnitsOffered,
  'transfer.accepted': evolveTransferEnded,
  'transfer.rejected': evolveTransferEnded,
  'transfer.withdrawn': evolveTransferEnded,
  'units.retired': evolveUnitsRetired,
  'units.cancelled': evolveUnitsCancelled,
  'pledge.proposed': evolvePledgeProposed,
  'pledge.accepted': evolvePledgeMoved,
  'pledge.rejected': evolvePledgeMoved,
  'pledge.withdrawn': evolvePledgeMoved,
  'pledge.released': evolvePledgeMoved,
  'pledge.enforced': evolvePledgeMoved,
  'parcel.registered': evolveParcelRegistered,
  'parcel.withdrawn': evolveParcelWithdrawn,
  'agreement.proposed': evolveAgreementProposed,
  'agreement.accepted': evolveAgreementAccepted,
  'agreement.declined': evolveAgreementDeclined,
  'project.reserved': evolveProjectReserved,
  'development.begun': evolveDevelopmentBegun,
  'project.approved': evolveProjectApproved,
  'design.published': evolveDesignPublished,
  'comment.received': evolveCommentReceived,
  'comment.removed': evolveCommentRemoved,
  'public-comment.received': evolvePublicCommentReceived,
  'public-comment.admitted': evolvePublicCommentAdmitted,
  'public-comment.refused': evolvePublicCommentRefused,
  'comments.treated': evolveCommentsTreated,
  'project.validated': evolveProjectValidated,
  'registration.requested': evolveRegistrationRequested,
  'project.registered': evolveProjectRegistered,
  'project.refused': evolveProjectMoved,
  'project.withdrawn': evolveProjectMoved,
  'project.held': evolveProjectMoved,
  'project.resumed': evolveProjectMoved,
  'project.deactivated': evolveProjectMoved,
  'project.deregistered': evolveProjectMoved,
  'report.submitted': evolveReportSubmitted,
  'report.verified': evolveReportVerified,
  'report.refused': evolveReportRefused,
  'issuance.requested': evolveIssuanceRequested,
  'report.corrected': evolveReportCorrected,
  'reversal.recorded': evolveReversalRecorded,
  'income.divided': evolveIncomeDivided,
  'account.opened': evolveAccountOpened,
  'facility.registered': evolveFacilityRegistered,
  'facility.storage-recorded': evolveStorageRecorded,
  'facility.imported': evolveFacilityRegistered,
  'generation.recorded': evolveGenerationRecorded,
  'generation.confirmed': evolveGenerationConfirmed,
  'generation.refused': evolveGenerationRefused,
  'generation.imported': evolveGenerationImported,
  'certificates.frozen': evolveCertificatesFrozen,
  'certificates.released': evolveCertificatesReleased,
  'certificates.cancelled': evolveCertificatesCancelled,
  'units.expired': evolveUnitsExpired,
  'month.expired': evolveMonthExpired,
  'contract.proposed': evolveContractProposed,
  'contract.signed': evolveContractSigned,
  'contract.declined': evolveContractDeclined,
  'consumption.recorded': evolveConsumptionRecorded,
  'consumption.confirmed': evolveConsumptionConfirmed,
  'consumption.refused': evolveConsumptionRefused,
  'contract.settled': evolveContractSettled,
  'supply.imported': evolveSupplyImported,
  'supply.delivered': evolveSupplyDelivered,
  'statement.submitted': evolveStatementSubmitted,
  'statement.revised': evolveStatementRevised,
  'statement.verified': evolveStatementVerified,
  'statement.returned': evolveStatementReturned,
  'dataset.delivered': evolveDatasetDelivered,
  'claim.made': evolveClaimMade,
  'claim.withdrawn': evolveClaimWithdrawn,
  'park.registered': evolveParkRegistered,
  'park.membership-requested': evolveMembershipRequested,
  'park.member-admitted': evolveMemberAdmitted,
  'park.member-left': evolveMemberLeft,
  'park.target-set': evolveTargetSet,
  'disclosure.made': evolveDisclosureMade,
  'state.recorded': (_entities, { facts }) => [[STATE_ENTITY, facts]],
};

/** The new states of the entities that the event advances, in the event's order. */
export function evolve(entities: Entities, event: RegistryEvent): NextStates {
  const evolver = evolvers[event.type] as Evolver<EventType>;
  return evolver(entities, asParty(event));
}

/** The advanced entities with version and commit. Throws if event and evolver name different entities. */
export function advancedEntities(entities: Entities, event: RegistryEvent): Map<EntityId, Entity> {
  const states = new Map<EntityId, EntityState>(evolve(entities, event));
  const advanced = new Map<EntityId, Entity>();
  for (const { entity, version } of event.advances) {
    const state = states.get(entity as EntityId);
    if (!state) throw new Error(`${event.type} advances ${entity}, but evolve has no state for it`);
    advanced.set(entity as EntityId, { version, commit: event.id, state });
  }
  if (advanced.size !== states.size)
    throw new Error(`${event.type} evolves entities that it doesn't advance`);
  return advanced;
}
