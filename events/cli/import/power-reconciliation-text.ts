/** The reconciliation of power contracts as a table for people. */
import type { Language, Words } from '../words.ts';
import {
  comparisonOf,
  type PowerAmounts,
  type PowerComparison,
  type PowerReconciliation,
} from './power-reconcile.ts';
import { formatTable } from './text-table.ts';

const headings: readonly Words[] = [
  { zh: '合同', en: 'contract' },
  { zh: '文件：合同', en: 'file: contract' },
  { zh: '证书', en: 'certificates' },
  { zh: '登记簿：合同', en: 'registry: contract' },
  { zh: '已签发', en: 'issued' },
  { zh: '交付或自用', en: 'delivered or own use' },
  { zh: '已注销', en: 'retired' },
  { zh: '结果', en: 'result' },
];
const agreed: Words = { zh: '相符', en: 'ok' };
const differs: Words = { zh: '不符', en: 'DIFFERS' };
const total: Words = { zh: '合计', en: 'total' };
const absent = '-';

const cellsOf = (amounts: PowerAmounts | undefined): string[] =>
  amounts
    ? [amounts.contracted, amounts.issued, amounts.delivered, amounts.retired].map(String)
    : [absent, absent, absent, absent];

const lineOf = (
  { code, volume, certificates, registry, agrees }: PowerComparison,
  language: Language,
): string[] => [
  code,
  ...[volume, certificates].map(String),
  ...cellsOf(registry),
  (agrees ? agreed : differs)[language],
];

/** A line for each contract, their total, and one sentence on whether everything agrees. */
export function formatPowerReconciliation(
  { contracts, differences }: PowerReconciliation,
  language: Language,
): string {
  const sum = totalOf(contracts, total[language]);
  const lines = [...contracts, sum].map((each) => lineOf(each, language));
  const table = formatTable([headings.map((words) => words[language]), ...lines]);
  return [...table, '', summary(sum, contracts.length, differences)[language]].join('\n');
}

function totalOf(contracts: readonly PowerComparison[], code: string): PowerComparison {
  const registry: PowerAmounts = { contracted: 0, issued: 0, delivered: 0, retired: 0 };
  let [volume, certificates] = [0, 0];
  for (const each of contracts) {
    volume += each.volume;
    certificates += each.certificates;
    registry.contracted += each.registry?.contracted ?? 0;
    registry.issued += each.registry?.issued ?? 0;
    registry.delivered += each.registry?.delivered ?? 0;
    registry.retired += each.registry?.retired ?? 0;
  }
  const sum = comparisonOf({ code, volume, certificates }, registry);
  // Two contracts may be wrong by equal and opposite amounts.
  return { ...sum, agrees: sum.agrees && contracts.every(({ agrees }) => agrees) };
}

/** The first contract missing in the registry makes all later sums short, so each sign is judged alone. */
function summary({ volume, registry }: PowerComparison, count: number, differences: number): Words {
  const { issued = 0, delivered = 0, retired = 0 } = registry ?? {};
  const sign = (a: number, b: number) => (a === b ? '=' : '≠');
  const [first, second, third] = [sign(volume, issued), sign(issued, delivered), sign(delivered, retired)];
  return {
    zh: `合同 ${volume} ${first} 已签发 ${issued} ${second} 已交付 ${delivered} ${third} 已注销 ${retired}（MWh）；合同 ${count} 份，差异 ${differences} 处`,
    en: `contract ${volume} ${first} issued ${issued} ${second} delivered ${delivered} ${third} retired ${retired} (MWh); contracts: ${count}, differences: ${differences}`,
  };
}
