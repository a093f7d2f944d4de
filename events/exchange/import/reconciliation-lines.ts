/** The reconciliation line by line, as a table of cells. */

import type { Language, Words } from '../../../shared/base/words.ts';
import type { Amounts } from '../row-reader.ts';
import type { Comparison } from './reconcile.ts';

export const headings: readonly Words[] = [
  { zh: '项目', en: 'project' },
  { zh: '年份', en: 'vintage' },
  { zh: '文件：签发', en: 'file: issued' },
  { zh: '已注销', en: 'retired' },
  { zh: '剩余', en: 'remaining' },
  { zh: '登记簿：签发', en: 'registry: issued' },
  { zh: '已注销', en: 'retired' },
  { zh: '剩余', en: 'remaining' },
  { zh: '结果', en: 'result' },
];
const allVintages: Words = { zh: '合计', en: 'total' };
const agreed: Words = { zh: '相符', en: 'ok' };
const differs: Words = { zh: '不符', en: 'DIFFERS' };
const absent = '-';

const cellsOf = (amounts: Amounts | undefined): string[] =>
  amounts ? [amounts.issued, amounts.retired, amounts.remaining].map(String) : [absent, absent, absent];

/** The cells of a line, as many as there are headings. */
export function lineOf(
  { code, vintage, issuedOn, file, registry, agrees }: Comparison,
  language: Language,
): string[] {
  const year =
    vintage === undefined ? allVintages[language] : [vintage, issuedOn].filter(Boolean).join(' / ');
  return [code, year, ...cellsOf(file), ...cellsOf(registry), (agrees ? agreed : differs)[language]];
}
