/** The reconciliation as a table for people. */

import type { Comparison, Reconciliation } from '../../exchange/import/reconcile.ts';
import { headings, lineOf } from '../../exchange/import/reconciliation-lines.ts';
import type { Amounts } from '../../exchange/row-reader.ts';
import type { Language, Words } from '../words.ts';
import { formatTable } from './text-table.ts';

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
