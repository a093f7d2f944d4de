/** What stands in a record where the other registry's list says nothing; an export leaves it empty again. */

/** The files don't say for whom units were retired; the certificate is to say exactly that. */
export const BENEFICIARY_NOT_STATED = '未载明（导入） not stated (import)';

/** Replaces a reason that the other registry doesn't give: the source of the retirement. */
export const reasonNotStated = (source: string, code: string, vintage: number) =>
  `导入：${source} 所载 ${code} ${vintage} 年已注销量${NOT_STATED_MARK}${source}`;
const NOT_STATED_MARK = ' / import: retired there before, per ';
/** An export has no reason where the other registry had none. */
export const isReasonNotStated = (reason: string): boolean => reason.includes(NOT_STATED_MARK);
