/**
 * Readings of meters: the generator's of generation, the buyer's of consumption. A reading waits until the
 * grid company confirms or refuses it; a later one of that month corrects it as a new event (DOMAIN §3).
 */
import type { Reading, Readings } from './states.ts';

/** The readings with a new one that waits. */
export const withPending = <R extends Readings>(readings: R, pending: Reading): R => {
  const { refused: _answered, ...rest } = readings;
  return { ...(rest as R), pending, lastRevision: pending.revision };
};

/** The readings with the waiting one in force. */
export const withConfirmed = <R extends Readings>({ pending, ...rest }: R): R =>
  ({ ...rest, ...(pending && { confirmed: pending }) }) as R;

/** The readings without the waiting one. */
export const withRefused = <R extends Readings>(
  { pending: _refused, ...rest }: R,
  refused: Readings['refused'],
): R => ({ ...rest, refused }) as R;

/** kWh that earn certificates: power that storage discharges was generated before (M). */
export const netOf = ({ kilowattHours, dischargedKilowattHours = 0 }: Reading): number =>
  kilowattHours - dischargedKilowattHours;
