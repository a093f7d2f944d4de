/** Units as people read them: their serials, their codes, and sums of what an account holds. */
import type { Block, BlockStatus, Holding } from '../../events/client/operations.schemas.ts';
import { CERTIFICATE_CODE_LENGTH, facilityCodeOf } from '../../shared/power/certificate-code.ts';
import { type InstrumentCode, instruments } from '../../shared/units/instrument.ts';

export type Unit = 'tCO2e' | 'MWh';

/** `55001–60000`, or `7`: serials are names, and are written without commas as the certificates have them. */
export const serialsText = ({ from, to }: Pick<Block, 'from' | 'to'>): string =>
  from === to ? String(from) : `${from}–${to}`;

/** The 32 characters of a green certificate in its two parts; undefined where it has another length. */
export function partsOfCode(code: string): { facility: string; rest: string } | undefined {
  if (code.length !== CERTIFICATE_CODE_LENGTH) return undefined;
  const facility = facilityCodeOf(code);
  return { facility, rest: code.slice(facility.length) };
}

export const isInstrument = (code: string): code is InstrumentCode => Object.hasOwn(instruments, code);

/** The unit in which an instrument is counted; tonnes and megawatt-hours are never added. */
export const unitOf = (instrument: string): Unit | undefined =>
  isInstrument(instrument) ? instruments[instrument].unit : undefined;

export type Place = 'usable' | 'locked' | 'used' | 'ended';

const PLACES: Record<BlockStatus, Place> = {
  held: 'usable',
  offered: 'locked',
  pledged: 'locked',
  frozen: 'locked',
  buffer: 'locked',
  retired: 'used',
  'retired-elsewhere': 'used',
  cancelled: 'ended',
  expired: 'ended',
};

/** Sums by unit: what can be used, what is bound, what was used, what ended unused. */
export function totalsOf(holdings: readonly Holding[]): Map<Unit, Record<Place, number>> {
  const totals = new Map<Unit, Record<Place, number>>();
  for (const { instrument, status, quantity } of holdings) {
    const unit = unitOf(instrument);
    if (!unit) continue;
    const sums = totals.get(unit) ?? { usable: 0, locked: 0, used: 0, ended: 0 };
    sums[PLACES[status as BlockStatus]] += quantity;
    totals.set(unit, sums);
  }
  return totals;
}
