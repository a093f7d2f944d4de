/** CCER: 温室气体自愿减排交易管理办法（试行）2023; articles in brackets. */
import type { Lifecycle } from './transition.ts';

export const ccer = {
  // 保障持有者权益: no development without the holders of the land
  'development.begun': {
    by: 'developer',
    from: ['reserved'],
    to: 'developing',
    guards: ['agreementIsTheDevelopers', 'agreementInForce', 'holdersAreParties'],
  },
  // [12] PDD published 20 working days, the validator named
  'design.published': {
    by: 'developer',
    from: ['developing'],
    to: 'published',
    guards: [
      'agreementInForce',
      'holdersAreParties',
      'methodologyInForce',
      'validatorIsVerifier',
      // [37]
      'validatorIsIndependent',
      // [10]
      'startedAfterCutOff',
      'creditingStartsAfterStart',
      'creditingWithinBounds',
      // [10]
      'noLegalDuty',
      'notUnderEts',
      'publicationDaysKnown',
      'parcelsApart',
      'landWithinBounds',
      'landComparable',
      // [16]
      'neverDeregistered',
      'landFree',
    ],
  },
  // [12] anybody may comment while the design is published
  'comment.received': { from: ['published'], to: 'same', guards: ['windowOpen'] },
  'public-comment.received': { from: ['published'], to: 'same', guards: ['windowOpen'] },
  // [13] the treatment of comments, in pages if they are many
  'comments.treated': {
    by: 'validator',
    from: ['published'],
    to: 'same',
    guards: ['validatorAccredited', 'windowOver'],
  },
  // [13] 审定 report with conclusion and treatment of comments
  'project.validated': {
    by: 'validator',
    from: ['published'],
    to: 'validated',
    otherwise: 'developing',
    guards: ['validatorAccredited', 'windowOver', 'commentsModerated', 'commentsTreated'],
  },
  // [14] application with PDD, report and 唯一性承诺书
  'registration.requested': {
    by: 'developer',
    from: ['validated'],
    to: 'registration-requested',
    guards: ['decisionDayKnown'],
  },
  // [15] registered within 15 working days, or not
  'project.registered': {
    from: ['registration-requested'],
    to: 'registered',
    // the 2024 notice: CCER or green certificate, never both
    guards: ['methodologyInForce', 'codeFree', 'certificatesFrozen'],
  },
  'project.refused': { from: ['registration-requested'], to: 'refused' },
  'project.withdrawn': {
    by: 'developer',
    from: ['reserved', 'developing', 'published', 'validated', 'registration-requested'],
    to: 'withdrawn',
  },
  // [16] final: the project never registers again
  'project.deregistered': { from: ['registered'], to: 'deregistered' },
  // [21], [22]: issuance doesn't move the project
  'issuance.requested': { from: ['registered'], to: 'registered' },
  'units.issued': { from: ['registered'], to: 'registered' },
} as const satisfies Lifecycle;
