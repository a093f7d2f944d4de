/** Verra's own total of a vintage, against which the rows of a list are held. */
import type { Findings } from '../findings.ts';
import type { SinkVintage } from '../sink-rows.ts';

/** No vintage may list more than Verra's own total. */
export function checkTotals(vintages: readonly SinkVintage[], findings: Findings): void {
  const listed = new Map<string, number>();
  for (const { code, amounts, foreign, row } of vintages) {
    const { period, vintageTotal } = foreign ?? {};
    if (!period || vintageTotal === undefined) continue;
    const key = `${code} ${period.from}–${period.to}`;
    const sum = (listed.get(key) ?? 0) + amounts.issued;
    if (sum > vintageTotal && sum - amounts.issued <= vintageTotal)
      findings.error(row.file, row.at, {
        zh: `${key}：各行合计 ${sum}，超过 Total Vintage Quantity ${vintageTotal}`,
        en: `${key}: the rows come to ${sum}, more than the Total Vintage Quantity of ${vintageTotal}`,
      });
    listed.set(key, sum);
  }
}
