/** A checked certificate, in words. */

import type { Language } from '../../../shared/base/words.ts';
import { energyNames, technologyNames } from '../../../shared/power/technology.ts';
import { purposes, unitOfPurpose } from '../../../shared/units/purpose.ts';
import { printable } from '../../audit/report-text.ts';
import type { Consent } from '../consent.ts';
import type { CertificateFault } from '../evidence.ts';
import { unitNames } from '../names.ts';
import type { Origin } from '../origin.ts';
import type { CertificateCheck } from '../retirement-certificate.ts';

/** The lines of a check that found faults. */
export const faultLines = (faults: readonly CertificateFault[], language: Language): string[] => [
  language === 'zh' ? '不成立' : 'NOT PROVEN',
  ...faults.map(({ path, message }) => `- ${printable(path || '/')}: ${printable(message[language])}`),
];

/** The lines of a check, proven or not; `log` is the name of the key that it was checked with. */
export function certificateLines(check: CertificateCheck, log: string, language: Language): string[] {
  const zh = language === 'zh';
  if (!check.valid) return faultLines(check.faults, language);
  const { event, index, size } = check.retirement!;
  const { quantity, beneficiary, reason, purpose, consumptionYear, imported } = event.facts;
  const unit = unitNames[unitOfPurpose(purpose)][language];
  const use = `${purposes[purpose][language]} (${purpose})`;
  const origins = check.origins.map((origin) => `  ${originLine(origin, language)}`);
  return zh
    ? [
        `成立：注销 ${quantity} ${unit}，受益方 ${beneficiary}`,
        `  用途 ${use}；${consumptionYear === undefined ? '' : `用电年份 ${consumptionYear}；`}原因 ${reason}；时间 ${event.at}`,
        ...(imported
          ? ['  导入，由登记机构注销：此前已在境外注销，登记机构据导入记录，非持有人自行办理。']
          : []),
        consentLine(check, language),
        ...origins,
        `已证：此注销在账本 ${log} 中，索引 ${index}（检查点规模 ${size}）；各批次的签发与项目或发电项目的登记亦在账中，证书文字与记录一致。`,
        canBeRevoked(check)
          ? '未证：此外再无他人使用这些序号；该密钥此前未被撤销。此须审计整个账本：lvzhang audit。'
          : '未证：此外再无他人使用这些序号。此须审计整个账本：lvzhang audit。',
      ]
    : [
        `PROVEN: ${quantity} ${unit} retired for ${beneficiary}`,
        `  purpose ${use}; ${consumptionYear === undefined ? '' : `consumption of ${consumptionYear}; `}reason ${reason}; at ${event.at}`,
        ...(imported
          ? [
              '  imported, retired by the operator: it was retired in another registry before, and its holder did not act here.',
            ]
          : []),
        consentLine(check, language),
        ...origins,
        `Proven: the retirement stands at index ${index} of the log ${log} (checkpoint of size ${size}); the issuance of every batch and the registration of every project or facility are in it too; the words are those of the leaf.`,
        canBeRevoked(check)
          ? 'Not proven: that no one else has used these serials, and that the key was not revoked before. That takes the whole log: lvzhang audit.'
          : 'Not proven: that no one else has used these serials. That takes the whole log: lvzhang audit.',
      ];
}

/** Whether an earlier revocation is still an open question: not if the certificate itself states it. */
const canBeRevoked = ({ consent }: CertificateCheck): boolean =>
  consent !== undefined && consent.revokedBefore === undefined;

/** The party that asked for it, as far as there is proof beyond the registry's word. */
function consentLine({ consent }: CertificateCheck, language: Language): string {
  const zh = language === 'zh';
  if (!consent)
    return zh
      ? '  未签名：由何人办理，只有登记簿之言为凭。'
      : "  not signed: that its holder asked for it is the registry's word alone.";
  const { org, kid, for: holder = org, name, unitedAt } = consent;
  const held = name === undefined ? holder : `${name} (${holder})`;
  const acting = zh ? `${org}（${held} 已并入）` : `${org}, into which ${held} was united`;
  const who = holder === org ? held : acting;
  if (zh) {
    const word =
      unitedAt === undefined ? '' : `${org} 得为 ${holder} 办理，只有登记机构之言为凭（记录 ${unitedAt}）。`;
    return `  办理意愿已证：${who} 的密钥 ${kid} 签署了此项请求，所签与记录一致${endOfKey(consent, 'zh')}。${word}密钥是否确属该机构，请与其自行公布者核对。`;
  }
  const word =
    unitedAt === undefined
      ? ''
      : ` That ${org} acts for ${holder} is the operator's word (leaf ${unitedAt}).`;
  return `  consent proven by key ${kid} of ${who}: it signed this very request, and the leaf says what was signed${endOfKey(consent, 'en')}.${word} Whether the key is the organization's, compare with what it publishes itself.`;
}

/** When the key was revoked, if it was: before, while the command was under way, or later. */
function endOfKey({ revokedAt, revokedBefore }: Consent, language: Language): string {
  const zh = language === 'zh';
  if (revokedAt === undefined) return '';
  if (revokedBefore === undefined)
    return zh ? `；该密钥其后于 ${revokedAt} 撤销` : `; the key was revoked later, at ${revokedAt}`;
  return zh
    ? `；该密钥已于此前 ${revokedBefore} 秒（${revokedAt}）撤销，其时此项办理或仍在途`
    : `; the key was revoked ${revokedBefore} s before, at ${revokedAt}, when the command may still have been under way`;
}

/** One batch: instrument, vintage or days of generation, serials, and its project or facility. */
function originLine(origin: Origin, language: Language): string {
  const { instrument, batch } = origin.batch;
  const ranges = origin.serials.map(({ from, to }) => `${from}–${to}`).join(', ');
  if ('project' in origin) {
    const { name, methodology } = origin.project.facts;
    return `${instrument} ${origin.issued.facts.vintage} · ${batch} · ${ranges} · ${name} (${methodology})`;
  }
  const { name, technology } = origin.facility.facts;
  const generated = generatedText(origin.issued, language);
  return `${instrument} ${generated} · ${batch} · ${ranges} · ${name} (${technologyNames[technology][language]})`;
}

/** When the power was generated and, for metered facilities, by which one. */
function generatedText(
  { type, facts }: Extract<Origin, { facility: unknown }>['issued'],
  language: Language,
): string {
  if (type === 'generation.imported') return `${facts.period.from}…${facts.period.to}`;
  const energy = energyNames[facts.energy][language];
  return language === 'zh' ? `${facts.month} ${energy}` : `${facts.month}, ${energy.toLowerCase()}`;
}
