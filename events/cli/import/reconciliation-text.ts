/** The reconciliation as a table for people. */

import type { Amounts } from '../../exchange/row-reader.ts';
import type { Language, Words } from '../words.ts';
import type { Comparison, Reconciliation } from './reconcile.ts';
import { formatTable } from './text-table.ts';

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

/** Each project's vintages with the total below them; projects without units are only counted. */
export function formatReconciliation(
  { vintages, projects, differences }: Reconciliation,
  language: Language,
): string {
  const lines = [headings.map((words) => words[language])];
  const codes = new Set([...projects, ...vintages].map(({ code }) => code));
  let without = 0;
  for (const code of codes) {
    const own = vintages.filter((each) => each.code === code);
    const total = projects.find((each) => each.code === code);
    if (own.length === 0 && total?.agrees) {
      without++;
      continue;
    }
    for (const each of [...own, ...(total ? [total] : [])]) lines.push(lineOf(each, language));
  }
  return [...formatTable(lines), '', summary(vintages, without, differences)[language]].join('\n');
}

function summary(vintages: readonly Comparison[], without: number, differences: number): Words {
  const sum = (member: keyof Amounts) =>
    vintages.reduce((all, { registry }) => all + (registry?.[member] ?? 0), 0);
  const [issued, retired, remaining] = [sum('issued'), sum('retired'), sum('remaining')];
  const sign = issued === retired + remaining ? '=' : '≠';
  const numbers = {
    zh: `签发 ${issued} ${sign} 已注销 ${retired} + 剩余 ${remaining}`,
    en: `issued ${issued} ${sign} retired ${retired} + remaining ${remaining}`,
  };
  return {
    zh: `登记簿：${numbers.zh}（tCO2e）；年份 ${vintages.length} 个，另有 ${without} 个项目尚无签发；差异 ${differences} 处`,
    en: `registry: ${numbers.en} (tCO2e); vintages: ${vintages.length}, further projects without units: ${without}; differences: ${differences}`,
  };
}
