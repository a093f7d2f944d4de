/** The audit's report as one HTML page: bilingual, self-contained, printable. Every quotation is escaped. */
import { catalogue } from './catalogue.ts';
import type { AuditReport } from './report.ts';
import { lateText, placeOf, printable, scopeText } from './report-text.ts';

const STYLE = `
:root { color-scheme: light dark; --good: #137333; --bad: #b3261e; --line: #8884; }
body { font: 15px/1.6 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 auto;
  max-width: 62rem; padding: 2rem 1.25rem; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.verdict { border-left: .4rem solid; padding: .6rem 1rem; margin: 1.25rem 0; font-size: 1.15rem; font-weight: 600; }
.clean { color: var(--good); } .broken { color: var(--bad); }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem;
  text-align: left; vertical-align: top; } th { font-weight: 600; white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font-family: ui-monospace, monospace; font-size: .88em; overflow-wrap: anywhere; }
.en { opacity: .75; } footer { margin-top: 2rem; font-size: .88em; opacity: .8; }
@media print { body { max-width: none; padding: 0; font-size: 11px; } tr { break-inside: avoid; } thead { display: table-header-group; } }
`;

/** The page. `printedAt` is the time when the report was made. */
export function reportHtml(report: AuditReport, printedAt: Date): string {
  const verdict = report.clean
    ? '<p class="verdict clean">无违规 <span lang="en">Clean: no violation</span></p>'
    : `<p class="verdict broken">${report.violationsTotal} 项违规 <span lang="en">${report.violationsTotal} ${report.violationsTotal === 1 ? 'violation' : 'violations'}</span></p>`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>绿账审计 lvzhang audit: ${escaped(report.origin)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>绿账审计报告 <span class="en" lang="en">Audit report</span></h1>
${verdict}
${factsTable(report)}
${violationsTable(report)}
${countsTable(report)}
<footer><p>${scopeText(report, 'zh')}</p><p lang="en">${scopeText(report, 'en')}</p>${unseenList(report)}<p>${printedAt.toISOString()}</p></footer>
</body>
</html>
`;
}

const row = (zh: string, en: string, cell: string) =>
  `<tr><th>${zh} <span class="en" lang="en">${en}</span></th><td>${cell}</td></tr>`;
const code = (text: string) => `<code>${escaped(text)}</code>`;

function factsTable({
  source,
  origin,
  vkey,
  keyTrust,
  checkpoint,
  lastSeen,
  witnesses,
  leaves,
  land,
  consent,
  rootsLate,
}: AuditReport): string {
  const head = ({ size, root }: { size: number; root: string }) => `${size} · ${code(root)}`;
  const caution =
    keyTrust === 'first-use'
      ? '<br>首次取自账本本身，不能证明运营者诚实 <span lang="en">taken from the log itself at first use: no proof against its operator</span>'
      : '';
  return `<table>
${row('来源', 'source', escaped(source))}
${row('账本', 'log', escaped(origin))}
${row('公钥', 'key', `${code(vkey)}${caution}`)}
${row('检查点', 'checkpoint', checkpoint ? head(checkpoint) : '无可信检查点 <span lang="en">none that the key signed</span>')}
${lastSeen ? row('此前所见', 'last seen', head(lastSeen)) : ''}
${witnesses.length > 0 ? row('见证方', 'witnesses', witnesses.map(escaped).join('<br>')) : ''}
${row('已重放记录', 'leaves replayed', String(leaves))}
${rootsLate ? row('迟到的每日状态根', 'daily state roots that came late', `${lateText(rootsLate, 'zh')} / ${lateText(rootsLate, 'en')}`) : ''}
${consent ? row('当事人签名可证其办理（有签名 / 机构办理的全部记录）', 'consent proven by a signature (of all leaves that an organization asked for)', `${consent.proven} / ${consent.leaves}`) : ''}
${consent?.actingFor ? row('其中为并入的机构代办，合并只有登记机构之言为凭', 'of these for a united organization, whose uniting is the operator’s word', String(consent.actingFor)) : ''}
${land && land.checked + land.unchecked > 0 ? row('公示土地（已核 / 未给边界而未核）', 'published land (checked / its boundary not given)', `${land.checked} / ${land.unchecked}`) : ''}
</table>`;
}

function unseenList({ unseen = [] }: AuditReport): string {
  const items = unseen.map(({ zh, en }) => `<li>${escaped(zh)} <span lang="en">${escaped(en)}</span></li>`);
  return items.length > 0 ? `<ul>${items.join('\n')}</ul>` : '';
}

function violationsTable(report: AuditReport): string {
  const { violations, violationsTotal } = report;
  if (violations.length === 0) return '';
  const rows = violations.map(
    (each) => `<tr><td>${code(placeOf(each, 'zh').trim())}</td><td>${code(each.rule)}</td>
<td>${escaped(each.message.zh)}<br><span class="en" lang="en">${escaped(each.message.en)}</span></td></tr>`,
  );
  const more = violationsTotal - violations.length;
  return `<h2>违规 <span class="en" lang="en">Violations</span></h2>
<table><thead><tr><th>位置 <span lang="en">where</span></th><th>规则 <span lang="en">rule</span></th><th>说明 <span lang="en">what</span></th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
${more > 0 ? `<p>另有 ${more} 项未列出 <span lang="en">${more} more are not listed</span></p>` : ''}`;
}

function countsTable({ byType, units }: AuditReport): string {
  if (!byType || !units) return '';
  const number = (zh: string, en: string, value: number) =>
    `<tr><th>${zh} <span class="en" lang="en">${en}</span></th><td class="number">${value.toLocaleString('en')}</td></tr>`;
  const types = Object.entries(byType).map(([type, count]) => {
    const { zh, en } = catalogue[type as keyof typeof catalogue].name;
    return number(zh, en, count);
  });
  const sums = units.map((each) => {
    const { instrument, unit, imported, batches, issued, live, retired, cancelled, expired } = each;
    const origin = imported
      ? '导入 <span class="en" lang="en">imported</span>'
      : '本登记簿核查或计量 <span class="en" lang="en">verified or metered here</span>';
    return `<h2>数量 <span class="en" lang="en">Units</span>: ${instrument} (${unit}), ${origin}</h2>
<table>
${number('批次', 'batches', batches)}
${number('签发', 'issued', issued)}
${number('流通', 'live', live)}
${number('注销', 'retired', retired)}
${number('取消', 'cancelled', cancelled)}
${number('失效', 'expired', expired)}
</table>`;
  });
  return `${sums.join('\n')}
<h2>记录 <span class="en" lang="en">Leaves</span></h2>
<table>${types.join('\n')}</table>`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => printable(text).replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);
