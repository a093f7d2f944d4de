/**
 * Retirements that are told by vintage alone: their units are drawn from the vintage's issuances, the
 * earliest first, of those that were made by then. Which units they were, the list doesn't say.
 */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import type { Findings } from '../findings.ts';
import type { RetirementRow } from '../issuance-row.ts';
import type { DrawnRetirement, SinkVintage } from '../sink-rows.ts';
import type { CreditRecord } from './record.ts';

type Units = CreditRecord & { units: SinkVintage };

const retiredOn = ({ retirement }: SinkVintage): string => retirement?.foreign?.retiredOn ?? '';

/** Issuances with what is retired of them, and the retirements with where their units come from. */
export function drawRetirements(
  records: readonly Units[],
  findings: Findings,
): { issuances: SinkVintage[]; drawn: DrawnRetirement[] } {
  const units = (retired: boolean) =>
    records.filter(({ kind }) => (kind === 'retired') === retired).map((record) => record.units);
  const issuances = units(false).map((each) => ({ ...each, amounts: { ...each.amounts } }));
  const byVintage = groupedBy(
    [...issuances].sort((a, b) => compare(a.foreign?.issuedOn ?? '', b.foreign?.issuedOn ?? '')),
    ({ vintage }) => vintage,
  );
  const drawn = [...units(true)]
    .sort((a, b) => compare(retiredOn(a), retiredOn(b)))
    .flatMap((each) => draw(each, byVintage.get(each.vintage) ?? [], findings) ?? []);
  return { issuances, drawn };
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function draw(
  retired: SinkVintage,
  issuances: readonly SinkVintage[],
  findings: Findings,
): DrawnRetirement | undefined {
  const { row, code, vintage, amounts } = retired;
  const quantity = amounts.retired;
  const day = retiredOn(retired);
  const open = issuances.filter(
    (each) => (each.foreign?.issuedOn ?? '') <= day && each.amounts.remaining > 0,
  );
  const available = open.reduce((sum, each) => sum + each.amounts.remaining, 0);
  if (available < quantity) {
    findings.error(row.file, row.cells.quantity ?? row.at, {
      zh: `${code} ${vintage} 年注销 ${quantity}，而至 ${day} 已签发且未注销的只有 ${available}：请一并给出其签发，或更正数量`,
      en: `${code} ${vintage}: ${quantity} are retired, and of what was issued by ${day} only ${available} remain; list their issuances too, or mend the quantity`,
    });
    return undefined;
  }
  const shares: DrawnRetirement['shares'] = [];
  let left = quantity;
  for (const of of open) {
    const taken = Math.min(left, of.amounts.remaining);
    if (taken === 0) break;
    of.amounts.remaining -= taken;
    of.amounts.retired += taken;
    shares.push({ of, quantity: taken });
    left -= taken;
  }
  const retirement: RetirementRow = retired.retirement ?? {};
  return { row, code, vintage, quantity, retirement, shares };
}
