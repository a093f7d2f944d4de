/** A checked claim's certificate, in words. */

import type { Language } from '../../../shared/base/words.ts';
import { megawattHoursOf, tonnesOf } from '../../../shared/statements/coverage.ts';
import { labelWords } from '../../../shared/statements/label.ts';
import type { ClaimCheck } from '../claim-certificate.ts';
import type { Claimed } from '../claimed.ts';
import { grouped } from '../figure.ts';
import { assuranceNames } from '../names.ts';
import { faultLines } from './certificate-text.ts';

/** The lines of a check, proven or not; `log` is the name of the key that it was checked with. */
export function claimLines(check: ClaimCheck, log: string, language: Language): string[] {
  const { words, faults, size } = check;
  if (!words) return faultLines(faults, language);
  const { organization, label, period, subject, boundary, residual, retired, green, verification } = words;
  const tonnes = grouped(tonnesOf(retired));
  const megawattHours = grouped(megawattHoursOf(green));
  const left = grouped(residual.kilograms);
  const { verifier, at } = verification;
  const assurance = assuranceNames[verification.assurance][language];
  const sources = words.batches.map((batch) => `  ${batchLine(batch, words)}`);
  const year = period.from.slice(0, 4);
  if (language === 'zh')
    return [
      `成立：${organization.name} 于 ${words.at} 就 ${year} 年声明“${labelWords[label].zh}”`,
      `  主体 ${subject.name}；边界 ${boundary}；声明 ${words.claim}；排放声明 ${words.statement} 第 ${words.version} 版`,
      `  市场口径剩余排放 ${left} 千克，须抵销 ${grouped(residual.tonnes)} 吨，已注销 ${tonnes} 吨、绿电 ${megawattHours} 兆瓦时（${words.retirements.length} 笔）`,
      `  核查 ${verifier.name}（${assurance}）${at}`,
      ...sources,
      `已证：声明、排放声明及其核查、此前为其所作的全部注销、各批次的签发与项目或发电项目的登记均在账本 ${log} 中（检查点规模 ${size}），证书文字与记录一致，各数由注销重新算出。`,
      '未证：此外再无他人使用这些序号；声明其后未经重新开启、撤回或取代；与基准年相比的减排。此须审计整个账本：lvzhang audit。',
    ];
  return [
    `PROVEN: ${organization.name} claimed “${labelWords[label].en}” for ${year} at ${words.at}`,
    `  subject ${subject.name}; boundary ${boundary}; claim ${words.claim}; statement ${words.statement}, version ${words.version}`,
    `  market-based residual ${left} kg, to be offset ${grouped(residual.tonnes)} t; retired ${tonnes} t and ${megawattHours} MWh of green power (${words.retirements.length} retirements)`,
    `  verified by ${verifier.name} (${assurance}) at ${at}`,
    ...sources,
    `Proven: the claim, the statement and its verification, all that was retired for it before, the issuances and the registration of every project or facility are in the log ${log} (checkpoint of size ${size}); the words are those of the leaves, and the figures come of what was retired.`,
    'Not proven: that no one else has used these serials; that the claim was not reopened, withdrawn or replaced later; the reduction against a base year. That takes the whole log: lvzhang audit.',
  ];
}

/** What the claim's retirements took of a batch, and where that is from. */
function batchLine(
  { batch, instrument, vintage, generated, project, facility }: Claimed['batches'][number],
  { retirements, projects, facilities }: Claimed,
): string {
  const taken = retirements.flatMap(({ serials }) => serials.filter((range) => range.batch === batch));
  const ranges = taken.map(({ from, to }) => `${from}–${to}`).join(', ');
  const source =
    projects.find(({ id }) => id === project)?.name ??
    facilities.find(({ id }) => id === facility)?.name ??
    '';
  const when = vintage ?? `${generated?.from}…${generated?.to}`;
  return `${instrument} ${when} · ${batch} · ${ranges} · ${source}`;
}
