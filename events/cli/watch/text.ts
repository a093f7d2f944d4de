/** The messages of `lvzhang watch`: of one leaf, and of the whole run. */
import { catalogue } from '../../audit/catalogue.ts';
import { printable } from '../../audit/report-text.ts';
import type { Mention, Tie, Verdict } from '../../mention.ts';
import type { Language, Words } from '../words.ts';

const ties: Record<Tie, Words> = {
  by: { zh: '以其名义办理', en: 'in its name' },
  named: { zh: '提及该机构', en: 'names it' },
  units: { zh: '其持有的单位', en: 'units that it held' },
  account: { zh: '其账户', en: 'its account' },
  project: { zh: '其项目', en: 'its project' },
  batch: { zh: '其项目的批次', en: 'a batch of its own project' },
  parcel: { zh: '其地块', en: 'its parcel' },
  agreement: { zh: '其开发协议', en: 'its agreement' },
  report: { zh: '其核算报告', en: 'its monitoring report' },
  facility: { zh: '其发电项目', en: 'its facility' },
  contract: { zh: '其购电协议', en: 'its contract' },
  supply: { zh: '其供应合同', en: 'its supply contract' },
  transfer: { zh: '其转让', en: 'its transfer' },
  pledge: { zh: '其质押', en: 'its pledge' },
};

const verdicts: Record<Verdict, Words> = {
  own: { zh: '本机构：已知的 Idempotency-Key 或密钥', en: 'own: a known Idempotency-Key, or signing key' },
  signed: { zh: '本机构：以其密钥签名', en: 'own: signed by its key' },
  other: { zh: '他方办理', en: "another's act" },
  stranger: { zh: '陌生', en: 'STRANGER' },
};

/** A stranger's line adds the commit id, which its maker can recognize. */
export function mentionLine(mention: Mention, language: Language): string {
  const { index, at, type, by, verdict } = mention;
  const named = mention.ties.map((tie) => ties[tie][language]).join(language === 'zh' ? '、' : ', ');
  const leaf = language === 'zh' ? `记录 ${index}` : `leaf ${index}`;
  const name = `${catalogue[type].name[language]} (${type})`;
  const party = by.for === undefined ? '' : language === 'zh' ? `（代 ${by.for}）` : ` (for ${by.for})`;
  const what = `${leaf}  ${at}  ${name}  ${by.role} ${by.org}${party}  ${named}  [${verdicts[verdict][language]}]`;
  return printable(verdict === 'stranger' ? `${what}  commit ${mention.id}` : what);
}

export const unreadableLine = (index: number, language: Language): string =>
  language === 'zh'
    ? `记录 ${index}  不合格式，无法判断涉及何人：请以 lvzhang audit 审计`
    : `leaf ${index}  has no sound form, so nobody can say whom it names: run lvzhang audit`;

/** Leaves may name an account, a USCC or a misspelt id; a watch of it finds nothing. */
export const unknownLine = (organization: string, language: Language): string =>
  printable(
    language === 'zh'
      ? `--org ${organization}: 此账本中没有该标识的机构；请给出机构标识（o- 加 20 位十六进制），不是账户或统一社会信用代码`
      : `--org ${organization}: no organization of this id is in the log; give the organization's id (o- and 20 hex digits), not an account or a USCC`,
  );

export type Counts = Record<Verdict, number>;

export function summaryLines(size: number, counts: Counts, language: Language): string[] {
  const { own, signed, other, stranger } = counts;
  const all = own + signed + other + stranger;
  const found =
    language === 'zh'
      ? `账本 ${size} 条记录，${all} 条涉及该机构：本机构 ${own + signed}（其中凭签名 ${signed}），他方 ${other}，陌生 ${stranger}`
      : `${size} leaves, ${all} about this organization: own ${own + signed} (by signature ${signed}), others' ${other}, strangers ${stranger}`;
  return stranger > 0 ? [found, REMEDY[language]] : [found];
}

const REMEDY: Words = {
  zh: '陌生：以该机构名义或从其账户作出，而不出自所给的 Idempotency-Key，也无其密钥的有效签名。请先核对 --keys 与 --kid 是否齐全；若确非本机构所为，请保存此检查点并向登记机构与主管部门提出',
  en: 'A stranger is in its name, or takes units from its account, under none of the given Idempotency-Keys and without a valid signature by its key. First see whether --keys and --kid are complete; if nobody at the organization asked for it, keep this checkpoint and take it to the registry and the regulator',
};
