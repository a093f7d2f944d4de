/** CCER: 温室气体自愿减排交易管理办法（试行）2023; articles in brackets. */
import type { Lifecycle } from './lifecycle.ts';

export const ccer = {
  'development.begun': { from: ['reserved'], to: 'developing' },
  // [12] PDD published 20 working days, the validator named
  'design.published': { from: ['developing'], to: 'published' },
  // [13] 审定 report with conclusion and treatment of comments
  'project.validated': { from: ['published'], to: 'validated', otherwise: 'developing' },
  // [14] application with PDD, report and 唯一性承诺书
  'registration.requested': { from: ['validated'], to: 'registration-requested' },
  // [15] registered within 15 working days, or not
  'project.registered': { from: ['registration-requested'], to: 'registered' },
  'project.refused': { from: ['registration-requested'], to: 'refused' },
  'project.withdrawn': {
    from: ['reserved', 'developing', 'published', 'validated', 'registration-requested'],
    to: 'withdrawn',
  },
  // [16] final: it never registers again
  'project.deregistered': { from: ['registered'], to: 'deregistered' },
  // [21], [22]: issuance doesn't move the project
  'issuance.requested': { from: ['registered'], to: 'registered' },
  'units.issued': { from: ['registered'], to: 'registered' },
} as const satisfies Lifecycle;
