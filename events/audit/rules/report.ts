/** DOMAIN §2: monitoring, verification, correction, reversal. */
import type { reportFacts } from '../../../shared/facts/report.ts';
import type { Rules } from './rule.ts';

export const reportRules: { [T in Exclude<keyof typeof reportFacts, 'income.divided'>]: Rules<T> } & {
  'units.cancelled': Rules<'units.cancelled'>;
} = {
  'report.submitted': () => {},
  'report.verified': () => {},
  'report.refused': () => {},
  'issuance.requested': () => {},
  'report.corrected': () => {},
  'reversal.recorded': () => {},
  'units.cancelled': () => {},
};
