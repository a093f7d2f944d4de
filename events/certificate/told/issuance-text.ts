/** The checked certificate of an issuance, in words. */

import type { Language } from '../../../shared/base/words.ts';
import { instrumentRow } from '../../../shared/units/instrument.ts';
import { grouped } from '../figure.ts';
import type { IssuanceCheck } from '../issuance-certificate.ts';
import type { Issued } from '../issued.ts';
import { faultLines } from './certificate-text.ts';

/** The lines of a check, proven or not; `log` is the name of the key that it was checked with. */
export function issuanceLines(check: IssuanceCheck, log: string, language: Language): string[] {
  const { words, faults, size } = check;
  if (!words) return faultLines(faults, language);
  const { instrument, unit, quantity, serials, batch, issuedAt, holder, account } = words;
  const zh = language === 'zh';
  const when = words.vintage ?? `${words.generated?.from}…${words.generated?.to}`;
  const kind = instrumentRow(instrument).name[language];
  const apart = apartLine(words, language);
  return [
    zh
      ? `成立：批次 ${batch} 签发 ${grouped(quantity)} ${unit}（${kind}，${when}）`
      : `PROVEN: batch ${batch} of ${grouped(quantity)} ${unit} was issued (${kind}, ${when})`,
    zh
      ? `  序号 ${serials.from}–${serials.to}；签发至 ${holder.name}（账户 ${account}）；时间 ${issuedAt}`
      : `  serials ${serials.from}–${serials.to}; issued to ${holder.name} (account ${account}); at ${issuedAt}`,
    `  ${sourceText(words)}`,
    ...(apart ? [`  ${apart}`] : []),
    zh
      ? `已证：签发、项目或发电项目的登记与账户的开立均在账本 ${log} 中（检查点规模 ${size}），证书文字与记录一致。`
      : `Proven: the issuance, the registration of the project or facility and the opening of the account are in the log ${log} (checkpoint of size ${size}); the words are those of the leaves.`,
    zh
      ? '未证：这些序号现由何人持有，是否已注销、取消或过期。此须审计整个账本：lvzhang audit。'
      : 'Not proven: who holds these serials today, and whether they were retired, cancelled or expired. That takes the whole log: lvzhang audit.',
  ];
}

function sourceText({ project, facility }: Issued): string {
  if (project)
    return `${project.name} · ${project.standard} · ${project.methodology} · ${project.developer.name}`;
  return `${facility?.name} · ${facility?.technology} · ${facility?.owner.name}`;
}

/** Serials that nobody may use freely: in the buffer, or retired elsewhere. */
function apartLine({ buffer, retiredElsewhere, serials }: Issued, language: Language): string {
  const zh = language === 'zh';
  const last = (quantity: number) => `${serials.to - quantity + 1}–${serials.to}`;
  if (buffer) return `${zh ? '缓冲池' : 'in the buffer'} ${last(buffer.quantity)}`;
  if (retiredElsewhere !== undefined)
    return `${zh ? '此前已在境外注销' : 'retired elsewhere before'} ${last(retiredElsewhere)}`;
  return '';
}
