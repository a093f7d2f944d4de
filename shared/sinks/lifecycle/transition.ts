/** A transition of a lifecycle: who may make it, from which status to which, and past which guards. */
import type { EventType } from '../../ledger/event.ts';
import type { ProjectStatus } from './status.ts';

/** The events of a project's life that a lifecycle guards. */
export const PROJECT_EVENTS = [
  'development.begun',
  'project.approved',
  'design.published',
  'comment.received',
  'public-comment.received',
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

/** Guards have names here, because `evolve` and the auditor read these tables too and never run a guard. */
export type GuardName =
  | 'agreementIsTheDevelopers'
  | 'agreementInForce'
  | 'holdersAreParties'
  | 'approvalNeeded'
  | 'notYetApproved'
  | 'approvalGiven'
  | 'windowOpen'
  | 'windowOver'
  | 'commentsModerated'
  | 'commentsTreated'
  | 'validatorIsVerifier'
  | 'validatorIsIndependent'
  | 'validatorAccredited'
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
  /** Who may make it, where not everybody may whom the role table allows. */
  by?: 'developer' | 'validator';
  from: readonly ProjectStatus[];
  /** `same` keeps the status; `before` restores the status from before the project was held or inactive. */
  to: ProjectStatus | 'before' | 'same';
  /** The event's other outcome, if it has one: a negative validation leads back. */
  otherwise?: ProjectStatus;
  /** The guards, in the order in which they are checked. */
  guards?: readonly GuardName[];
}

export type Lifecycle = Readonly<{ [E in EventType]?: Transition }>;
