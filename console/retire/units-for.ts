/**
 * Which units a retirement may take, as far as that can be told before the registry is asked: it decides by
 * the same rules, and has the last word. Pure, so that its rules are held against the registry's by test.
 */
import type { Batch } from '../../events/client/operations.schemas.ts';
import { instruments } from '../../shared/units/instrument.ts';
import { isInstrument } from '../holdings/units.ts';

/** Why a batch's units can't be used: the names of the words that say so. */
export type Unfit = 'expired' | 'madeLater' | 'otherYear' | 'noYear';

export interface Use {
  /** Of the consumption that certificates account for. */
  year?: number | undefined;
  /** Whether the units are to cover an emission statement. */
  forStatement: boolean;
  /** The day in China (ISO). */
  today: string;
}

type Judged = Pick<Batch, 'instrument' | 'vintage' | 'validThrough' | 'unit'>;

/** What the rules say of an instrument; undefined where the console doesn't know it. */
function rulesOf(instrument: string) {
  if (!isInstrument(instrument)) return undefined;
  const row: { consumptionYear: boolean; sameYearFrom?: number } = instruments[instrument];
  return row;
}

/** Whether its retirement names the year of a consumption. */
export const namesYear = ({ instrument }: Pick<Batch, 'instrument'>): boolean =>
  rulesOf(instrument)?.consumptionYear === true;

/** Undefined where nothing speaks against the batch. */
export function unfitOf(batch: Judged, { year, forStatement, today }: Use): Unfit | undefined {
  if (batch.validThrough !== undefined && today > batch.validThrough) return 'expired';
  // Without a year a certificate says nothing of a year's consumption.
  if (!namesYear(batch)) return forStatement && batch.unit === 'MWh' ? 'noYear' : undefined;
  if (year === undefined) return undefined;
  if (year < batch.vintage) return 'madeLater';
  const from = rulesOf(batch.instrument)?.sameYearFrom;
  return from !== undefined && batch.vintage >= from && year !== batch.vintage ? 'otherYear' : undefined;
}
