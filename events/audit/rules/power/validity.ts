/** How long a certificate is good (DOMAIN §3): the months that its instrument's row gives, that of generation first. */
import { addMonths, daysOf } from '../../../../shared/base/month.ts';
import { type InstrumentCode, instrumentRow } from '../../../../shared/units/instrument.ts';

/** The last day of validity; undefined where the instrument knows no end. */
export function lastDay(month: string, instrument: InstrumentCode): string | undefined {
  const { validMonths } = instrumentRow(instrument);
  return validMonths === undefined ? undefined : daysOf(addMonths(month, validMonths - 1)).to;
}
