/** What of a reading earns certificates, and how much earns one. */
import type { Reading } from '../../../../shared/power/states.ts';

/** kWh of a certificate (国能发新能规〔2024〕67号). */
export const CERTIFICATE_KILOWATT_HOURS = 1000;

/** What storage discharges was generated before, and earns nothing. */
export const net = ({ kilowattHours, dischargedKilowattHours = 0 }: Omit<Reading, 'revision'>): number =>
  kilowattHours - dischargedKilowattHours;
