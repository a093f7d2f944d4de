/** A checked disclosure, in words. */
import { canonicalize } from '../../../shared/base/canonical.ts';
import type { Language } from '../../../shared/base/words.ts';
import type { DisclosureCheck, OpenedSeal } from '../disclosure.ts';
import { faultLines } from './certificate-text.ts';

const kindNames = {
  transfer: { zh: '转让的价款', en: 'the price of transfer' },
  pledge: { zh: '质押的贷款', en: 'the loan of pledge' },
  contract: { zh: '购电协议的价格', en: 'the prices of contract' },
  settlement: { zh: '月度结算的金额', en: 'the settled amounts of contract' },
  statement: { zh: '排放声明的填报内容', en: 'the lines of statement' },
} as const;

/** The lines of a check, proven or not; `log` is the name of the key that it was checked with. */
export function disclosureLines(check: DisclosureCheck, log: string, language: Language): string[] {
  const { faults, proven } = check;
  if (!proven) return faultLines(faults, language);
  const { event, by, to, sealed, opened, size } = proven;
  const { subject } = event.facts;
  const zh = language === 'zh';
  const more = [
    ...('version' in subject ? [zh ? `第 ${subject.version} 版` : `version ${subject.version}`] : []),
    ...('month' in subject ? [subject.month] : []),
  ].join(' ');
  const what = `${kindNames[subject.kind][language]} ${subject.id}${more && ` (${more})`}`;
  return [
    zh
      ? `成立：${by.name} 于 ${event.at} 向 ${to.name} 披露${what}`
      : `PROVEN: ${by.name} disclosed ${what} to ${to.name} at ${event.at}`,
    zh ? `  封存于 ${sealed.at}，其后未变：` : `  sealed at ${sealed.at}, and as it was then:`,
    ...shown(opened, language).map((line) => `    ${line}`),
    zh
      ? `已证：各记录在账本 ${log} 中（检查点规模 ${size}），所示内容即当时所封存者。未证：内容属实——封存只证明其后未改。`
      : `Proven: the leaves are in the log ${log} (checkpoint of size ${size}), and this is what was sealed then. Not proven: that it was true; a seal shows only that nothing changed since.`,
  ];
}

/** One line for each member, or for each of the statement's lines. */
function shown(opened: OpenedSeal, language: Language): string[] {
  if ('index' in opened) {
    const { lines } = opened.seals;
    const place = opened.index + 1;
    const of =
      language === 'zh' ? `第 ${place} 行，共 ${lines.length} 行` : `line ${place} of ${lines.length}`;
    return [`${of}: ${canonicalize(opened.line)}`];
  }
  return Object.entries(opened.facts).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((each, at) => `${name} ${at + 1}: ${canonicalize(each)}`)
      : `${name}: ${canonicalize(value)}`,
  );
}
