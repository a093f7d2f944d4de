/** The guards behind the names in the lifecycles. */
import type { Commands, Guard } from '../../commands.ts';
import type { ccer } from '../ccer.ts';
import type { GuardName, ProjectEvent } from '../transition.ts';
import type { vcs } from '../vcs.ts';
import { agreementInForce, agreementIsTheDevelopers, holdersAreParties } from './agreement.ts';
import { approvalGiven, approvalNeeded, notYetApproved } from './approval.ts';
import { certificatesFrozen } from './certificates.ts';
import { commentsModerated, commentsTreated, windowOpen, windowOver } from './comments.ts';
import {
  creditingStartsAfterStart,
  creditingWithinBounds,
  noLegalDuty,
  notUnderEts,
  startedAfterCutOff,
  validatorAccredited,
  validatorIsIndependent,
  validatorIsVerifier,
} from './design.ts';
import { landComparable, landFree, landWithinBounds, neverDeregistered, parcelsApart } from './land.ts';
import {
  codeFree,
  decisionDayKnown,
  methodologyInForce,
  notYetValidated,
  publicationDaysKnown,
  validated,
} from './registration.ts';

/** The guards that a table lists for an event. */
type At<L, E> = E extends keyof L ? (L[E] extends { guards: readonly (infer N)[] } ? N : never) : never;
/** The events for which a guard is listed. */
type EventsOf<N> = {
  [E in ProjectEvent]: N extends At<typeof ccer, E> | At<typeof vcs, E> ? E : never;
}[ProjectEvent];

/** Each guard must accept the commands of all its events, or this doesn't compile. */
export const guards = {
  agreementIsTheDevelopers,
  agreementInForce,
  holdersAreParties,
  approvalNeeded,
  notYetApproved,
  approvalGiven,
  windowOpen,
  windowOver,
  commentsModerated,
  commentsTreated,
  validatorIsVerifier,
  validatorIsIndependent,
  validatorAccredited,
  startedAfterCutOff,
  creditingStartsAfterStart,
  creditingWithinBounds,
  noLegalDuty,
  notUnderEts,
  parcelsApart,
  landWithinBounds,
  landComparable,
  neverDeregistered,
  landFree,
  methodologyInForce,
  publicationDaysKnown,
  decisionDayKnown,
  notYetValidated,
  validated,
  codeFree,
  certificatesFrozen,
} satisfies {
  [N in GuardName]: (...subject: Parameters<Guard<Commands[EventsOf<N>]>>) => ReturnType<Guard<never>>;
};
