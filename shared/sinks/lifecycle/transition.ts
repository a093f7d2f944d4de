/** What a transition of a lifecycle is made of: who may bring it about, from where to where, past which guards. */
import type { EventType } from '../../ledger/event.ts';
import type { ProjectStatus } from './status.ts';

/** The events of a project's life that a lifecycle guards. */
export const PROJECT_EVENTS = [
  'development.begun',
  'project.approved',
  'design.published',
  'comment.received',
  'comments.treated',
  'project.validated',
  'registration.requested',
  'project.registered',
  'project.refused',
  'project.withdrawn',
  'project.held',
  'project.resumed',
  'project.deactivated',
  'project.deregistered',
] as const satisfies readonly EventType[];
export type ProjectEvent = (typeof PROJECT_EVENTS)[number];

/** Guards by name: the tables are law, which evolve and the auditor read too; only deciders run what the names stand for. */
export type GuardName =
  | 'agreementIsTheDevelopers'
  | 'agreementInForce'
  | 'holdersAreParties'
  | 'approvalNeeded'
  | 'notYetApproved'
  | 'approvalGiven'
  | 'windowOpen'
  | 'windowOver'
  | 'commentsTreated'
  | 'validatorIsVerifier'
  | 'validatorIsIndependent'
  | 'startedAfterCutOff'
  | 'creditingStartsAfterStart'
  | 'creditingWithinBounds'
  | 'noLegalDuty'
  | 'notUnderEts'
  | 'parcelsApart'
  | 'landWithinBounds'
  | 'landComparable'
  | 'neverDeregistered'
  | 'landFree'
  | 'methodologyInForce'
  | 'publicationDaysKnown'
  | 'decisionDayKnown'
  | 'notYetValidated'
  | 'validated'
  | 'codeFree'
  | 'certificatesFrozen';

export interface Transition {
  /** Whose it is: the project's developer, the validator that its design names, or whoever the role table lets. */
  by?: 'developer' | 'validator';
  from: readonly ProjectStatus[];
  /** `same` leaves the status; `before` is the one that the project had before it was held or became inactive. */
  to: ProjectStatus | 'before' | 'same';
  /** Where the event may also go otherwise: a negative validation leads back. */
  otherwise?: ProjectStatus;
  /** In the order in which they speak. */
  guards?: readonly GuardName[];
}

export type Lifecycle = Readonly<{ [E in EventType]?: Transition }>;
