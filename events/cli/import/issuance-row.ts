/** What a row of an issuance says besides its quantities, where its registry tells: by that it is known again. */

import { rejections } from '../../../shared/ledger/rejection.ts';
import type { ForeignIssuance } from '../../../shared/units/facts.ts';
import { issuedFrom, vintageBegin } from '../../../shared/units/foreign-issuance.ts';
import { plainNumber } from '../../../shared/units/foreign-number.ts';
import type { Words } from '../words.ts';
import { ruleWords } from './rule-words.ts';

/** The retirement of what a row lists as retired. */
export interface RetirementRow {
  beneficiary?: string;
  reason?: string;
  /** The day of it there, and what else is said. */
  foreign?: { retiredOn: string; details?: string };
}

/** By serial, else by day of issuance; a row with neither is its vintage. */
export const identityOf = ({ serial, issuedOn }: ForeignIssuance = {}): string =>
  serial === undefined ? (issuedOn ?? '') : plainNumber(serial);

/** What the registry would say of the days of a row, before anything of it is issued; its clock it looks at itself. */
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
      words: ruleWords(rejections['foreign-issuance-before-vintage'], { issuedOn, begin }),
    };
  const { retiredOn } = retirement?.foreign ?? {};
  const issued = issuedFrom(vintage, foreign);
  if (retiredOn !== undefined && retiredOn < issued)
    return {
      of: 'retiredOn',
      words: ruleWords(rejections['foreign-retirement-before-issuance'], { retiredOn, issued }),
    };
  return undefined;
}
