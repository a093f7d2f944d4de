/** A checked green-power consumption certificate, in words. */

import type { Language } from '../../../shared/base/words.ts';
import { provinces } from '../../../shared/power/province.ts';
import { energyNames, technologyNames } from '../../../shared/power/technology.ts';
import type { Consumption } from '../consumption.ts';
import { grouped } from '../figure.ts';
import type { GreenPowerCheck } from '../green-power-certificate.ts';
import { assuranceNames, contractNames } from '../names.ts';
import { faultLines } from './certificate-text.ts';

/** The lines of a check, proven or not; `log` is the name of the key that it was checked with. */
export function greenPowerLines(check: GreenPowerCheck, log: string, language: Language): string[] {
  const { words: consumption, faults, size } = check;
  if (!consumption) return faultLines(faults, language);
  const { organization, verification, megawattHours, shareBasisPoints, sources } = consumption;
  const { physical, certificate } = megawattHours;
  const share = shareBasisPoints === undefined ? '' : (shareBasisPoints / 100).toFixed(2);
  const by = sources.map((source) => `  ${sourceLine(source, consumption, language)}`);
  const assurance = assuranceNames[verification.assurance][language];
  const { verifier } = verification;
  const covered = grouped(consumption.coveredKilowattHours);
  const used = grouped(consumption.consumedKilowattHours);
  if (language === 'zh')
    return [
      `成立：${organization.name} ${consumption.year} 年绿电消费 ${grouped(physical + certificate)} 兆瓦时（随电交割 ${grouped(physical)}，单独交易 ${grouped(certificate)}）`,
      `  主体 ${consumption.subject.name}；边界 ${consumption.boundary}；排放声明 ${consumption.statement} 第 ${consumption.version} 版`,
      `  用电 ${used} 千瓦时，绿电覆盖 ${covered} 千瓦时${share && `，占 ${share}%`}`,
      `  核查 ${verifier.name}（${assurance}）${verification.at}`,
      ...by,
      `已证：排放声明及其核查、各笔注销、绿证的签发与发电项目的登记、随电交割者的结算与合同均在账本 ${log} 中（检查点规模 ${size}），证书文字与记录一致。`,
      '未证：此外再无他人使用这些绿证；排放声明其后未经修订。此须审计整个账本：lvzhang audit。',
    ];
  return [
    `PROVEN: ${organization.name} used ${grouped(physical + certificate)} MWh of green power in ${consumption.year} (${grouped(physical)} delivered with their power, ${grouped(certificate)} traded apart)`,
    `  subject ${consumption.subject.name}; boundary ${consumption.boundary}; statement ${consumption.statement}, version ${consumption.version}`,
    `  electricity used ${used} kWh, covered by green power ${covered} kWh${share && `, ${share} %`}`,
    `  verified by ${verifier.name} (${assurance}) at ${verification.at}`,
    ...by,
    `Proven: the statement and its verification, the retirements, the issuances and the registration of every facility, the settlements and contracts of what was delivered are in the log ${log} (checkpoint of size ${size}); the words are those of the leaves.`,
    'Not proven: that no one else has used these certificates, and that the statement was not revised later. That takes the whole log: lvzhang audit.',
  ];
}

/** Certificates of one batch: when and where they were generated, and how they came. */
function sourceLine(
  {
    batch,
    instrument,
    facility,
    generated,
    energy,
    contract,
    megawattHours,
    serials,
  }: Consumption['sources'][number],
  { facilities, contracts }: Consumption,
  language: Language,
): string {
  const plant = facilities.find(({ id }) => id === facility);
  const under = contracts.find(({ id }) => id === contract);
  const ranges = serials.map(({ from, to }) => `${from}–${to}`).join(', ');
  const place = [
    plant && technologyNames[plant.technology][language],
    plant?.province && provinces[plant.province],
    plant?.origin?.source,
  ].filter(Boolean);
  const came = under
    ? `${contractNames[under.kind][language]} ${under.id}`
    : { zh: '单独交易', en: 'traded apart' }[language];
  const days = `${generated.from}…${generated.to}`;
  const kind = energy && energyNames[energy][language];
  return [
    `${grouped(megawattHours)} MWh`,
    `${instrument} ${[days, kind].filter(Boolean).join(' ')}`,
    `${batch} ${ranges}`,
    `${plant?.name ?? facility} (${place.join(', ')})`,
    came,
  ].join(' · ');
}
