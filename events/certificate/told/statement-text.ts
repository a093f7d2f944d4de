/** A checked statement's evidence, in words. */

import type { Language } from '../../../shared/base/words.ts';
import { asParty } from '../../../shared/ledger/event.ts';
import { assuranceNames } from '../names.ts';
import type { StatementCheck } from '../statement-evidence.ts';
import { versionOf } from '../stating.ts';
import { faultLines } from './certificate-text.ts';

const viewNames = {
  location: { zh: '基于位置', en: 'location-based' },
  market: { zh: '基于市场', en: 'market-based' },
  park910: { zh: '910 号园区口径', en: 'parks’ view (910号)' },
  ets: { zh: '碳市场口径', en: 'ETS view' },
} as const;

/** The lines of a check, proven or not; `log` is the name of the key that it was checked with. */
export function statementLines(check: StatementCheck, log: string, language: Language): string[] {
  const { faults, proven } = check;
  if (!proven) return faultLines(faults, language);
  const { stating, organization, verified, lines, members, size } = proven;
  const { facts } = asParty(stating);
  const zh = language === 'zh';
  const totals = Object.entries(viewNames).map(
    ([view, name]) =>
      `${name[language]} ${facts.totals[view as keyof typeof viewNames].kilograms.toLocaleString('en-US')} kg`,
  );
  const version = versionOf(stating);
  const assurance = verified && assuranceNames[verified.event.facts.assurance][language];
  const checked = zh
    ? `逐行：${lines} 行与封印相符，四种口径逐行计算与记录一致`
    : `lines: ${lines} open the seal, and come to the leaf's totals in all four views`;
  const sealed = zh
    ? '逐行：未披露，合计只有申报者与核查机构之言为凭'
    : 'lines: not disclosed, so the totals are the word of who states and who verified';
  const rolled = zh
    ? `汇总：${members} 份成员排放声明与自有、抵消之和等于合计`
    : `roll-up: ${members} members' statements, own lines and flows add up to the whole`;
  return [
    zh
      ? `成立：${organization.name} ${facts.year} 年排放声明 ${facts.statement} 第 ${version} 版（${facts.subject.name}；${facts.boundary}）`
      : `PROVEN: version ${version} of the emission statement ${facts.statement} of ${organization.name} for ${facts.year} (${facts.subject.name}; ${facts.boundary})`,
    `  ${zh ? '绿电前合计' : 'before green power'}: ${totals.join(' · ')}`,
    verified
      ? `  ${zh ? '核查' : 'verified by'} ${verified.by.name} (${assurance}) ${verified.event.at}`
      : `  ${zh ? '尚未核查' : 'not verified'}`,
    `  ${lines === undefined ? sealed : checked}`,
    ...(facts.park ? [`  ${rolled}`] : []),
    zh
      ? `已证：各记录在账本 ${log} 中（检查点规模 ${size}）。未证：排放声明其后未经修订。此须审计整个账本：lvzhang audit。`
      : `Proven: the leaves are in the log ${log} (checkpoint of size ${size}). Not proven: that it was not revised later. That takes the whole log: lvzhang audit.`,
  ];
}
