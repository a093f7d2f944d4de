/** The audit's report as text, in one language. */
import { fill } from '../../shared/base/fill.ts';
import { catalogue } from './catalogue.ts';
import type { AuditReport } from './report.ts';
import type { RootsLate } from './root-promise.ts';
import type { Violation } from './violation.ts';

type Language = 'zh' | 'en';

const words = {
  zh: {
    title: '绿账审计',
    source: '来源',
    log: '账本',
    key: '公钥',
    firstUse: '（首次取自账本本身，不能证明运营者诚实）',
    checkpoint: '检查点',
    none: '无可信检查点',
    size: '规模',
    root: '根',
    lastSeen: '此前所见',
    witnesses: '须联署的见证方',
    leaves: '已重放记录',
    units: '数量',
    issued: '签发',
    live: '流通',
    retired: '注销',
    cancelled: '取消',
    expired: '失效',
    batches: '批次',
    imported: '，导入',
    verified: '，本登记簿核查或计量',
    land: '公示土地（已核 / 未给边界而未核）',
    consent: '当事人签名可证其办理（有签名 / 机构办理的全部记录）',
    actingFor: '其中为并入的机构代办，合并只有登记机构之言为凭',
    rootsLate: '迟到的每日状态根',
    rootsLateFirst: '首次：{since} 起的记录至 {recorded} 方被覆盖',
    clean: '无违规',
    violation: '项违规',
    violations: '项违规',
    more: '项未列出；先列出的往往是原因',
    leaf: '记录',
  },
  en: {
    title: 'lvzhang audit',
    source: 'source',
    log: 'log',
    key: 'key',
    firstUse: ' (taken from the log itself at first use: no proof against its operator)',
    checkpoint: 'checkpoint',
    none: 'none that the key signed',
    size: 'size',
    root: 'root',
    lastSeen: 'last seen',
    witnesses: 'witnesses required',
    leaves: 'leaves replayed',
    units: 'units',
    issued: 'issued',
    live: 'live',
    retired: 'retired',
    cancelled: 'cancelled',
    expired: 'expired',
    batches: 'batches',
    imported: ', imported',
    verified: ', verified or metered here',
    land: 'published land (checked / unchecked, its boundary not given)',
    consent: 'consent proven by a signature (of all leaves that an organization asked for)',
    actingFor: "of these for a united organization, whose uniting is the operator's word",
    rootsLate: 'daily state roots that came late',
    rootsLateFirst: 'first: leaves since {since} were covered at {recorded}',
    clean: 'CLEAN: no violation',
    violation: 'VIOLATION',
    violations: 'VIOLATIONS',
    more: 'more are not listed; the earliest are mostly the cause of the others',
    leaf: 'leaf',
  },
} as const;

/** What a whole audit shows, what one that stopped does, and what none does. */
const scopes = {
  zh: {
    whole: '已核：签名、每一分片与树根、{seen}每条记录的格式与规则、各批次守恒、一号一主、注销后不再使用。',
    seen: '与此前所见一致、',
    part: '只核至第 {leaves} 条，共 {size} 条：签名、可读的分片，以及此前各条记录的格式与规则；其余未核。',
    nothing: '未核任何记录：没有此公钥签名的检查点；请核对公钥与来源。',
    unseen: '未核：未公开的事项（价格、合同、项目实况）以及运营者是否向他人出示另一份账本（须见证方联署）。',
  },
  en: {
    whole:
      'Checked: the signature, every tile and the root, {seen}form and rules of every leaf, conservation of every batch, one holder per serial, no use after retirement. ',
    seen: 'consistency with what was seen before, ',
    part: 'Checked no further than leaf {leaves} of {size}: the signature, the tiles that could be read, form and rules of the leaves before. The rest is unchecked. ',
    nothing:
      'No leaf was checked: there is no checkpoint that this key signed. Check the key and the source. ',
    unseen:
      'Not checked: what isn’t public (prices, contracts, what a project does on its land), and whether the operator shows others another log (witnesses’ cosignatures rule that out).',
  },
} as const;

/** What this audit shows, and what it doesn't. */
export function scopeText({ checkpoint, lastSeen, leaves }: AuditReport, language: Language): string {
  const w = scopes[language];
  if (!checkpoint) return w.nothing.trim();
  const { size } = checkpoint;
  const checked =
    leaves < size ? fill(w.part, { leaves, size }) : fill(w.whole, { seen: lastSeen ? w.seen : '' });
  return checked + w.unseen;
}

export function reportText(report: AuditReport, language: Language): string {
  const w = words[language];
  const { checkpoint, lastSeen, units, land, consent, rootsLate } = report;
  const head = checkpoint ? `${w.size} ${checkpoint.size}, ${w.root} ${checkpoint.root}` : w.none;
  const lines = [
    w.title,
    `${w.source}: ${printable(report.source)}`,
    `${w.log}: ${report.origin}`,
    `${w.key}: ${report.vkey}${report.keyTrust === 'first-use' ? w.firstUse : ''}`,
    `${w.checkpoint}: ${head}`,
    ...(lastSeen ? [`${w.lastSeen}: ${w.size} ${lastSeen.size}, ${w.root} ${lastSeen.root}`] : []),
    ...(report.witnesses.length > 0 ? [`${w.witnesses}: ${report.witnesses.join(', ')}`] : []),
    `${w.leaves}: ${report.leaves}`,
    ...Object.entries(report.byType ?? {}).map(
      ([type, count]) => `  ${catalogue[type as keyof typeof catalogue].name[language]}: ${count}`,
    ),
    ...(units ?? []).map(
      (each) =>
        `${w.units} ${each.instrument} (${each.unit})${each.imported ? w.imported : w.verified}: ${w.batches} ${each.batches}, ${w.issued} ${each.issued} = ${w.live} ${each.live} + ${w.retired} ${each.retired} + ${w.cancelled} ${each.cancelled} + ${w.expired} ${each.expired}`,
    ),
    ...(land && land.checked + land.unchecked > 0 ? [`${w.land}: ${land.checked} / ${land.unchecked}`] : []),
    ...(consent ? [`${w.consent}: ${consent.proven} / ${consent.leaves}`] : []),
    ...(consent?.actingFor ? [`${w.actingFor}: ${consent.actingFor}`] : []),
    ...(rootsLate ? [`${w.rootsLate}: ${lateText(rootsLate, language)}`] : []),
    '',
    ...resultLines(report, language),
    '',
    scopeText(report, language),
    ...(report.unseen ?? []).map((each) => `- ${each[language]}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** How many state roots came late, and when the first was due. */
export function lateText({ count, first }: RootsLate, language: Language): string {
  return `${count} (${fill(words[language].rootsLateFirst, { ...first })})`;
}

function resultLines({ clean, violations, violationsTotal }: AuditReport, language: Language): string[] {
  const w = words[language];
  if (clean) return [w.clean];
  const more = violationsTotal - violations.length;
  return [
    `${violationsTotal} ${violationsTotal === 1 ? w.violation : w.violations}`,
    ...violations.map(
      (each) => `- ${placeOf(each, language)}[${each.rule}] ${printable(each.message[language])}`,
    ),
    ...(more > 0 ? [`… ${more} ${w.more}`] : []),
  ];
}

/** Where it is: leaf, tile, entity. */
export function placeOf({ index, tile, entity }: Violation, language: Language): string {
  const places = [
    ...(index !== undefined ? [`${words[language].leaf} ${index}`] : []),
    ...(tile !== undefined ? [tile] : []),
    ...(entity !== undefined ? [printable(entity)] : []),
  ];
  return places.length > 0 ? `${places.join(' · ')} ` : '';
}

/**
 * Text from a log may hold any character: controls, marks of direction and halves of pairs are
 * escaped as in JSON.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) =>
    char
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
