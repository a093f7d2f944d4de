/**
 * Serial numbers of other registries' credits: Verra's `{block}-{start}-{end}-…`, the Gold Standard's
 * `…-{start}-{end}`, and older forms. A serial that can't be read is kept as text and is one thing as a
 * whole.
 */
import { plainNumber } from './foreign-number.ts';

/** Units `from`…`to` of a series; no number stands twice within a series. */
export interface ForeignRange {
  /** The series' own registry, told by the form of the serial, whatever instrument it came in as. */
  registry: 'VCU' | 'GSVER' | 'CDM' | 'other';
  series: string;
  from: number;
  to: number;
  /** Further content of some serials: the project's number and the first year of the vintage. */
  project?: string;
  year?: number;
}

/** As many digits as a number holds exactly. */
const NUMBER = '(\\d{1,15})';
const DAY = '(\\d{2})(\\d{2})(\\d{4})';

/**
 * `…-VCS-VCU-{n}-VER-{country}-{scope}-{project}-{ddMMyyyy}-{ddMMyyyy}-{0|1}`;
 * earlier `…-VCU-{n}-{MER|APX}-…`.
 */
const VERRA = new RegExp(
  `^${NUMBER}-${NUMBER}-${NUMBER}-(?:VCS-VCU-\\d+-VER|VCU-\\d+-(?:MER|APX))-[A-Z]{2}-\\d+-(\\d+)-${DAY}-${DAY}-[01O]$`,
);
/** `GS1-1-{country}-GS{project}-{product}-{vintage}-{issuance}-{start}-{end}`. */
const GOLD_STANDARD = new RegExp(`^(GS1-.+-GS(\\d+)-[^-]+-(\\d{4})-\\d+)-${NUMBER}-${NUMBER}$`);
/** CERs of the CDM registry: `{country}-5-{start}-{end}-{period}-{period}-{land use}-{project}`. */
const CDM = new RegExp(`^([A-Z]{2}-5)-${NUMBER}-${NUMBER}-\\d-\\d-\\d-\\d+$`);
/** Any other text that ends with its first and last number. */
const OTHER = new RegExp(`^(.+?)-${NUMBER}-${NUMBER}$`);

/**
 * The units that a serial names; `quantity` is how many there should be. In an unknown form the last two
 * numbers are the range wherever they can be one, whatever the quantity; else a part could come in as a text,
 * and then the whole. If they can't, the whole text names `quantity` units and overlaps only itself.
 */
export function foreignRange(text: string, quantity: number): ForeignRange {
  const serial = plainNumber(text);
  const verra = VERRA.exec(serial);
  if (verra) {
    const [, block, from, to, project = '', , , year] = verra;
    return {
      registry: 'VCU',
      series: `VCU-${Number(block)}`,
      from: Number(from),
      to: Number(to),
      project: String(Number(project)),
      year: Number(year),
    };
  }
  const gold = GOLD_STANDARD.exec(serial);
  if (gold) {
    const [, series = '', project = '', year, from, to] = gold;
    return {
      registry: 'GSVER',
      series,
      from: Number(from),
      to: Number(to),
      project: String(Number(project)),
      year: Number(year),
    };
  }
  const cdm = CDM.exec(serial);
  if (cdm) return { registry: 'CDM', series: cdm[1]!, from: Number(cdm[2]), to: Number(cdm[3]) };
  const other = OTHER.exec(serial);
  const [from, to] = [Number(other?.[2]), Number(other?.[3])];
  if (other && from >= 1 && from <= to) return { registry: 'other', series: other[1]!, from, to };
  return { registry: 'other', series: serial, from: 1, to: quantity };
}

export const unitsOf = ({ from, to }: Pick<ForeignRange, 'from' | 'to'>): number => to - from + 1;

/**
 * The serial of a part. Forms that name a range get the part's own numbers; any other text stays as it is. A
 * text that doesn't write its range plainly (another dash, full-width digits) gets the part written plainly.
 */
export function partOfSerial(text: string, quantity: number, first: number, last: number): string {
  const { from, to } = foreignRange(text, quantity);
  const padded = new RegExp(`-0*${from}-0*${to}(?=-|$)`);
  const written = [text, plainNumber(text)].find((each) => padded.test(each));
  if (unitsOf({ from, to }) !== quantity || written === undefined) return text;
  return written.replace(padded, `-${from + first - 1}-${from + last - 1}`);
}

/** The taken ranges of one series, ascending; touching ranges are merged. */
export type TakenRanges = [number, number][];

/** The most separate ranges that a series may have; it bounds what a commit rewrites. */
export const SEPARATE_RANGES_MAX = 2_000;

/** The first taken range that shares a number with `from`…`to`. */
export const overlapIn = (taken: TakenRanges, { from, to }: Pick<ForeignRange, 'from' | 'to'>) =>
  taken.find(([first, last]) => first <= to && from <= last);

export function withTaken(taken: TakenRanges, { from, to }: Pick<ForeignRange, 'from' | 'to'>): TakenRanges {
  const joined: TakenRanges = [];
  for (const range of [...taken, [from, to] as [number, number]].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1] + 1) last[1] = Math.max(last[1], range[1]);
    else joined.push([...range]);
  }
  return joined;
}
