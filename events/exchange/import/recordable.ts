/**
 * Checks of a retirement before anything of it is issued: a row that says "retired" comes in as a whole, or
 * not at all.
 */
import type * as z from 'zod';
import { chinaDate } from '../../../shared/base/day.ts';
import type { Words } from '../../../shared/base/words.ts';
import { unitFacts } from '../../../shared/units/facts.ts';
import { foreignRejections } from '../../../shared/units/rejections-foreign.ts';
import type { RetirementRow } from '../issuance-row.ts';
import { ruleWords } from '../rule-words.ts';

const Recorded = unitFacts['units.retired'].pick({ beneficiary: true, reason: true, foreign: true });

/** The place in the request, as a JSON pointer, and the fault there. */
export interface RetirementFault {
  pointer: string;
  words: Words;
}

/**
 * Why the registry would refuse to record it on that day, as far as the row alone shows; undefined where it
 * wouldn't. `reason` and `beneficiary` are as they would be sent.
 */
export function retirementFault(
  { beneficiary, reason, foreign }: RetirementRow,
  today = chinaDate(new Date().toISOString()),
): RetirementFault | undefined {
  const [issue] = Recorded.safeParse({ beneficiary, reason, foreign }).error?.issues ?? [];
  if (issue) return { pointer: `#/${issue.path.join('/')}`, words: wordsOf(issue) };
  const { retiredOn } = foreign ?? {};
  if (retiredOn === undefined || retiredOn <= today) return undefined;
  const kind = foreignRejections['foreign-retirement-in-future'];
  return { pointer: '#/foreign/retiredOn', words: ruleWords(kind, { retiredOn, today }) };
}

function wordsOf(issue: z.core.$ZodIssue): Words {
  if (issue.code !== 'too_big') return { zh: issue.message, en: issue.message };
  const { maximum } = issue;
  return {
    zh: `注销所载文字至多 ${maximum} 个字符，请缩短`,
    en: `a retirement is told in ${maximum} characters at most; shorten it`,
  };
}
