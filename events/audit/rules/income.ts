/** DOMAIN §2: the division of a first sale's income. */
import type { Rules } from './rule.ts';

export const incomeDivided: Rules<'income.divided'> = () => {};
