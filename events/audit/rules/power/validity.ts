/**
 * A certificate's validity (DOMAIN §3): the months in its instrument's row, beginning
 * with that of generation.
 */
import { addMonths, daysOf } from '../../../../shared/base/month.ts';
import { type InstrumentCode, instrumentRow } from '../../../../shared/units/instrument.ts';

/** The last day of validity; undefined where the instrument has no end. */
export function lastDay(month: string, instrument: InstrumentCode): string | undefined {
  const { validMonths } = instrumentRow(instrument);
  return validMonths === undefined ? undefined : daysOf(addMonths(month, validMonths - 1)).to;
}
