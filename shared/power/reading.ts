/**
 * Readings of meters: of generation by the generator, of consumption by the buyer. A reading waits until the grid company
 * confirms or refuses it; a later one of the same month corrects it, and is a new event (DOMAIN §3).
 */
import type { Reading, Readings } from './states.ts';

/** With a new reading that waits. */
export const withPending = <R extends Readings>(readings: R, pending: Reading): R => {
  const { refused: _answered, ...rest } = readings;
  return { ...(rest as R), pending, lastRevision: pending.revision };
};

/** With what waited in force. */
export const withConfirmed = <R extends Readings>({ pending, ...rest }: R): R =>
  ({ ...rest, ...(pending && { confirmed: pending }) }) as R;

/** Without what waited. */
export const withRefused = <R extends Readings>(
  { pending: _refused, ...rest }: R,
  refused: Readings['refused'],
): R => ({ ...rest, refused }) as R;

/** kWh for which certificates are issued: what storage discharges was generated before (M). */
export const netOf = ({ kilowattHours, dischargedKilowattHours = 0 }: Reading): number =>
  kilowattHours - dischargedKilowattHours;
