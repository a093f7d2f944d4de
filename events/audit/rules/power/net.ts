/** The part of a reading that earns certificates, and the kWh that earn one. */
import type { Reading } from '../../../../shared/power/states.ts';

/** kWh of a certificate (国能发新能规〔2024〕67号). */
export const CERTIFICATE_KILOWATT_HOURS = 1000;

/** Power that storage discharges was generated before, and earns nothing. */
export const net = ({ kilowattHours, dischargedKilowattHours = 0 }: Omit<Reading, 'revision'>): number =>
  kilowattHours - dischargedKilowattHours;
