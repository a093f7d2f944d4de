/** VCS: the statuses that its registry shows (DOMAIN §2, M). */
import type { Lifecycle } from './lifecycle.ts';

export const vcs = {
  'development.begun': { from: ['reserved'], to: 'under-development' },
  'design.published': { from: ['under-development'], to: 'under-validation' },
  'project.validated': { from: ['under-validation'], to: 'under-validation', otherwise: 'under-development' },
  'registration.requested': { from: ['under-validation'], to: 'registration-requested' },
  'project.registered': { from: ['registration-requested'], to: 'registered' },
  'project.refused': { from: ['registration-requested'], to: 'rejected' },
  'issuance.requested': { from: ['registered'], to: 'verification-approval-requested' },
  // Back to registered with the last vintage of the report.
  'units.issued': {
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
