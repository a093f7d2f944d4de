/** What a claim's label is called. */
import type { Label } from './facts.ts';

/** The words of each label; none of them says more than its conditions allow. */
export const labelWords: Readonly<Record<Label, { zh: string; en: string }>> = {
  'carbon-neutral': {
    zh: '碳中和（抵销口径，当年有效）',
    en: 'Carbon neutral by offsetting, for that one year',
  },
  'net-zero-after-offsetting': {
    zh: '抵销后净零（非 ISO 14060/SBTi 净零）',
    en: 'Net zero after offsetting (not net zero by ISO 14060 or SBTi)',
  },
  'net-zero': { zh: '净零', en: 'Net zero' },
};
