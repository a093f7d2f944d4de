/**
 * An issuance row's data besides its quantities, where its registry gives any: they identify the row later.
 */

import type { Words } from '../../shared/base/words.ts';
import type { ForeignIssuance, ForeignRetirement } from '../../shared/units/facts.ts';
import { issuedFrom, vintageBegin } from '../../shared/units/foreign-issuance.ts';
import { plainNumber } from '../../shared/units/foreign-number.ts';
import { foreignRejections } from '../../shared/units/rejections-foreign.ts';
import { ruleWords } from './rule-words.ts';

/** The retirement of the units that a row lists as retired. */
export interface RetirementRow {
  beneficiary?: string;
  reason?: string;
  /** The day of the retirement there, and further details. */
  foreign?: ForeignRetirement;
}

/** By serial, else by day of issuance; a row with neither stands for its vintage. */
export const identityOf = ({ serial, issuedOn }: ForeignIssuance = {}): string =>
  serial === undefined ? (issuedOn ?? '') : plainNumber(serial);

/**
 * The registry's objection to the days of a row, before anything is issued; only its clock is
 * left to the registry.
 */
export function faultOfDays(
  vintage: number,
  foreign: ForeignIssuance | undefined,
  retirement: RetirementRow | undefined,
): { of: 'issuedOn' | 'retiredOn'; words: Words } | undefined {
  const { issuedOn } = foreign ?? {};
  const begin = vintageBegin(vintage, foreign);
  if (issuedOn !== undefined && issuedOn < begin)
    return {
      of: 'issuedOn',
      words: ruleWords(foreignRejections['foreign-issuance-before-vintage'], { issuedOn, begin }),
    };
  const { retiredOn } = retirement?.foreign ?? {};
  const issued = issuedFrom(vintage, foreign);
  if (retiredOn !== undefined && retiredOn < issued)
    return {
      of: 'retiredOn',
      words: ruleWords(foreignRejections['foreign-retirement-before-issuance'], { retiredOn, issued }),
    };
  return undefined;
}
