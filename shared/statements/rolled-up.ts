/**
 * What the leaf of a park's statement says beside its totals: the statements that it rolls up, its own lines'
 * sums, what cancelled between members, and the figures of the parks' indicator. Each sum is exact.
 */
import * as z from 'zod';
import { freeText, ParkId, StatementId } from '../base/field.ts';
import { Decimal, Fraction } from '../base/rational.ts';
import { CoverMegawattHours, CoverTonnes } from './cover.ts';

/** As many as one leaf holds, with what each of them retired and the commit that last moved it. */
export const ROLLED_MAX = 30;
export const FLOWS_MAX = 500;

/** kg in each view, kg that the parks' method lists apart, kWh bought and used. */
export const Sums = z.strictObject({
  location: Fraction,
  market: Fraction,
  park910: Fraction,
  ets: Fraction,
  apart: Fraction,
  purchased: Fraction,
  consumed: Fraction,
});
export type Sums = z.infer<typeof Sums>;

/** A member's statement as it was when it was rolled up; what is absent was zero. */
export const RolledMember = z.strictObject({
  statement: StatementId,
  version: z.int().min(1).max(9_999),
  /** Retired for it by then; `used` are the kWh of it that its own purchases took up. */
  green: z.strictObject({ ...CoverMegawattHours.shape, used: Fraction }).optional(),
  retired: CoverTonnes.optional(),
});
export type RolledMember = z.infer<typeof RolledMember>;

export const RolledUp = z.strictObject({
  park: ParkId,
  members: z.array(RolledMember).max(ROLLED_MAX),
  /** Of the park's own lines. */
  own: Sums,
  /** Flows of electricity and heat within the park, and what both their ends had come to. */
  flows: z.strictObject({ count: z.int().min(1).max(FLOWS_MAX), cancelled: Sums }).optional(),
});
export type RolledUp = z.infer<typeof RolledUp>;

const PERCENT_FAULT =
  'must be a percentage from 0 to 100 as text, at most 6 digits after the point, such as "83.5"; ' +
  '须为文本形式的 0 至 100 的百分数，小数至多 6 位，如 "83.5"';
const Percent = z.string({ error: PERCENT_FAULT }).regex(/^(?:100(?:\.0{1,6})?|\d{1,2}(?:\.\d{1,6})?)$/, {
  error: PERCENT_FAULT,
});

/** Shares that the park states of itself, percent; the registry doesn't compute them. */
export const StatedShares = z.strictObject({
  directSupply: Percent.optional(),
  cleanEnergy: Percent.optional(),
  solidWaste: Percent.optional(),
  wasteHeat: Percent.optional(),
  waterReuse: Percent.optional(),
});
export type StatedShares = z.infer<typeof StatedShares>;

/** The energy that the indicator of 910号 divides by (综合能源消费量). */
export const EnergyFigures = z.strictObject({
  /** Equivalent value (等价值) of the year, with its source; there is no default. */
  kgcePerKilowattHour: Decimal,
  source: freeText(300),
  /** Fuels and heat, tce. */
  thermal: Fraction,
  /** Electricity bought, less what was generated here and sent out. */
  kilowattHours: Fraction,
  /** All of it, tce. */
  tce: Fraction,
  shares: StatedShares.optional(),
});
export type EnergyFigures = z.infer<typeof EnergyFigures>;
