/** VCS: the statuses that its registry shows (DOMAIN §2, M). */
import type { Lifecycle } from './transition.ts';

export const vcs = {
  // 适量开展并严格管控: VCS outside forestry only with the authority's own approval (赤政办发〔2024〕59号)
  'project.approved': {
    from: ['reserved', 'under-development'],
    to: 'same',
    guards: ['approvalNeeded', 'notYetApproved'],
  },
  // 保障持有者权益: no development without the holders of the land
  'development.begun': {
    by: 'developer',
    from: ['reserved'],
    to: 'under-development',
    guards: ['agreementIsTheDevelopers', 'agreementInForce', 'holdersAreParties'],
  },
  // Public comment of 30 days
  'design.published': {
    by: 'developer',
    from: ['under-development'],
    to: 'under-validation',
    guards: [
      'agreementInForce',
      'holdersAreParties',
      'approvalGiven',
      'methodologyInForce',
      'validatorIsVerifier',
      'validatorIsIndependent',
      'creditingStartsAfterStart',
      'creditingWithinBounds',
      'noLegalDuty',
      'notUnderEts',
      'parcelsApart',
      'landWithinBounds',
      'landComparable',
      'landFree',
    ],
  },
  'comment.received': { from: ['under-validation'], to: 'same', guards: ['windowOpen'] },
  'public-comment.received': { from: ['under-validation'], to: 'same', guards: ['windowOpen'] },
  'comments.treated': {
    by: 'validator',
    from: ['under-validation'],
    to: 'same',
    guards: ['validatorAccredited', 'notYetValidated', 'windowOver'],
  },
  'project.validated': {
    by: 'validator',
    from: ['under-validation'],
    to: 'under-validation',
    otherwise: 'under-development',
    guards: ['validatorAccredited', 'notYetValidated', 'windowOver', 'commentsModerated', 'commentsTreated'],
  },
  'registration.requested': {
    by: 'developer',
    from: ['under-validation'],
    to: 'registration-requested',
    guards: ['validated'],
  },
  'project.registered': {
    from: ['registration-requested'],
    to: 'registered',
    guards: ['methodologyInForce', 'codeFree'],
  },
  'project.refused': { from: ['registration-requested'], to: 'rejected' },
  'issuance.requested': { from: ['registered'], to: 'verification-approval-requested' },
  // The last vintage of the report returns the project to registered.
  'units.issued': {
    from: ['verification-approval-requested'],
    to: 'registered',
    otherwise: 'verification-approval-requested',
  },
  // A correction withdraws the application only if it corrects the report that the project applied for.
  'report.corrected': {
    from: ['verification-approval-requested'],
    to: 'registered',
    otherwise: 'verification-approval-requested',
  },
  'project.held': {
    from: [
      'under-development',
      'under-validation',
      'registration-requested',
      'registered',
      'verification-approval-requested',
    ],
    to: 'on-hold',
  },
  'project.deactivated': { from: ['registered'], to: 'inactive' },
  'project.resumed': { from: ['on-hold', 'inactive'], to: 'before' },
  'project.withdrawn': {
    by: 'developer',
    from: [
      'reserved',
      'under-development',
      'under-validation',
      'registration-requested',
      'registered',
      'on-hold',
    ],
    to: 'withdrawn',
  },
} as const satisfies Lifecycle;
