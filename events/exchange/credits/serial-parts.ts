/**
 * Issuances with serial numbers, cut where parts of them are listed as retired: each part is then live or
 * retired as a whole, under its own numbers.
 */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import {
  type ForeignRange,
  foreignRange,
  partOfSerial,
  unitsOf,
} from '../../../shared/units/foreign-serial.ts';
import type { Findings } from '../findings.ts';
import type { SinkVintage } from '../sink-rows.ts';
import type { CreditRecord } from './record.ts';

type Units = CreditRecord & { units: SinkVintage };

const rangeOf = ({ foreign, amounts }: SinkVintage): ForeignRange =>
  foreignRange(foreign!.serial!, amounts.issued);

/** Where the units begin in their series; units without serial numbers have no place. */
export const startOf = (vintage: SinkVintage): number =>
  vintage.foreign?.serial === undefined ? 0 : rangeOf(vintage).from;

const seriesOf = ({ units }: Units) => `${rangeOf(units).registry} ${rangeOf(units).series}`;

/** The parts, in the order of their series. */
export function partsBySerial(records: readonly Units[], findings: Findings): SinkVintage[] {
  return [...groupedBy(records, seriesOf).values()].flatMap((series) => {
    const of = (kind: CreditRecord['kind']) =>
      series.filter((each) => each.kind === kind).map(({ units }) => units);
    const [parts, issued, retired] = [of('part'), of('issued'), of('retired')];
    if (issued.length === 0) return [...parts, ...retired];
    const sound = disjoint(retired, findings).filter((each) => liesWithin(each, issued, findings));
    const cut = issued.flatMap((issuance) => cutOut(issuance, sound));
    return [...parts, ...cut, ...sound.filter((each) => !issued.some((whole) => meets(whole, each)))];
  });
}

const meets = (a: SinkVintage, b: SinkVintage): boolean => {
  const [first, second] = [rangeOf(a), rangeOf(b)];
  return first.from <= second.to && second.from <= first.to;
};

/** The ranges without those that share numbers with an earlier one. */
function disjoint(retired: readonly SinkVintage[], findings: Findings): SinkVintage[] {
  const kept: SinkVintage[] = [];
  for (const each of [...retired].sort((a, b) => startOf(a) - startOf(b))) {
    const before = kept.at(-1);
    if (before && meets(before, each))
      findings.error(each.row.file, each.row.cells['Serial Number'] ?? each.row.at, {
        zh: `${each.foreign!.serial} 与第 ${before.row.at.line} 行的注销重号（${before.foreign!.serial}）`,
        en: `${each.foreign!.serial} is retired in part on line ${before.row.at.line} already (${before.foreign!.serial})`,
      });
    else kept.push(each);
  }
  return kept;
}

/** Whether a retirement lies in one listed issuance as a whole, or in none of them. */
function liesWithin(each: SinkVintage, issued: readonly SinkVintage[], findings: Findings): boolean {
  const { from, to } = rangeOf(each);
  const whole = issued.find((issuance) => meets(issuance, each));
  if (!whole) return true;
  const range = rangeOf(whole);
  if (range.from <= from && to <= range.to) return true;
  findings.error(each.row.file, each.row.cells['Serial Number'] ?? each.row.at, {
    zh: `${each.foreign!.serial} 不全在签发 ${whole.foreign!.serial} 之内`,
    en: `${each.foreign!.serial} lies only in part within the issuance ${whole.foreign!.serial}`,
  });
  return false;
}

/** What is live of an issuance, and what is retired of it. */
function cutOut(issuance: SinkVintage, retired: readonly SinkVintage[]): SinkVintage[] {
  const whole = rangeOf(issuance);
  const within = retired.filter((each) => meets(issuance, each));
  const parts: SinkVintage[] = [];
  let next = whole.from;
  const live = (to: number) => {
    if (to >= next) parts.push(partOf(issuance, next - whole.from + 1, to - whole.from + 1));
  };
  for (const each of within) {
    const { from, to } = rangeOf(each);
    live(from - 1);
    parts.push(alsoTold(each, issuance));
    next = to + 1;
  }
  live(whole.to);
  return parts;
}

function partOf(issuance: SinkVintage, first: number, last: number): SinkVintage {
  const serial = partOfSerial(issuance.foreign!.serial!, issuance.amounts.issued, first, last);
  const quantity = unitsOf({ from: first, to: last });
  const amounts = { issued: quantity, retired: 0, remaining: quantity };
  return { ...issuance, amounts, foreign: { ...issuance.foreign, serial } };
}

/** What the issuance's own row tells, where the row of the retirement tells less of it. */
const alsoTold = (retired: SinkVintage, { foreign }: SinkVintage): SinkVintage => ({
  ...retired,
  foreign: { ...foreign, ...retired.foreign },
});
