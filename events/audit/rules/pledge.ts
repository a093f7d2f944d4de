/** DOMAIN §2: pledges, by consent of owner and financier. */
import type { PledgeSettled } from '../../../shared/pledge.ts';
import type { Rules } from './rule.ts';

export const pledgeRules: { [T in PledgeSettled | 'pledge.proposed']: Rules<T> } = {
  'pledge.proposed': () => {},
  'pledge.accepted': () => {},
  'pledge.rejected': () => {},
  'pledge.withdrawn': () => {},
  'pledge.released': () => {},
  'pledge.enforced': () => {},
};
